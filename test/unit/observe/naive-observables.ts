import type { Configuration } from '../../../src/model/configuration.ts'
import { type Box, facing, type Molecule, moleculesOf, neighboursOf } from './molecules.ts'
import { naiveClusters } from './naive-clusters.ts'
import { naiveOrder } from './naive-order.ts'

const NEAREST = Math.sqrt(3)

/** Every observable but energies, from molecules in space; mean q without libration. */
export function naiveObservables(configuration: Configuration): Record<string, number> {
  const box = moleculesOf(configuration)
  const waters = box.molecules.filter(({ species }) => species === 'H2O')
  return {
    ...bonds(waters, box),
    ...coordination(box),
    ...freeWater(waters, box),
    ...pairing(box),
    ...naiveClusters(box),
    ...structureFactors(box),
    // Of fewer waters none has four others.
    ...(waters.length < 5 ? {} : naiveOrder(waters, box)),
    iceOrder: iceOrder(waters),
    'iceOrder:mostOrderedOctant': mostOrderedOctant(waters, box),
  }
}

function bonds(waters: readonly Molecule[], box: Box): Record<string, number> {
  const counts: Record<string, number> = {}
  const add = (name: string, value: number) => {
    counts[name] = (counts[name] ?? 0) + value
  }
  const n = waters.length
  for (const name of ['hydrogenBondsPerWater:straight', 'hydrogenBondsPerWater:bent']) add(name, 0)
  for (const kind of ['0', '1', '2', '3', '4', '5+']) add(`hydrogenBondShare:${kind}`, 0)
  for (const kind of ['strong', 'weak', 'none']) add(`waterFraction:${kind}`, 0)
  for (const kind of ['straight', 'bent', 'anion', 'free']) add(`hydroxyl:${kind}`, 0)
  add('anionBondsPerWater', 0)

  for (const water of waters) {
    const pairs = neighboursOf(water, box, NEAREST).map((near) => facing(water, near))
    const [straight, bent, anion] = ['acceptor', 'acceptor-bent', 'anionic'].map(
      (face) => pairs.filter(([own, seen]) => own === 'donor' && seen === face).length,
    ) as [number, number, number]
    const accepted = pairs.filter(
      ([own, seen]) => seen === 'donor' && own.startsWith('acceptor'),
    ).length
    const total = straight + bent + accepted
    add('hydrogenBondsPerWater:straight', (2 * straight) / n)
    add('hydrogenBondsPerWater:bent', (2 * bent) / n)
    add('anionBondsPerWater', anion / n)
    add(`hydrogenBondShare:${total >= 5 ? '5+' : total}`, 1 / n)
    const bonded = straight + bent + anion
    add(`waterFraction:${accepted >= 2 ? 'strong' : 'weak'}`, bonded / (2 * n))
    add('waterFraction:none', (2 - bonded) / (2 * n))
    add('hydroxyl:straight', straight / (2 * n))
    add('hydroxyl:bent', bent / (2 * n))
    add('hydroxyl:anion', anion / (2 * n))
    add('hydroxyl:free', (2 - bonded) / (2 * n))
  }
  const facingPairs =
    counts['hydrogenBondsPerWater:straight']! + counts['hydrogenBondsPerWater:bent']!
  return { ...counts, hydrogenBondsPerWater: facingPairs }
}

function coordination(box: Box): Record<string, number> {
  const result: Record<string, number> = {}
  const names = [...new Set(box.molecules.map(({ species }) => species))]
  const mean = (ion: string, ligand: string) => {
    const ions = box.molecules.filter(({ species }) => species === ion)
    const found = ions.flatMap((molecule) =>
      neighboursOf(molecule, box, NEAREST).filter((near) => near.molecule.species === ligand),
    )
    result[`coordination:${ion}-${ligand}`] = found.length / ions.length
  }
  for (const ion of names) {
    const charge = box.molecules.find(({ species }) => species === ion)!.charge
    for (const ligand of names) {
      const other = box.molecules.find(({ species }) => species === ligand)!.charge
      if (charge > 0 && other <= 0) mean(ion, ligand)
      if (charge < 0 && ligand === 'H2O') mean(ion, ligand)
    }
  }
  return result
}

function freeWater(waters: readonly Molecule[], box: Box): Record<string, number> {
  if (box.molecules.every(({ charge }) => charge === 0)) return {}
  const share = (touches: (charge: number) => boolean) =>
    waters.filter((water) =>
      neighboursOf(water, box, NEAREST).every(({ molecule }) => !touches(molecule.charge)),
    ).length / waters.length
  return {
    freeWaterFraction: share((charge) => charge > 0),
    untouchedWaterFraction: share((charge) => charge !== 0),
  }
}

function pairing(box: Box): Record<string, number> {
  const result: Record<string, number> = {}
  const cations = box.molecules.filter(({ charge }) => charge > 0)
  const around = (molecule: Molecule) =>
    neighboursOf(molecule, box, NEAREST).map((near) => near.molecule)
  const anionsAround = (molecule: Molecule) =>
    around(molecule).filter(({ charge }) => charge < 0).length
  const kindOf = (cation: Molecule) => {
    const anions = anionsAround(cation)
    if (anions > 0) return anions > 1 ? 'aggregate' : 'contact'
    const waters = around(cation).filter(({ species }) => species === 'H2O')
    return waters.some((water) => anionsAround(water) > 0) ? 'separated' : 'free'
  }
  for (const name of new Set(cations.map(({ species }) => species))) {
    const kinds = cations.filter(({ species }) => species === name).map(kindOf)
    for (const kind of ['free', 'separated', 'contact', 'aggregate']) {
      result[`pairing:${name}:${kind}`] = kinds.filter((own) => own === kind).length / kinds.length
    }
  }
  return result
}

/** As a double sum over pairs, Σ_ij cos k(r_i − r_j). */
function structureFactors(box: Box): Record<string, number> {
  const result: Record<string, number> = {}
  for (const name of new Set(box.molecules.map(({ species }) => species))) {
    const positions = box.molecules.filter((m) => m.species === name).map((m) => m.position)
    let sum = 0
    for (const a of positions) {
      for (const b of positions) {
        for (const j of [0, 1, 2]) sum += Math.cos((2 * Math.PI * (a[j]! - b[j]!)) / box.size)
      }
    }
    result[`densityFluctuation:${name}`] = sum / (3 * positions.length)
  }
  return result
}

function iceOrder(waters: readonly Molecule[]): number {
  const contrast = (parity: number) => {
    const half = waters.filter(({ position }) => position[0] % 2 === parity)
    const sum = (water: Molecule) =>
      water.position.reduce((total, c) => total + (c - parity) / 2, 0)
    const even = half.filter((water) => sum(water) % 2 === 0).length
    return half.length === 0 ? 0 : Math.abs(2 * even - half.length) / half.length
  }
  return contrast(0) * contrast(1)
}

/** Ice order of the most ordered octant of a box of 8 cells or more, of the box otherwise. */
function mostOrderedOctant(waters: readonly Molecule[], { size }: Box): number {
  const half = size >= 16 ? size / 2 : size
  const edges = Array.from({ length: size / half }, (_, k) => k * half)
  const orders = edges.flatMap((x0) =>
    edges.flatMap((y0) =>
      edges.map((z0) => {
        const isInside = ({ position }: Molecule) =>
          [x0, y0, z0].every((edge, j) => position[j]! >= edge && position[j]! < edge + half)
        return iceOrder(waters.filter(isInside))
      }),
    ),
  )
  return Math.max(...orders)
}
