import { kendall } from '../statistics/kendall.ts'
import { comparePair, outcome, type PairComparison } from './comparison.ts'
import type { Reading } from './reading.ts'
import { type RankCorrelation, type Ruling, verdictOf } from './ruling.ts'
import type { OrderStatement } from './statement.ts'

/** Reproduced only where every pair of systems of different rank is apart by enough errors. */
export function judgeOrder(
  { highestToLowest, sigmas }: OrderStatement,
  read: (id: string) => Reading,
): Ruling {
  const ranks = highestToLowest.map((ids) => ids.map(read))
  const comparisons = ranks.flatMap((rank, index) =>
    rank.flatMap((a) =>
      ranks.slice(index + 1).flatMap((lower) => lower.flatMap((b) => comparePair(a, b))),
    ),
  )
  const found = (one: PairComparison) => outcome(one.difference, one.sigmas, sigmas)
  const close = comparisons.filter((one) => found(one) === 'open')
  const verdict = verdictOf(comparisons.map(found))
  const reasons = close.map(({ higher, lower }) => {
    return `${higher} and ${lower} agree within ${sigmas} combined standard errors`
  })
  return {
    verdict,
    reasons: verdict === 'undecided' ? reasons : [],
    readings: ranks.flat(),
    comparisons,
    rank: ranks.every((rank) => rank.length === 1) ? rankOf(ranks.flat()) : null,
  }
}

function rankOf(highestFirst: readonly Reading[]): RankCorrelation | null {
  const values = highestFirst.flatMap(({ value }) => value ?? [])
  if (values.length < 3 || values.length < highestFirst.length) return null
  return kendall(values.toReversed())
}
