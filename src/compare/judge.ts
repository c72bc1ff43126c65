import type { Candidate } from './candidate.ts'
import type { ComparableRecord } from './comparable-record.ts'
import { isOf } from './match.ts'
import { type Reading, readObservable } from './reading.ts'
import type { OrderStatement, Statements } from './statement.ts'

export type Verdict = 'reproduced' | 'not reproduced' | 'undecided'

/** Two systems of which the first was reported to have the higher value. */
export interface Comparison {
  readonly higher: string
  readonly lower: string
  readonly difference: number
  /** Difference in combined standard errors; null where both are exact. */
  readonly sigmas: number | null
}

export interface Judgement {
  readonly statement: OrderStatement
  /** K; null where there is no result at any temperature of the statement. */
  readonly temperature: number | null
  readonly verdict: Verdict
  /** Why nothing could be decided; empty otherwise. */
  readonly reasons: readonly string[]
  readonly readings: readonly Reading[]
  readonly comparisons: readonly Comparison[]
}

/** Differences count from here on, in combined standard errors. */
const SIGNIFICANT = 2
/** Results at temperatures as close as this, in K, are at one temperature. */
const SAME_TEMPERATURE = 0.01

/** Judges every statement at every temperature in its range that there are results at. */
export function judge(
  { systems, statements }: Statements,
  candidates: readonly Candidate[],
): Judgement[] {
  return statements.flatMap((statement) => {
    const ids = statement.highestToLowest.flat()
    const { from, to } = statement.temperature
    const relevant = candidates.filter(({ record }) => {
      const { temperature } = record.scenario
      const isInRange = temperature >= from && temperature <= to
      return isInRange && ids.some((id) => isOf(record, systems[id]!))
    })
    const temperatures = distinct(relevant.map(({ record }) => record.scenario.temperature))
    return (temperatures.length === 0 ? [null] : temperatures).map((temperature) =>
      judgeOrder(statement, temperature, (id) => {
        const label = systems[id]!.label
        const found = relevant.filter(({ record }) => {
          return isAt(record, temperature) && isOf(record, systems[id]!)
        })
        return readObservable(statement.observable, label, found)
      }),
    )
  })
}

function isAt({ scenario }: ComparableRecord, temperature: number | null): boolean {
  return temperature !== null && Math.abs(scenario.temperature - temperature) <= SAME_TEMPERATURE
}

function distinct(values: readonly number[]): number[] {
  const kept: number[] = []
  for (const value of [...values].sort((a, b) => a - b)) {
    if (kept.length === 0 || value - kept.at(-1)! > SAME_TEMPERATURE) kept.push(value)
  }
  return kept
}

function judgeOrder(
  statement: OrderStatement,
  temperature: number | null,
  read: (id: string) => Reading,
): Judgement {
  const ranks = statement.highestToLowest.map((ids) => ids.map(read))
  const readings = ranks.flat()
  const comparisons = ranks.flatMap((rank, index) =>
    rank.flatMap((a) =>
      ranks.slice(index + 1).flatMap((lower) => lower.flatMap((b) => pair(a, b))),
    ),
  )
  const obstacles = readings.flatMap(({ obstacle }) => obstacle ?? [])
  const base = { statement, temperature, readings, comparisons }
  if (obstacles.length > 0) return { ...base, verdict: 'undecided', reasons: obstacles }
  if (comparisons.some(isReversed)) return { ...base, verdict: 'not reproduced', reasons: [] }
  const close = comparisons.filter((comparison) => !isSignificant(comparison))
  if (close.length === 0) return { ...base, verdict: 'reproduced', reasons: [] }
  const reasons = close.map(({ higher, lower }) => {
    return `${higher} and ${lower} agree within ${SIGNIFICANT} combined standard errors`
  })
  return { ...base, verdict: 'undecided', reasons }
}

function pair(a: Reading, b: Reading): Comparison[] {
  if (a.value === null || b.value === null) return []
  const difference = a.value - b.value
  const [ea, eb] = [a.standardError ?? 0, b.standardError ?? 0]
  const error = Math.sqrt(ea * ea + eb * eb)
  const sigmas = error > 0 ? difference / error : null
  return [{ higher: a.label, lower: b.label, difference, sigmas }]
}

function isSignificant({ difference, sigmas }: Comparison): boolean {
  return sigmas === null ? difference > 0 : sigmas > SIGNIFICANT
}

function isReversed({ difference, sigmas }: Comparison): boolean {
  return sigmas === null ? difference < 0 : sigmas < -SIGNIFICANT
}
