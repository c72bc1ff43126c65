import { BLOCKS } from '../observe/observer.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Sampling } from '../scenario/scenario.ts'
import { transientBlocks } from '../statistics/correlation.ts'
import { columnSeries } from './series.ts'

/** Replicas without the part of their production that was not yet at equilibrium. */
export interface Settled {
  readonly replicas: readonly ReplicaRecord[]
  /** Sweeps of production left out, by replica. */
  readonly discardedSweeps: readonly number[]
}

/**
 * Leaves out of every replica the first blocks of production in which its enthalpy still drifts. Series
 * and distributions are cut at the same place. A run without an energy is kept whole.
 */
export function withoutTransients(records: readonly ReplicaRecord[], sampling: Sampling): Settled {
  const enthalpies = columnSeries(records, 'enthalpy')
  const cuts = records.map(({ blocks = BLOCKS }, index) => {
    const series = enthalpies?.[index]
    return series === undefined ? 0 : transientBlocks(series, blocks)
  })
  const firstSample = ({ series, columns, blocks = BLOCKS }: ReplicaRecord, cut: number) => {
    return Math.ceil((cut * (series.length / columns.length)) / blocks)
  }
  return {
    replicas: records.map((record, index) => ({
      ...record,
      series: record.series.subarray(firstSample(record, cuts[index]!) * record.columns.length),
      distributions: record.distributions.map((distribution) => ({
        ...distribution,
        blocks: distribution.blocks.slice(cuts[index]!),
      })),
    })),
    discardedSweeps: records.map(
      (record, index) => firstSample(record, cuts[index]!) * sampling.measureEvery,
    ),
  }
}
