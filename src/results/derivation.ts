import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Estimate } from './record.ts'

/** What derived observables need to know beside the replicas. */
export interface Derivation {
  readonly records: readonly ReplicaRecord[]
  /** K */
  readonly temperature: number
  readonly sites: number
  readonly counts: Readonly<Record<string, number>>
  /** The estimate of the energy, whose autocorrelation decides what a block is. */
  readonly energy: Estimate
  /** Sweeps between two samples. */
  readonly measureEvery: number
}
