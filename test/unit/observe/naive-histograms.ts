import type { Configuration } from '../../../src/model/configuration.ts'
import { type Box, type Molecule, moleculesOf, neighboursOf, type Vector } from './molecules.ts'
import { ionClusters } from './naive-clusters.ts'

const NEAREST = Math.sqrt(3)

/** Name of a distribution → label of a bin → what one configuration adds to it; empty bins left out. */
export type Histograms = Record<string, Record<string, number>>

/** Shell compositions, cluster sizes and pairs by distance, from molecules in space. */
export function naiveHistograms(configuration: Configuration): Histograms {
  const box = moleculesOf(configuration)
  const spacing = configuration.model.forceField.spacing.value
  const names = configuration.model.species.map(({ name }) => name)
  const result: Histograms = {}
  const add = (distribution: string, bin: string) => {
    result[distribution] ??= {}
    result[distribution][bin] = (result[distribution][bin] ?? 0) + 1
  }
  for (const cation of box.molecules.filter(({ charge }) => charge > 0)) {
    add(`shell:${cation.species}`, shellLabel(cation, box, names))
  }
  const charges = new Set(box.molecules.map(({ charge }) => Math.sign(charge)))
  if (charges.has(1) && charges.has(-1)) {
    for (const size of ionClusters(box).sizes) add('clusterSize:ions', sizeLabel(size))
  }
  for (const a of box.molecules) {
    for (const b of box.molecules) {
      if (a === b || rankOf(a, names) > rankOf(b, names)) continue
      const distance = Math.sqrt(squaredDistance(a.position, b.position, box.size))
      // The sixth shell ends at (400).
      const bin = distance > 4.01 ? 'farther' : angstrom(distance, spacing)
      add(`radialDistribution:${a.species}-${b.species}`, bin)
    }
  }
  return result
}

/** Number of sites of a box at each distance from one of them. */
export function sitesByDistance(size: number, spacing: number): Record<string, number> {
  const sites: Record<string, number> = {}
  for (let x = 0; x < size; x++) {
    for (let y = x % 2; y < size; y += 2) {
      for (let z = x % 2; z < size; z += 2) {
        const distance = Math.sqrt(squaredDistance([0, 0, 0], [x, y, z], size))
        if (distance === 0) continue
        const bin = distance > 4.01 ? 'farther' : angstrom(distance, spacing)
        sites[bin] = (sites[bin] ?? 0) + 1
      }
    }
  }
  return sites
}

function angstrom(distance: number, spacing: number): string {
  return String(Number(((distance / NEAREST) * spacing).toFixed(3)))
}

function squaredDistance(a: Vector, b: Vector, size: number): number {
  return a.reduce((sum, component, j) => {
    const step = Math.abs(component - b[j]!)
    return sum + Math.min(step, size - step) ** 2
  }, 0)
}

/** Cations first, then anions, then the uncharged, each in the order of the force field. */
function rankOf({ species, charge }: Molecule, names: readonly string[]): number {
  const group = charge > 0 ? 0 : charge < 0 ? 1 : 2
  return group * names.length + names.indexOf(species)
}

function shellLabel(cation: Molecule, box: Box, names: readonly string[]): string {
  const ligands = neighboursOf(cation, box, NEAREST)
    .filter(({ molecule }) => molecule.charge <= 0)
    .map(({ molecule }) => molecule.species)
  const parts = names.map((name) => [name, ligands.filter((ligand) => ligand === name).length])
  const present = parts.filter(([, number]) => number !== 0)
  return present.length === 0 ? 'bare' : present.map((part) => part.join(':')).join(' ')
}

function sizeLabel(size: number): string {
  return String(size <= 16 ? size : 2 ** (Math.ceil(Math.log2(size)) - 1) + 1)
}
