import type { MoveCount } from '../chain/chain.ts'
import type { EntropyClass } from '../formula/ideal-entropy.ts'
import type { DensitySource } from '../model/solution-volume.ts'
import type { MoveName } from '../moves/move.ts'
import type { NotMeasured } from '../scenario/observable-groups.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { BranchRecord } from './branch-record.ts'
import type { PrecisionStep } from './precision.ts'
import type { Warning } from './warning.ts'

/** What is known of one observable. */
export interface Estimate {
  /** Null where it is undefined; a warning then says why. */
  readonly value: number | null
  /** One standard deviation of `value`; 0 where the value is exact, null where it cannot be told. */
  readonly standardError: number | null
  readonly unit: string
  /** Integrated autocorrelation time in sweeps; null for what has no time series. */
  readonly tauInt: number | null
  /** Independent measurements that the series amount to, all replicas together. */
  readonly effectiveSamples: number | null
  /**
   * Split R-hat of Gelman and Rubin over the replicas: near 1 once they have mixed. Null where it is not
   * defined; absent for what has no time series.
   */
  readonly rHat?: number | null
  /** Whether the replicas, started apart, agree with each other and with themselves later on. */
  readonly equilibrated: boolean | null
}

/** What the scenario became on the lattice. */
export interface SystemRecord {
  readonly sites: number
  readonly counts: Readonly<Record<string, number>>
  /** mol per kg of all solvents together, by salt, as really present; null for exact counts. */
  readonly molality: Readonly<Record<string, number>> | null
  /** Elementary charges. */
  readonly charge: number
  readonly vacancyFraction: number
  /** g/cm³; null where a molar mass is unknown. */
  readonly density: number | null
  readonly densitySource: DensitySource
  /** Null where there is nothing on the lattice. */
  readonly configurationalEntropyClass: EntropyClass | null
}

/** Who made the record, where and when; no part of its digest. */
export interface Provenance {
  /** Of entrolyte. */
  readonly version: string
  /** Of the sources, where they are a git checkout. */
  readonly commit: string | null
  readonly node: string
  readonly cpu: string
  readonly seed: string
  /** SHA-256 of the resolved scenario as canonical JSON. */
  readonly scenarioSha256: string
  /** ISO 8601, UTC. */
  readonly start: string
  readonly wallSeconds: number
  readonly cpuSeconds: number
}

/** All that depends on machine or clock; no part of the digest. */
export interface Timing {
  readonly wallSeconds: number
  /** Of all threads together. */
  readonly cpuSeconds: number
  readonly threads: number
  readonly attemptsPerSecond: number
  /**
   * Seconds of all threads since the run was last started, by kind of work: moves, `observables`, `recounts`,
   * `setup`, `snapshots`, `evaluating`, and `writing` but for the record itself. Absent in points of a sweep.
   */
  readonly breakdown?: Readonly<Record<string, number>>
}

export type Observables = Readonly<Record<string, Estimate>>
export type Moves = Readonly<Partial<Record<MoveName, Readonly<MoveCount>>>>

/** What is known at one temperature of a ladder. */
export interface LadderRung {
  /** K */
  readonly temperature: number
  /** Share of trajectories that were undone; absent where nothing keeps the run to a branch. */
  readonly rejectedShare?: number
  readonly discardedSweeps: readonly number[]
  readonly observables: Observables
  readonly warnings: readonly Warning[]
}

/** How neighbouring temperatures exchanged configurations in production, all replicas together. */
export interface LadderExchange {
  /** K */
  readonly between: readonly [number, number]
  readonly attempts: number
  readonly accepted: number
  /** Null without attempts. */
  readonly share: number | null
}

export interface LadderResult {
  /** Ascending, the scenario's own temperature among them. */
  readonly rungs: readonly LadderRung[]
  readonly exchanges: readonly LadderExchange[]
  /** Of each replica: ways from the lowest temperature to the highest and back. */
  readonly roundTrips: readonly number[]
}

/** `result.json`: one scenario, run. Plain data without NaN or Infinity. */
export interface ResultRecord {
  readonly format: 'entrolyte-result'
  /** Of the format. */
  readonly version: 1
  readonly state: 'completed' | 'failed'
  readonly scenario: Scenario
  readonly provenance: Provenance
  readonly system: SystemRecord
  readonly branch: BranchRecord
  /** Of production, all replicas together. */
  readonly moves: Moves
  /** Sweeps of production, by replica, that observables leave out as not yet at equilibrium. */
  readonly discardedSweeps: readonly number[]
  /** Of a run to a precision: what was found each time it was looked at, the end of the run last. */
  readonly precision?: readonly PrecisionStep[]
  readonly observables: Observables
  /** Of what `observables` asked for, what this system has nothing to measure of, and why; absent where that is nothing. */
  readonly notMeasured?: readonly NotMeasured[]
  /** Of a run with `sampling.ladder`: the observables at every temperature of it. */
  readonly ladder?: LadderResult
  readonly warnings: readonly Warning[]
  readonly timing: Timing
  /** SHA-256 of the canonical JSON of all but `provenance`, `timing` and `digest`. */
  readonly digest: string
}
