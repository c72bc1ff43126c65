import type { Judgement } from '../compare/judge.ts'
import { type Overall, overall } from '../compare/overall.ts'
import type { Reading } from '../compare/reading.ts'
import { formatDuration, formatMeasured } from '../report/measured.ts'

const HEAD = ['row', 'reported', 'found', 'verdict', 'null model']

/** A Markdown table of all statements: what was found, the verdict, and whether the null model does as well. */
export function formatTable(
  judgements: readonly Judgement[],
  nullJudgements: readonly Judgement[],
): string {
  const nulls = new Map(overall(nullJudgements).map((one) => [one.statement.id, one]))
  const rows = overall(judgements).map((one) => {
    const { id, row, claim, source, builtIn } = one.statement
    const reported = `${claim} (${source})${builtIn === null ? '' : `; built in: ${builtIn}`}`
    return [String(row), reported, found(one), verdict(one), nulls.get(id)?.verdict ?? 'undecided']
  })
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`
  const rule = HEAD.map(() => '---')
  return `${[HEAD, rule, ...rows].map(line).join('\n')}\n\n${summary(judgements, nullJudgements)}\n`
}

/** How many statements are reproduced, and how many of these the null model does not reproduce. */
function summary(judgements: readonly Judgement[], nullJudgements: readonly Judgement[]): string {
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

function verdict({ verdict, judgements, isShortfall }: Overall): string {
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
function found({ judgements: [first, ...rest] }: Overall): string {
  if (first === undefined) return ''
  if (rest.length === 0) return first.readings.map(value).join(', ')
  const all = [first, ...rest]
  const kelvins = all.map(({ temperature }) => Number(temperature!.toFixed(2)))
  const systems = first.readings.map(({ label, unit }, index) => {
    const values = all.map(({ readings }) => readings[index]!)
    const measured = values.map(({ value, standardError }) => formatMeasured(value, standardError))
    return `${label} ${measured.join(', ')} ${unit}`.trimEnd()
  })
  return `at ${kelvins.join(', ')} K: ${systems.join('; ')}`
}

function value({ label, value, standardError, unit }: Reading): string {
  return `${label} ${formatMeasured(value, standardError)}${value === null ? '' : ` ${unit}`}`.trimEnd()
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
