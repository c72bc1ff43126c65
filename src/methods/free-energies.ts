import { compileModel } from '../model/lattice-model.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { type FreeEnergy, freeEnergy } from './absolute-entropy.ts'
import { logCountOfStates } from './count-of-states.ts'
import { integrateCoupling, type Measured } from './coupling-path.ts'
import { couplingNames } from './coupling-runs.ts'
import { type ExtraResult, extraMeans, meanOf, type SettledMean } from './extra-results.ts'
import { sitesOf } from './extra-run.ts'

/** A box, all that is known of its free energy. */
export interface BoxEnergies extends FreeEnergy {
  readonly logStates: number
  /** ⟨Σh⟩, kJ/mol. */
  readonly enthalpy: Measured
  /** −Σ p ln p over all states of the box, ⟨βH⟩ − βF: the entropy without that of the contacts. */
  readonly configurational: Measured
  readonly equilibrated: boolean
}

/** What the runs of one box say; null where some are missing. */
export function boxEnergies(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
  prefix: string,
  whole: readonly ReplicaRecord[],
  extras: readonly ExtraResult[],
): BoxEnergies | null {
  const mean = extraMeans(extras)
  const nodes = couplingNames(prefix).map((name) => mean(name, 'reducedEnergy'))
  const enthalpy = meanOf(whole, 'enthalpy')
  const reduced = meanOf(whole, 'reducedEnergy')
  if (enthalpy === null || reduced === null || !areAll(nodes)) return null
  const model = compileModel(scenario.forceField, Object.keys(counts))
  const filled = model.species.map(({ name }) => counts[name]!)
  const vacancies = sitesOf(scenario) - filled.reduce((sum, count) => sum + count, 0)
  const logStates = logCountOfStates(model, [vacancies, ...filled])
  const energies = freeEnergy(logStates, integrateCoupling(nodes), enthalpy, scenario.temperature)
  const [a, b] = [reduced.standardError, energies.betaF.standardError]
  return {
    ...energies,
    logStates,
    enthalpy,
    configurational: {
      value: reduced.value - energies.betaF.value,
      standardError: Math.sqrt(a * a + b * b),
    },
    equilibrated: [...nodes, enthalpy].every(({ equilibrated }) => equilibrated),
  }
}

function areAll(means: readonly (SettledMean | null)[]): means is readonly SettledMean[] {
  return means.every((mean) => mean !== null)
}
