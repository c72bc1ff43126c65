import type { Distribution } from '../observe/observer.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'

/** A histogram over a whole run. */
export interface DistributionRecord {
  /** What the bins are of. */
  readonly unit: string
  readonly bins: readonly (string | number)[]
  /**
   * Mean share of each bin, adding up to 1 over all of them; where the distribution is compared with a
   * random mixture, the share over that of the mixture, g(r). Null where nothing was ever counted.
   */
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
  const reported = mergeDistributions(records).filter(({ auxiliary }) => !auxiliary)
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

function summarize({ unit, bins, blocks, reference }: Distribution): DistributionRecord {
  const shares = blocks.flatMap((block) => {
    const total = block.reduce((sum, weight) => sum + weight, 0)
    const share = (weight: number, bin: number) => weight / total / (reference?.[bin] ?? 1)
    return total > 0 ? [Array.from(block, share)] : []
  })
  const count = shares.length
  if (count === 0) return { unit, bins, share: null, standardError: null }
  const mean = bins.map((_, bin) => shares.reduce((sum, block) => sum + block[bin]!, 0) / count)
  const error = bins.map((_, bin) => {
    const deviation = (block: readonly number[]) => block[bin]! - mean[bin]!
    const squares = shares.reduce((sum, block) => sum + deviation(block) * deviation(block), 0)
    return Math.sqrt(squares / (count * (count - 1)))
  })
  // Named bins are what may be met, such as all shell compositions: those that never were are left out.
  const kept = bins.flatMap((bin, k) => (typeof bin === 'number' || mean[k]! > 0 ? [k] : []))
  const pick = <T>(values: readonly T[]) => kept.map((k) => values[k]!)
  return {
    unit,
    bins: pick(bins),
    share: pick(mean),
    standardError: count > 1 ? pick(error) : null,
  }
}
