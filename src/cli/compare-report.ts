import type { Judgement } from '../compare/judge.ts'
import type { Reading } from '../compare/reading.ts'
import type { Verdict } from '../compare/ruling.ts'
import { formatComparison, formatRank } from '../report/comparison-words.ts'
import { formatDuration, formatMeasured } from '../report/measured.ts'
import { formatKelvins } from '../units/kelvins.ts'
import type { Colors } from './terminal.ts'
import { wrap } from './warning-list.ts'

const INDENT = '    '

/** Every statement with its verdict, all numbers, and how often each verdict fell. */
export function formatJudgements(judgements: readonly Judgement[], colors: Colors): string {
  const blocks = judgements.map((judgement) => formatJudgement(judgement, colors))
  return `${[...blocks, summary(judgements)].join('\n\n')}\n`
}

function formatJudgement(judgement: Judgement, colors: Colors): string {
  const { statement, temperature, verdict, reasons, readings, comparisons, rank } = judgement
  const where = temperature === null ? '' : ` at ${formatKelvins(temperature)}`
  const { builtIn } = statement
  return [
    paint(verdict, colors)(verdict),
    wrap(statement.claim, '  '),
    colors.dim(`  ${statement.source} · ${statement.observable}${where}`),
    ...(builtIn === null ? [] : [wrap(`built in: ${builtIn}`, INDENT)]),
    ...formatReadings(readings),
    ...comparisons.map((comparison) => `${INDENT}${formatComparison(comparison)}`),
    ...(rank === null ? [] : [`${INDENT}${formatRank(rank)}`]),
    ...reasons.map((reason) => wrap(`undecided because ${reason}`, INDENT)),
    ...formatProjection(judgement),
  ].join('\n')
}

function formatReadings(readings: readonly Reading[]): string[] {
  const rows = readings.map(({ label, value, standardError, unit, place }) => [
    label,
    `${formatMeasured(value, standardError)} ${unit}`.trimEnd(),
    place ?? '',
  ])
  const width = (column: number) => Math.max(...rows.map((row) => row[column]!.length))
  const [first, second] = [width(0), width(1)]
  return rows.map(([label, value, place]) =>
    `${INDENT}${label!.padEnd(first)}  ${value!.padEnd(second)}  ${place}`.trimEnd(),
  )
}

function formatProjection({ projectedSeconds, readings }: Judgement): string[] {
  if (projectedSeconds === null) return []
  const time = formatDuration(projectedSeconds)
  if (readings.some(({ obstacle }) => obstacle !== null)) {
    return [`${INDENT}${time} of runs at least, before they are at equilibrium`]
  }
  return [`${INDENT}would be decided after about ${time} of runs, if values stay where they are`]
}

function summary(judgements: readonly Judgement[]): string {
  const verdicts = ['reproduced', 'not reproduced', 'undecided'] as const
  const count = (verdict: Verdict) => judgements.filter((one) => one.verdict === verdict).length
  return verdicts.map((verdict) => `${count(verdict)} ${verdict}`).join(', ')
}

function paint(verdict: Verdict, colors: Colors): (text: string) => string {
  if (verdict === 'reproduced') return colors.green
  return verdict === 'undecided' ? colors.yellow : colors.red
}
