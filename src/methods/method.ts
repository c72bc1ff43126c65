import { sha256 } from '../evaluate/digest.ts'
import type { Observables } from '../evaluate/record.ts'
import { columnSeries } from '../evaluate/series.ts'
import { withoutTransients } from '../evaluate/transient.ts'
import type { Warning } from '../evaluate/warning.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Run } from '../run/replica-task.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { type Uncertain, uncertain } from '../statistics/uncertain.ts'

/** Numbers of particles by species. */
export type Counts = Readonly<Record<string, number>>

/** A scenario with the numbers of its particles. */
export interface Subject {
  readonly scenario: Scenario
  readonly counts: Counts
}

/** The observables and warnings of a method, as in `result.json`. */
export interface Found {
  readonly observables: Observables
  readonly warnings: readonly Warning[]
}

/**
 * A thermodynamic quantity that needs runs of its own: an integration over couplings, a pressure at a wall. The plan and
 * the evaluation are one function, which asks for runs and continues with their results.
 */
export interface Method {
  /** Names that ask for it in `observables`. */
  readonly observables: readonly string[]
  /** Why the quantity is not defined for this subject; null if it is. */
  obstacle(subject: Subject): string | null
  /** Asks for its runs, and ends with what they tell. */
  plan(subject: Subject): Plan<Found>
}

/**
 * Asks for runs, batch by batch, and returns a result. It may depend on the results of its runs only, so that an
 * interrupted plan can be repeated from its beginning with the runs that are already done.
 */
export type Plan<Result> = Generator<readonly Run[], Result, readonly RunResult[]>

/**
 * A method of a user's own, to be given to `simulate` in `methods`: its `plan` asks for runs (`methodRun`, `resultsOf`) and
 * gives observables, which get into the result like any others.
 */
export function defineMethod(method: Method): Method {
  return method
}

/** The result of a run. */
export class RunResult {
  readonly run: Run
  /** In replica order. */
  readonly records: readonly ReplicaRecord[]
  /** Without the part of production that was not yet at equilibrium. */
  readonly settled: readonly ReplicaRecord[]

  constructor(run: Run, records: readonly ReplicaRecord[]) {
    this.run = run
    this.records = records
    this.settled = withoutTransients(records, run.scenario.sampling).replicas
  }

  /** [replica] → the time series of a column, without transients. @throws RangeError for a column that was not measured */
  series(column: string): readonly Float64Array[] {
    const found = columnSeries(this.settled, column)
    if (found === null) throw new RangeError(`${column} was not measured`)
    return found
  }

  /** Whether a column was measured. */
  has(column: string): boolean {
    return this.records[0]?.columns.some(({ name }) => name === column) ?? false
  }

  /** The mean of a column; null where it has no finite one with an error. */
  mean(column: string): Uncertain | null {
    return uncertain(estimateSeries(this.series(column)))
  }
}

/** Runs in any arrangement of lists and named parts. */
export type Runs = Run | readonly Runs[] | { readonly [part: string]: Runs }

/** The results of such runs, in the same arrangement. */
export type ResultsOf<Asked> = Asked extends Run
  ? RunResult
  : { readonly [Part in keyof Asked]: ResultsOf<Asked[Part]> }

/** Asks for runs, all at once, and gives their results in the arrangement of the runs. */
export function* resultsOf<Asked extends Runs>(asked: Asked): Plan<ResultsOf<Asked>> {
  const results = yield listed(asked)
  let next = 0
  const arranged = (part: Runs): unknown => {
    if (isRun(part)) return results[next++]
    if (Array.isArray(part)) return part.map(arranged)
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, arranged(inner)]))
  }
  return arranged(asked) as ResultsOf<Asked>
}

function listed(asked: Runs): Run[] {
  return isRun(asked) ? [asked] : Object.values(asked).flatMap(listed)
}

function isRun(asked: Runs): asked is Run {
  return 'scenario' in asked && 'counts' in asked
}

/** Names a run by what it computes: two runs of one name have the same records. */
export function runKey({ scenario, counts, perturbation, initial }: Run): string {
  const { forceField, ...rest } = scenario
  const known = KEYS.get(forceField) ?? sha256(forceField)
  KEYS.set(forceField, known)
  const start = initial === undefined ? {} : { initial: [...initial] }
  const named = { ...rest, forceField: known, counts, perturbation, ...start }
  return sha256(named).slice(0, 16)
}

/** Force fields are long texts that many runs share. */
const KEYS = new WeakMap<object, string>()

/** One replica as long as those of a scenario, of whatever composition and observables. */
export function methodRun(
  scenario: Scenario,
  counts: Counts,
  {
    observables,
    perturbation,
    start,
  }: {
    readonly observables: readonly string[]
    readonly perturbation?: Partial<Run['perturbation']>
    /** By default the starts of the scenario. */
    readonly start?: NonNullable<Scenario['sampling']['starts']>[number]
  },
): Run {
  const { title, forceField, temperature, composition, density, cells, sampling, seed } = scenario
  const { equilibration, production, measureEvery } = sampling
  return {
    counts,
    perturbation: { coupling: 1, wall: null, ...perturbation },
    scenario: {
      title,
      forceField,
      temperature,
      composition,
      density,
      cells,
      seed,
      observables,
      sampling: {
        equilibration,
        production,
        measureEvery,
        replicas: 1,
        ...(start === undefined ? {} : { starts: [start] }),
      },
    },
  }
}

/** The run with both phases so many times as long. */
export function lengthened(run: Run, times: number): Run {
  const { sampling } = run.scenario
  return withSampling(run, {
    equilibration: times * sampling.equilibration,
    production: times * sampling.production,
  })
}

/** The run with some of its sampling replaced. */
export function withSampling(run: Run, changes: Partial<Scenario['sampling']>): Run {
  const { scenario } = run
  return { ...run, scenario: { ...scenario, sampling: { ...scenario.sampling, ...changes } } }
}

/** Sites of the box of a scenario. */
export function sitesOf({ cells }: Pick<Scenario, 'cells'>): number {
  return 2 * cells * cells * cells
}

/** All particles of a box. */
export function particlesIn(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
