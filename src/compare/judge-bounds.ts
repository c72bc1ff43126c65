import { type BoundComparison, compareBounds, insideBy, outcome } from './comparison.ts'
import type { Reading } from './reading.ts'
import { type Ruling, verdictOf } from './ruling.ts'
import type { Bounds, RangeStatement, RatioStatement, ValueStatement } from './statement.ts'

/** Reproduced where every value is inside its bounds by enough errors, not reproduced where one is outside by as many. */
export function judgeBounds(
  statement: RangeStatement | ValueStatement | RatioStatement,
  read: (id: string) => Reading,
): Ruling {
  const { sigmas } = statement
  const bounds = boundsOf(statement)
  const readings =
    statement.kind === 'ratio'
      ? [statement.of, statement.to].map(read)
      : statement.systems.map(read)
  const comparisons =
    statement.kind === 'ratio'
      ? compareRatio(readings[0]!, readings[1]!, bounds)
      : readings.flatMap((reading) => compareValue(reading, bounds))
  const found = (one: BoundComparison) => outcome(insideBy(one.value, one), one.sigmas, sigmas)
  const verdict = verdictOf(comparisons.map(found))
  const reasons = comparisons
    .filter((one) => found(one) === 'open')
    .map(({ label }) => `${label} is within ${sigmas} standard errors of a bound`)
  return {
    verdict,
    reasons: verdict === 'undecided' ? reasons : [],
    readings,
    comparisons,
    rank: null,
  }
}

function boundsOf(statement: RangeStatement | ValueStatement | RatioStatement): Bounds {
  if (statement.kind !== 'value') return { least: statement.least, most: statement.most }
  const { value, within } = statement
  return { least: value - within, most: value + within }
}

function compareValue({ label, value, standardError }: Reading, bounds: Bounds): BoundComparison[] {
  return value === null ? [] : [compareBounds(label, value, standardError ?? 0, bounds)]
}

/** Of one value over another that is not 0, errors propagated to first order. */
function compareRatio(of: Reading, to: Reading, bounds: Bounds): BoundComparison[] {
  if (of.value === null || to.value === null || to.value === 0) return []
  const ratio = of.value / to.value
  const [a, b] = [(of.standardError ?? 0) / to.value, (ratio * (to.standardError ?? 0)) / to.value]
  const label = `${of.label} over ${to.label}`
  return [compareBounds(label, ratio, Math.sqrt(a * a + b * b), bounds)]
}
