import { WALL_LAYERS } from '../model/wall-field.ts'
import { gaussRule } from '../numeric/gauss-rule.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { AVOGADRO, GAS_CONSTANT } from '../units/constants.ts'
import type { Measured } from './coupling-path.ts'
import { type ExtraRun, extraRun } from './extra-run.ts'
import { saltUnits } from './salt-units.ts'

const NODES = 6
const MEGA = 1e6
const CUBIC_ANGSTROM = 1e-30

/** Weights of a particle in the layer beside the wall, `wall:0` … */
export function wallRuns(scenario: Scenario, counts: Readonly<Record<string, number>>): ExtraRun[] {
  const layers = 2 * scenario.cells
  // Between a layer that belongs to the wall and one that does not: the filling is that of the scenario.
  const factor = (layers - WALL_LAYERS - 0.5) / layers
  const scaled = scaledCounts(scenario, counts, factor)
  return gaussRule(NODES).map(({ at }, k) =>
    extraRun(scenario, {
      name: `wall:${k}`,
      counts: scaled,
      observables: ['energy', 'layers'],
      branch: { wall: at },
    }),
  )
}

export function wallNames(): string[] {
  return Array.from({ length: NODES }, (_, k) => `wall:${k}`)
}

/**
 * βp·v of a site volume v: the wall gives way by a layer of A sites, ln Z(with)/Z(without) = βp·v·A, and
 * d ln Z/d ln λ is the number of particles in the layer, each of weight λ (Dickman, J. Chem. Phys. 87,
 * 2246 (1987)): βpv = ∫₀¹ ⟨n⟩/(Aλ) dλ.
 * @param occupations ⟨n⟩/A at the nodes of `wallRuns`
 */
export function wallPressure(occupations: readonly Measured[]): Measured {
  let [value, square] = [0, 0]
  for (const [k, { at, weight }] of gaussRule(occupations.length).entries()) {
    const error = (weight * occupations[k]!.standardError) / at
    value += (weight * occupations[k]!.value) / at
    square += error * error
  }
  return { value, standardError: Math.sqrt(square) }
}

/** kT per site volume in MPa; the volume in Å³. */
export function pressureUnit(temperature: number, siteVolume: number): number {
  return (GAS_CONSTANT * temperature) / (AVOGADRO * siteVolume * CUBIC_ANGSTROM * MEGA)
}

/** Fewer of all particles, by whole formula units of salts, so that the box stays neutral. */
function scaledCounts(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
  factor: number,
): Record<string, number> {
  const charges = new Map(scenario.forceField.species.map(({ name, charge }) => [name, charge]))
  const ions = Object.keys(counts).filter((name) => charges.get(name) !== 0)
  const scaled = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, Math.round(factor * count)]),
  )
  const units = saltUnits(scenario, counts)
  for (const name of ions) scaled[name] = 0
  for (const { salt, units: whole } of units ?? []) {
    scaled[salt.cation.name]! += Math.round(factor * whole) * salt.cations
    scaled[salt.anion.name]! += Math.round(factor * whole) * salt.anions
  }
  if (units !== null) return scaled
  const common = ions.reduce((divisor, name) => greatestCommonDivisor(divisor, counts[name]!), 0)
  for (const name of ions) scaled[name] = Math.round(factor * common) * (counts[name]! / common)
  return scaled
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
