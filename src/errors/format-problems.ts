import { printable } from './printable.ts'
import { formatPlace, type Problem } from './problem.ts'

/** All problems as text for a terminal: place and path, message, frame and hint of each; no colour. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n\n')
}

function formatProblem(problem: Problem): string {
  const place = formatPlace(problem)
  const head = problem.path === '' ? place : `${place}  ${problem.path}`
  const body = [problem.message, problem.frame, problem.hint === null ? null : `→ ${problem.hint}`]
  const lines = body.filter((part) => part !== null).flatMap((part) => part.split('\n'))
  return [head, ...lines.map((line) => `  ${line}`)].join('\n')
}

const WIDTH = 96

/**
 * The line with a caret under the column, and the line before it; both 1-based. Long lines are cut
 * to a window around the column.
 */
export function codeFrame(lines: readonly string[], line: number, column: number): string {
  const gutter = String(line).length
  const start = column > WIDTH - 10 ? column - (WIDTH >> 1) : 0
  const row = (number: number, mark: string) => {
    const text = (lines[number - 1] ?? '').slice(start, start + WIDTH).replaceAll('\t', ' ')
    return `${mark} ${String(number).padStart(gutter)} | ${printable(text)}`.trimEnd()
  }
  const caret = `${' '.repeat(gutter + 2)} | ${' '.repeat(Math.max(0, column - 1 - start))}^`
  return [...(line > 1 ? [row(line - 1, ' ')] : []), row(line, '>'), caret].join('\n')
}
