import type { Configuration } from '../../../src/model/configuration.ts'
import { erfc } from '../../../src/numeric/erfc.ts'
import {
  type Box,
  facing,
  isNearest,
  type Molecule,
  moleculesOf,
  neighboursOf,
} from './molecules.ts'

const R = 8.31446261815324e-3
const SPACING = 2.76

/** Enthalpy and reduced free energy of the small force field, written down by hand. */
export interface NaiveEnergy {
  /** kJ/mol */
  readonly enthalpy: number
  /** βH */
  readonly reduced: number
}

export function naiveEnergy(configuration: Configuration, temperature: number): NaiveEnergy {
  const box = moleculesOf(configuration)
  const rt = R * temperature
  let enthalpy = 0
  let entropy = 0
  for (const molecule of box.molecules) {
    for (const near of neighboursOf(molecule, box, 2)) {
      const other = near.molecule.species
      if (isNearest(near)) {
        const [h, s] = contact(molecule, near.molecule, facing(molecule, near))
        enthalpy += h / 2
        entropy += s / 2
      } else if (molecule.species === 'H2O' && other === 'H2O') enthalpy -= 1.15 / 2
    }
    enthalpy += shells(molecule, box)
  }
  const waters = box.molecules.filter(({ species }) => species === 'H2O').length
  enthalpy -= (0.8 * waters * box.molecules.length) / (box.size ** 3 / 4)
  const permittivity = epsilon(temperature)
  // e²/(4π ε₀ k) = 167100.9 Å K
  const coulomb = ((167100.9 / (permittivity * temperature)) * charges(box)) / SPACING
  return {
    enthalpy: enthalpy + coulomb * rt * (1 + epsilonSlope(temperature)),
    reduced: enthalpy / rt - entropy / (1000 * R) + coulomb,
  }
}

/** By ion: standard deviation of their own contacts, shell and Coulomb enthalpy; kJ/mol. */
export function naiveSpread(
  configuration: Configuration,
  temperature: number,
): Record<string, number> {
  const box = moleculesOf(configuration)
  const ions = box.molecules.filter(({ charge }) => charge !== 0)
  const unit = ((R * 167100.9) / (epsilon(temperature) * SPACING)) * (1 + epsilonSlope(temperature))
  const energyOf = (ion: Molecule) => {
    const contacts = neighboursOf(ion, box, Math.sqrt(3)).reduce(
      (sum, near) => sum + contact(ion, near.molecule, facing(ion, near))[0],
      0,
    )
    const coulomb = ions.reduce((sum, other) => {
      const step = ion.position.map((component, j) => other.position[j]! - component)
      return sum + ion.charge * other.charge * potential(step, box.size) * Math.sqrt(3)
    }, 0)
    return contacts + shells(ion, box) + unit * coulomb
  }
  const result: Record<string, number> = {}
  for (const name of new Set(ions.map(({ species }) => species))) {
    const energies = ions.filter(({ species }) => species === name).map(energyOf)
    const mean = energies.reduce((sum, energy) => sum + energy, 0) / energies.length
    const squares = energies.reduce((sum, energy) => sum + (energy - mean) ** 2, 0)
    result[`siteEnergySpread:${name}`] = Math.sqrt(squares / energies.length)
  }
  return result
}

function contact(a: Molecule, b: Molecule, pair: readonly [string, string]): [number, number] {
  const kinds = [a.species, b.species].toSorted().join()
  const [own, seen] = a.species === 'H2O' ? pair : pair.toReversed()
  if (kinds === 'H2O,H2O') {
    if (pair.includes('donor') && pair.includes('acceptor')) return [-16.66, -30.68]
    if (pair.includes('donor') && pair.includes('acceptor-bent')) return [-7.09, 0]
    return [0, -14]
  }
  if (kinds === 'Cl-,H2O') {
    if (own === 'donor' && seen === 'anionic') return [(-8.4 * 2.4) / 1.81, 0]
    return [own === 'inert' ? 0 : 4, 0]
  }
  if (kinds === 'H2O,Zn2+') {
    const energies = { acceptor: -30, 'acceptor-bent': -27, inert: -9, donor: 20 }
    return [energies[own as keyof typeof energies], 0]
  }
  return [kinds === 'Cl-,Zn2+' ? -33 : 0, 0]
}

function shells(molecule: Molecule, box: Box): number {
  const nearest = neighboursOf(molecule, box, Math.sqrt(3))
  const around = nearest.map((near) => near.molecule)
  const all = around.length
  // One tetrahedron less the other.
  const uneven = nearest.reduce((sum, { displacement: [x, y, z] }) => sum + x * y * z, 0)
  if (molecule.species === 'Cl-') return 10 * (all - 7) ** 2 + 2 * uneven ** 2
  if (molecule.species === 'Zn2+') {
    const n = all + 0.5 * around.filter(({ species }) => species === 'Cl-').length
    return (n > 6 ? 40 : 20) * (n - 6) ** 2 + 2 * uneven ** 2
  }
  const cations = around.filter(({ charge }) => charge > 0).length
  return 20 * Math.max(cations - 1, 0) + 2 * Math.max(all - 4, 0) ** 2
}

export function epsilon(temperature: number): number {
  const t = temperature - 273.15
  return 87.74 - 0.40008 * t + 9.398e-4 * t ** 2 - 1.41e-6 * t ** 3
}

/** d ln ε/d ln T */
function epsilonSlope(temperature: number): number {
  const step = 1e-3
  const rise = Math.log(epsilon(temperature + step)) - Math.log(epsilon(temperature - step))
  return (temperature * rise) / (2 * step)
}

/** ½ Σ q_i q_j v_ij by Ewald's sum with a narrower screen than the program's; units of 1/spacing. */
function charges(box: Box): number {
  const ions = box.molecules.filter(({ charge }) => charge !== 0)
  let sum = 0
  for (const a of ions) {
    for (const b of ions) {
      const step = [0, 1, 2].map((j) => b.position[j]! - a.position[j]!)
      sum += 0.5 * a.charge * b.charge * potential(step, box.size) * Math.sqrt(3)
    }
  }
  return sum
}

const known = new Map<string, number>()

function potential(step: readonly number[], size: number): number {
  const key = step.map((component) => Math.abs(component)).join()
  let sum = known.get(`${size} ${key}`)
  if (sum !== undefined) return sum
  const alpha = 3 / size
  const volume = size ** 3
  sum = -Math.PI / (alpha ** 2 * volume)
  const range = Array.from({ length: 21 }, (_, n) => n - 10)
  for (const x of range) {
    for (const y of range) {
      for (const z of range) {
        const r = Math.hypot(step[0]! + x * size, step[1]! + y * size, step[2]! + z * size)
        if (r === 0) sum -= (2 * alpha) / Math.sqrt(Math.PI)
        else if (alpha * r < 20) sum += erfc(alpha * r) / r
        const k = [x, y, z].map((m) => (2 * Math.PI * m) / size)
        const k2 = k.reduce((total, c) => total + c * c, 0)
        if (k2 === 0) continue
        const phase = k.reduce((total, c, j) => total + c * step[j]!, 0)
        sum += ((4 * Math.PI) / volume) * Math.exp(-k2 / (4 * alpha ** 2)) * (Math.cos(phase) / k2)
      }
    }
  }
  known.set(`${size} ${key}`, sum)
  return sum
}
