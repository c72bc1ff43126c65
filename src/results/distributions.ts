import type { Distribution } from '../observe/observer.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'

/** The histogram that the pair entropy is computed from; of no use without the tables of states. */
export const PAIR_STATES = 'pairStates'

/** A histogram over a whole run. */
export interface DistributionRecord {
  /** What the bins are of. */
  readonly unit: string
  readonly bins: readonly (string | number)[]
  /** Mean share of each bin, adding up to 1; null where nothing was ever counted. */
  readonly share: readonly number[] | null
  /** One standard deviation of each share; null with fewer than two stretches. */
  readonly standardError: readonly number[] | null
}

/** `distributions.json`. */
export interface DistributionsRecord {
  readonly format: 'entrolyte-distributions'
  readonly version: 1
  readonly distributions: Readonly<Record<string, DistributionRecord>>
}

/** Shares over all replicas, with errors from their equal stretches. */
export function recordDistributions(records: readonly ReplicaRecord[]): DistributionsRecord {
  const reported = mergeDistributions(records).filter(({ name }) => name !== PAIR_STATES)
  const entries = reported.map((distribution) => [distribution.name, summarize(distribution)])
  return {
    format: 'entrolyte-distributions',
    version: 1,
    distributions: Object.fromEntries(entries),
  }
}

/** Each distribution with the stretches of all replicas, in replica order. */
export function mergeDistributions(records: readonly ReplicaRecord[]): Distribution[] {
  const [first, ...others] = records
  return (first?.distributions ?? []).map((distribution, index) => ({
    ...distribution,
    blocks: [
      ...distribution.blocks,
      ...others.flatMap((record) => record.distributions[index]!.blocks),
    ],
  }))
}

function summarize({ unit, bins, blocks }: Distribution): DistributionRecord {
  const shares = blocks.flatMap((block) => {
    const total = block.reduce((sum, weight) => sum + weight, 0)
    return total > 0 ? [Array.from(block, (weight) => weight / total)] : []
  })
  const count = shares.length
  if (count === 0) return { unit, bins, share: null, standardError: null }
  const share = bins.map((_, bin) => shares.reduce((sum, block) => sum + block[bin]!, 0) / count)
  const error = (mean: number, bin: number) => {
    const squares = shares.reduce((sum, block) => sum + (block[bin]! - mean) * (block[bin]! - mean), 0)
    return Math.sqrt(squares / (count * (count - 1)))
  }
  return { unit, bins, share, standardError: count > 1 ? share.map(error) : null }
}
