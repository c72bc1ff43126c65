import { siteVolume } from '../model/solution.ts'
import { WALL_LAYERS } from '../model/wall-field.ts'
import { gaussRule } from '../numeric/gauss-rule.ts'
import type { Run } from '../run/replica-task.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { divided, scaled, sum, type Uncertain } from '../statistics/uncertain.ts'
import { AVOGADRO, GAS_CONSTANT } from '../units/constants.ts'
import { estimateOf } from './estimate-of.ts'
import {
  type Counts,
  type Method,
  methodRun,
  particlesIn,
  resultsOf,
  type Subject,
} from './method.ts'
import { saltUnits } from './salt-units.ts'

const NODES = 6
const MEGA = 1e6
const CUBIC_ANGSTROM = 1e-30

/**
 * The pressure of a solution by the wall method, in MPa, and the filling that it has in the middle between the walls,
 * whose pressure it is. It differs from that of the scenario, since walls attract or repel.
 */
export const pressure: Method = {
  observables: ['pressure'],

  obstacle: ({ counts }) => (particlesIn(counts) > 0 ? null : 'there are no particles'),

  *plan({ scenario, counts }: Subject) {
    const nodes = yield* resultsOf(wallRuns(scenario, counts))
    const found = wallPressure(scenario, counts, (node, column) => nodes[node]!.mean(column))
    // A mean over the middle of the box settles before one over the layer at the wall.
    const settled = nodes.every((node) => node.mean('layer:2')?.settled === true)
    return {
      observables: {
        pressure: estimateOf(found && { ...found.pressure, settled }, 'MPa'),
        'pressure:filling': estimateOf(found && { ...found.filling, settled }, ''),
      },
      warnings: [],
    }
  },
}

export interface WallPressure {
  /** MPa, with the background cohesion. */
  readonly pressure: Uncertain
  /**
   * Share of sites taken in the half of the box that is farthest from the wall, whose pressure this is. While the
   * wall gives way it falls as 1/volume; the pressure is a mean over volume, and so is this, from both ends:
   * ln(ρ₀/ρ₁)/(1/ρ₁ − 1/ρ₀), which is √(ρ₀ρ₁) but for a few parts in 10⁵.
   */
  readonly filling: Uncertain
}

/** A box whose particles in the layer at the wall have a weight, at each node of the integration over it. */
export function wallRuns(scenario: Scenario, counts: Counts): Run[] {
  const layers = 2 * scenario.cells
  // Halfway between a layer that belongs to the wall and one that does not, the filling is that of the scenario.
  const factor = (layers - WALL_LAYERS - 0.5) / layers
  const scaledDown = scaledCounts(scenario, counts, factor)
  return gaussRule(NODES).map(({ at }) =>
    methodRun(scenario, scaledDown, {
      observables: ['energy', 'layers'],
      perturbation: { wall: at },
    }),
  )
}

/**
 * The pressure from the runs at a wall; null where a mean is missing. The background cohesion, −a·ρ for each of the
 * cohesive particles, acts on no chain, but depends on the volume: it adds −a·ρ_c·ρ to p·v, with
 * densities ρ as they are in the middle, where the cohesive species is taken to have its share of all particles.
 * @param mean of a column, by the node of `wallRuns`; null if undefined
 */
export function wallPressure(
  scenario: Scenario,
  counts: Counts,
  mean: (node: number, column: string) => Uncertain | null,
): WallPressure | null {
  const { cells, temperature, forceField } = scenario
  const area = cells * cells
  const inLayer: Means = Array.from({ length: NODES }, (_, node) => mean(node, 'layer:2'))
  const middle = Array.from({ length: cells }, (_, k) => `layer:${k + 2 + Math.floor(cells / 2)}`)
  const inMiddle: Means = [0, NODES - 1].map((node) => {
    const means: Means = middle.map((layer) => mean(node, layer))
    return areAll(means) ? divided(sum(means), means.length * area) : null
  })
  if (!areAll(inLayer) || !areAll(inMiddle)) return null
  const [before, after] = inMiddle as [Uncertain, Uncertain]
  const filling = {
    value: Math.sqrt(before.value * after.value),
    // Both are of the same box: their errors are taken to go together.
    standardError: (before.standardError + after.standardError) / 2,
    settled: before.settled && after.settled,
  }
  const occupations = inLayer.map((found) => divided(found, area))
  const { of, value: depth } = forceField.cohesion ?? { of: '', value: 0 }
  const share = (counts[of] ?? 0) / Math.max(particlesIn(counts), 1)
  const factor = (1000 * depth * share) / (GAS_CONSTANT * temperature)
  const cohesive = {
    value: factor * filling.value * filling.value,
    standardError: 2 * factor * filling.value * filling.standardError,
    settled: filling.settled,
  }
  const total = sum([pressureOnWall(occupations), scaled(cohesive, -1)])
  return {
    pressure: scaled(total, pressureUnit(temperature, siteVolume(forceField.spacing.value))),
    filling,
  }
}

/**
 * βp·v of a site volume v: the wall gives way by a layer of A sites, ln Z(with)/Z(without) = βp·v·A, and
 * d ln Z/d ln λ is the number of particles in the layer, each of weight λ (Dickman, J. Chem. Phys. 87,
 * 2246 (1987)): βpv = ∫₀¹ ⟨n⟩/(Aλ) dλ.
 * @param occupations ⟨n⟩/A at the nodes of `wallRuns`
 */
export function pressureOnWall(occupations: readonly Uncertain[]): Uncertain {
  const rule = gaussRule(occupations.length)
  return sum(rule.map(({ at, weight }, k) => divided(scaled(occupations[k]!, weight), at)))
}

/** kT per site volume in MPa; the volume in Å³. */
export function pressureUnit(temperature: number, siteVolume: number): number {
  return (GAS_CONSTANT * temperature) / (AVOGADRO * siteVolume * CUBIC_ANGSTROM * MEGA)
}

/** Fewer of all particles, by whole formula units of salts, so that the box stays neutral. */
function scaledCounts(scenario: Scenario, counts: Counts, factor: number): Record<string, number> {
  const charges = new Map(scenario.forceField.species.map(({ name, charge }) => [name, charge]))
  const ions = Object.keys(counts).filter((name) => charges.get(name) !== 0)
  const fewer = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, Math.round(factor * count)]),
  )
  const units = saltUnits(scenario, counts)
  for (const name of ions) fewer[name] = 0
  for (const { salt, units: whole } of units ?? []) {
    fewer[salt.cation.name]! += Math.round(factor * whole) * salt.cations
    fewer[salt.anion.name]! += Math.round(factor * whole) * salt.anions
  }
  if (units !== null) return fewer
  const common = ions.reduce((divisor, name) => greatestCommonDivisor(divisor, counts[name]!), 0)
  for (const name of ions) fewer[name] = Math.round(factor * common) * (counts[name]! / common)
  return fewer
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

type Means = readonly (Uncertain | null)[]

function areAll(means: Means): means is readonly Uncertain[] {
  return means.every((mean) => mean !== null)
}
