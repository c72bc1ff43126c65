import type { Judgement } from '../compare/judge.ts'
import { type Overall, overall } from '../compare/overall.ts'
import type { Reading } from '../compare/reading.ts'
import type { Verdict } from '../compare/ruling.ts'
import { formatDuration, formatMeasured } from '../report/measured.ts'
import { formatComparison, formatRank } from '../report/sentences.ts'
import { formatMarkdown } from '../table/markdown.ts'
import { formatKelvins } from '../units/quantity.ts'
import type { Colors } from './terminal.ts'
import { wrap } from './text.ts'

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

const HEAD = ['row', 'reported', 'found', 'verdict', 'null model']

/** A Markdown table of all statements: what was found, the verdict, and whether the null model does as well. */
export function formatStatementTable(
  judgements: readonly Judgement[],
  nullJudgements: readonly Judgement[],
): string {
  const nulls = new Map(overall(nullJudgements).map((one) => [one.statement.id, one]))
  const rows = overall(judgements).map((one) => {
    const { id, row, claim, source, builtIn } = one.statement
    const reported = `${claim} (${source})${builtIn === null ? '' : `; built in: ${builtIn}`}`
    return [
      String(row),
      reported,
      foundCell(one),
      verdictCell(one),
      nulls.get(id)?.verdict ?? 'undecided',
    ]
  })
  return `${formatMarkdown(HEAD, rows)}\n${againstNull(judgements, nullJudgements)}\n`
}

/** How many statements are reproduced, and how many of these the null model does not reproduce. */
function againstNull(
  judgements: readonly Judgement[],
  nullJudgements: readonly Judgement[],
): string {
  const all = overall(judgements)
  const nulls = new Map(overall(nullJudgements).map((one) => [one.statement.id, one.verdict]))
  const having = (wanted: string) => all.filter((one) => one.verdict === wanted)
  const reproduced = having('reproduced')
  const telling = reproduced.filter(({ statement }) => nulls.get(statement.id) !== 'reproduced')
  const short = all.filter(({ isShortfall }) => isShortfall).length
  return (
    `${reproduced.length} reproduced, ${telling.length} of them not by the null model; ` +
    `${having('not reproduced').length} not reproduced; ${having('undecided').length} undecided, ` +
    `${short} of them a shortfall.`
  )
}

function verdictCell({ verdict, judgements, isShortfall }: Overall): string {
  const [reason] = judgements.flatMap(({ reasons }) => reasons)
  const why = verdict === 'undecided' && reason !== undefined ? `: ${reason}` : ''
  const at =
    judgements.length < 2
      ? ''
      : ` (${judgements.filter((one) => one.verdict === 'reproduced').length} of ${judgements.length} temperatures reproduced)`
  const times = judgements.map(({ projectedSeconds }) => projectedSeconds ?? 0)
  const longest = verdict === 'undecided' ? Math.max(...times) : 0
  const needs = longest > 0 ? `; ${formatDuration(longest)} of runs or more would be needed` : ''
  return `${verdict}${at}${why}${needs}${isShortfall ? '; a shortfall' : ''}`
}

/** The readings; where the statement was judged at several temperatures, each system along them. */
function foundCell({ judgements: [first, ...rest] }: Overall): string {
  if (first === undefined) return ''
  if (rest.length === 0) return first.readings.map(valueText).join(', ')
  const all = [first, ...rest]
  const kelvins = all.map(({ temperature }) => Number(temperature!.toFixed(2)))
  const systems = first.readings.map(({ label, unit }, index) => {
    const values = all.map(({ readings }) => readings[index]!)
    const measured = values.map(({ value, standardError }) => formatMeasured(value, standardError))
    return `${label} ${measured.join(', ')} ${unit}`.trimEnd()
  })
  return `at ${kelvins.join(', ')} K: ${systems.join('; ')}`
}

function valueText({ label, value, standardError, unit }: Reading): string {
  return `${label} ${formatMeasured(value, standardError)}${value === null ? '' : ` ${unit}`}`.trimEnd()
}
