import type { Timing } from '../evaluate/record.ts'
import type { Warning } from '../evaluate/warning.ts'
import { MOVE_NAMES } from '../moves/move.ts'
import { OTHER_WORKS } from '../report/names.ts'
import type { Colors } from './terminal.ts'

/** Columns of a usual terminal. */
const WIDTH = 80
/** More warnings of one code about single observables than this are drawn together. */
const MOST_OF_A_CODE = 3

/** Warnings in plain words, one paragraph each, under their codes. */
export function formatWarnings(warnings: readonly Warning[], colors: Colors): string {
  const byCode = new Map<string, Warning[]>()
  for (const warning of withoutRepetition(warnings)) {
    byCode.set(warning.code, [...(byCode.get(warning.code) ?? []), warning])
  }
  const paragraphs = [...byCode].map(([code, list]) => {
    const text = messages(list).map((message) => wrap(message, '    '))
    return [`${colors.yellow('!')} ${colors.yellow(code)}`, ...text].join('\n')
  })
  return paragraphs.join('\n')
}

/** What was measured too few times cannot be at equilibrium for all one knows: once is enough. */
function withoutRepetition(warnings: readonly Warning[]): Warning[] {
  const tooFew = warnings.flatMap((warning) => {
    return warning.code === 'too-few-samples' ? [warning.observable] : []
  })
  return warnings.filter(({ code, observable }) => {
    return code !== 'not-equilibrated' || !tooFew.includes(observable)
  })
}

/** More names than this are counted instead: the table marks them. */
const MOST_NAMES = 6

/** All messages, or the first and the names of the other observables, or their number. */
function messages(warnings: readonly Warning[]): string[] {
  if (warnings.length <= MOST_OF_A_CODE) return warnings.map(({ message }) => message)
  const [first, ...rest] = warnings
  const names = rest.flatMap(({ observable }) => observable ?? [])
  if (names.length < rest.length) return warnings.map(({ message }) => message)
  const others = names.length > MOST_NAMES ? `${names.length} others` : names.join(', ')
  return [first!.message, `likewise ${others}`]
}

/** Lines of at most 80 characters, where words allow it. */
export function wrap(text: string, indent: string, gap = ' '): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(gap)) {
    if (line !== '' && indent.length + line.length + gap.length + word.length > WIDTH) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line}${gap}${word}`
    }
  }
  return [...lines, line].map((part) => indent + part).join('\n')
}

const { setup, ...LATER } = OTHER_WORKS

/** In the order of a run. */
const NAMES: Readonly<Record<string, string>> = {
  setup: setup!,
  ...Object.fromEntries(MOVE_NAMES.map((name) => [name, `moves: ${name}`])),
  ...LATER,
}

/** Where the time went, a line for each kind of work that took any; none where that is not known. */
export function formatBreakdown({ breakdown }: Timing): string[] {
  if (breakdown === undefined) return []
  const total = Object.values(breakdown).reduce((sum, seconds) => sum + seconds, 0)
  const works = Object.entries(NAMES).filter(([work]) => (breakdown[work] ?? 0) > 0)
  const width = Math.max(...works.map(([, name]) => name.length))
  const lines = works.map(([work, name]) => {
    const seconds = breakdown[work]!
    const share = (100 * seconds) / total
    return `  ${name.padEnd(width)}  ${share.toFixed(1).padStart(5)} %  ${seconds.toFixed(2).padStart(9)} s`
  })
  return ['where the time of all threads went', ...lines]
}
