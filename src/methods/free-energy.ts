import { compileModel, type LatticeModel } from '../model/lattice-model.ts'
import { log } from '../numeric/log.ts'
import { logFactorial } from '../numeric/log-factorial.ts'
import type { Run } from '../run/replica-task.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { difference, exact, scaled, type Uncertain } from '../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { couplingRuns, integrateCoupling } from './coupling.ts'
import { type Counts, particlesIn, type ResultsOf, sitesOf } from './method.ts'

/** A box at full coupling, and at every node of the coupling path. */
export type BoxRuns = {
  readonly whole: Run
  readonly path: readonly Run[]
}

export function boxRuns(scenario: Scenario, counts: Counts, whole: Run): BoxRuns {
  return { whole, path: couplingRuns(scenario, counts) }
}

/** Free energy and entropy of the whole box, in kT and k. */
export interface BoxEnergies {
  /** ln Ω: all ways of putting its particles on its sites in all orientations. */
  readonly logStates: number
  /** βF = −ln Ω + ∫₀¹ ⟨βH⟩_λ dλ */
  readonly betaF: Uncertain
  /** ⟨Σh⟩, kJ/mol */
  readonly enthalpy: Uncertain
  /** S/k = β⟨Σh⟩ − βF; less than ln Ω wherever contacts carry entropy of their own. */
  readonly entropy: Uncertain
  /** −Σ p ln p over all states of the box, ⟨βH⟩ − βF: the entropy without that of the contacts. */
  readonly configurational: Uncertain
  readonly settled: boolean
}

/** The free energy of a box from its runs; null where one of them has no mean. */
export function boxEnergies({ whole, path }: ResultsOf<BoxRuns>): BoxEnergies | null {
  const enthalpy = whole.mean('enthalpy')
  const reduced = whole.mean('reducedEnergy')
  const nodes = path.map((result) => result.mean('reducedEnergy'))
  if (enthalpy === null || reduced === null || !areAll(nodes)) return null
  const { scenario, counts } = whole.run
  const logStates = logStatesOf(scenario, counts)
  const betaF = difference(integrateCoupling(nodes), exact(logStates))
  const settled = [...nodes, enthalpy].every((mean) => mean.settled)
  const beta = 1000 / (GAS_CONSTANT * scenario.temperature)
  return {
    logStates,
    betaF,
    enthalpy,
    entropy: difference(scaled(enthalpy, beta), betaF),
    configurational: difference(reduced, betaF),
    settled,
  }
}

/** ln Ω of the box of a scenario with so many of each species. */
export function logStatesOf(scenario: Scenario, counts: Counts): number {
  const model = compileModel(scenario.forceField, Object.keys(counts))
  const filled = model.species.map(({ name }) => counts[name]!)
  return logCountOfStates(model, [sitesOf(scenario) - particlesIn(counts), ...filled])
}

/**
 * ln Ω, the number of states of a box: all ways of putting its particles on its sites, one a site, in all
 * orientations: sites!/Π_s N_s! · Π_s orientations_s^N_s. `population` is by species, the vacancy's first.
 */
export function logCountOfStates(
  { states }: Pick<LatticeModel, 'states'>,
  population: ArrayLike<number>,
): number {
  let sites = 0
  let logarithm = 0
  for (let species = 0; species < population.length; species++) {
    const count = population[species]!
    sites += count
    logarithm += count * log(states.orientations[species]!) - logFactorial(count)
  }
  return logarithm + logFactorial(sites)
}

function areAll(means: readonly (Uncertain | null)[]): means is readonly Uncertain[] {
  return means.every((mean) => mean !== null)
}
