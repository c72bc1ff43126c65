import * as z from 'zod'
import { jsonDocument } from '../document/document.ts'
import type { Distribution } from '../observe/observer.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { estimateSeries } from '../statistics/estimate.ts'

const shares = z.array(z.number()).readonly().nullable()

const distribution = z
  .object({
    /** What the bins are of. */
    unit: z.string(),
    bins: z.array(z.union([z.number(), z.string()])).readonly(),
    /**
     * Mean share of each bin, adding up to 1 over all of them; where the distribution is compared with a
     * random mixture, the share over that of the mixture, g(r). Null where nothing was ever counted.
     */
    share: shares,
    /** One standard deviation of each share; null with fewer than two blocks. */
    standardError: shares,
  })
  .refine(
    ({ bins, share, standardError }) =>
      [share, standardError].every((column) => column === null || column.length === bins.length),
    { error: 'as many shares and errors as bins' },
  )
  .readonly()

const distributionsSchema = z
  .object({
    format: z.literal('entrolyte-distributions'),
    version: z.literal(1),
    distributions: z.record(z.string(), distribution).readonly(),
  })
  .readonly()

/** A histogram over a whole run. */
export type DistributionRecord = z.infer<typeof distribution>
/** `distributions.json`. */
export type DistributionsRecord = z.infer<typeof distributionsSchema>

export const distributionsDocument = jsonDocument<DistributionsRecord>(
  distributionsSchema,
  'the distributions of a result',
)

/** Shares over all replicas, with errors as those of averages, the shares of equal blocks being the samples. */
export function recordDistributions(records: readonly ReplicaRecord[]): DistributionsRecord {
  const entries = (records[0]?.distributions ?? []).flatMap((distribution, index) => {
    if (distribution.auxiliary) return []
    const histograms = records.map(({ distributions }) => distributions[index]!.blocks)
    return [[distribution.name, summarize(distribution, histograms)] as const]
  })
  return {
    format: 'entrolyte-distributions',
    version: 1,
    distributions: Object.fromEntries(entries),
  }
}

/** @param histograms those of each replica's blocks, in replica order */
function summarize(
  { unit, bins, reference }: Distribution,
  histograms: readonly (readonly Float64Array[])[],
): DistributionRecord {
  const replicas = histograms.map((blocks) =>
    blocks.flatMap((block) => {
      const total = block.reduce((sum, weight) => sum + weight, 0)
      const share = (weight: number, bin: number) => weight / total / (reference?.[bin] ?? 1)
      return total > 0 ? [Array.from(block, share)] : []
    }),
  )
  const shares = replicas.flat()
  if (shares.length === 0) return { unit, bins, share: null, standardError: null }
  const mean = bins.map((_, bin) => {
    return shares.reduce((sum, block) => sum + block[bin]!, 0) / shares.length
  })
  // Named bins are what may be met, such as all shell compositions: those that never were are left out.
  const kept = bins.flatMap((bin, k) => (typeof bin === 'number' || mean[k]! > 0 ? [k] : []))
  const error = (bin: number) => {
    const series = replicas.map((blocks) => Float64Array.from(blocks, (block) => block[bin]!))
    return estimateSeries(series).standardError ?? 0
  }
  return {
    unit,
    bins: kept.map((k) => bins[k]!),
    share: kept.map((k) => mean[k]!),
    standardError: shares.length > 1 ? kept.map(error) : null,
  }
}
