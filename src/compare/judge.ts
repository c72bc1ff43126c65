import { formatKelvins } from '../units/quantity.ts'
import { atEveryTemperature, type Candidate } from './candidate.ts'
import type { ComparableRecord } from './comparable-record.ts'
import { judgeBounds } from './judge-bounds.ts'
import { judgeOrder } from './judge-order.ts'
import { judgeSlope, settledPoints } from './judge-slope.ts'
import { isOf } from './match.ts'
import { FREEZING_POINT } from './melting-records.ts'
import { projectSeconds, projectSettling } from './projected.ts'
import { type Reading, readObservable, readSolid } from './reading.ts'
import type { Ruling } from './ruling.ts'
import { type Statement, type Statements, systemsOf } from './statement.ts'

/** What results say about a statement, at one temperature or along all. */
export interface Judgement extends Ruling {
  readonly statement: Statement
  /** K; null where there is no result at any temperature, or where the statement is about all of them. */
  readonly temperature: number | null
  /**
   * Wall time after which errors would be small enough, or that runs which are not at equilibrium need at least; null if
   * more time would not help.
   */
  readonly projectedSeconds: number | null
}

/** Results at temperatures as close as this, in K, are at one temperature. */
const SAME_TEMPERATURE = 0.01

/**
 * Judges every statement, at every temperature in its range that all its systems have results at; where there is
 * none, at all that any of them has.
 */
export function judge(
  { systems, statements }: Statements,
  results: readonly Candidate[],
): Judgement[] {
  const candidates = results.flatMap(atEveryTemperature)
  return statements.flatMap((statement) => {
    const ids = systemsOf(statement)
    const { from, to } = statement.temperature
    const relevant = candidates.filter(({ record }) => {
      const { temperature } = record.scenario
      const isInRange =
        statement.observable === FREEZING_POINT
          ? temperature === null
          : temperature !== null && temperature >= from && temperature <= to
      const isMeasured = record.observables[statement.observable] !== undefined
      return isInRange && isMeasured && ids.some((id) => isOf(record, systems[id]!))
    })
    const measured = distinct(relevant.flatMap(({ record }) => record.scenario.temperature ?? []))
    const common = measured.filter((temperature) =>
      ids.every((id) =>
        relevant.some(({ record }) => isAt(record, temperature) && isOf(record, systems[id]!)),
      ),
    )
    const temperatures = common.length > 0 ? common : measured
    const readAt = (id: string, temperature: number | null): Reading => {
      const pattern = systems[id]!
      if ('formula' in pattern) return readSolid(statement.observable, pattern)
      const found = relevant.filter(({ record }) => {
        return isAt(record, temperature) && isOf(record, pattern)
      })
      return readObservable(statement, pattern.label, found)
    }
    if (statement.kind === 'slope' && statement.system !== null) {
      const { system } = statement
      const points = temperatures.map((x) => {
        const reading = readAt(system, x)
        return { x, reading: { ...reading, label: `${reading.label} at ${formatKelvins(x)}` } }
      })
      return [judged(statement, null, judgeSlope(statement, settledPoints(points)))]
    }
    return (temperatures.length === 0 ? [null] : temperatures).map((temperature) =>
      judged(
        statement,
        temperature,
        rule(statement, (id) => readAt(id, temperature)),
      ),
    )
  })
}

function rule(statement: Statement, read: (id: string) => Reading): Ruling {
  switch (statement.kind) {
    case 'order':
      return judgeOrder(statement, read)
    case 'slope':
      return judgeSlope(
        statement,
        statement.series!.map(({ system, x }) => ({ x, reading: read(system) })),
      )
    default:
      return judgeBounds(statement, read)
  }
}

/** Undecided if there are obstacles, or if the statement was not read in its source. */
function judged(statement: Statement, temperature: number | null, ruling: Ruling): Judgement {
  const obstacles = ruling.readings.flatMap(({ obstacle }) => obstacle ?? [])
  const unread = `the claim is ${statement.flag} and was not read in its source: it decides nothing`
  const isRead = statement.flag === 'read'
  const against = [...obstacles, ...(isRead ? [] : [unread])]
  const open = against.length > 0
  const settling = isRead ? projectSettling(ruling) : null
  const projectedSeconds = open ? settling : projectSeconds(statement, ruling)
  const verdict = open ? 'undecided' : ruling.verdict
  const reasons = open ? against : ruling.reasons
  return { ...ruling, statement, temperature, verdict, reasons, projectedSeconds }
}

function isAt({ scenario }: ComparableRecord, temperature: number | null): boolean {
  if (temperature === null || scenario.temperature === null) {
    return temperature === scenario.temperature
  }
  return Math.abs(scenario.temperature - temperature) <= SAME_TEMPERATURE
}

function distinct(values: readonly number[]): number[] {
  const kept: number[] = []
  for (const value of [...values].sort((a, b) => a - b)) {
    if (kept.length === 0 || value - kept.at(-1)! > SAME_TEMPERATURE) kept.push(value)
  }
  return kept
}
