import { LineCounter } from 'yaml'
import { codeFrame } from '../errors/code-frame.ts'
import { printable } from '../errors/printable.ts'
import type { Problem } from '../errors/problem.ts'

/** A text with the means to say where in it something is. */
export interface PlacedText {
  readonly file: string
  readonly lines: readonly string[]
  readonly counter: LineCounter
}

export function placedText(text: string, file: string): PlacedText {
  const counter = new LineCounter()
  counter.addNewLine(0)
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    counter.addNewLine(at + 1)
  }
  return { file, lines: text.split(/\r?\n/), counter }
}

/** A problem at an offset of the text, with its frame; at no place if the offset is null. */
export function problemAt(
  text: PlacedText,
  offset: number | null,
  { path, message, hint }: { path: string; message: string; hint: string | null },
): Problem {
  const rest = { path: printable(path), message: printable(message), hint: hint && printable(hint) }
  if (offset === null) return { file: text.file, line: null, column: null, ...rest, frame: null }
  const { line, col: column } = text.counter.linePos(offset)
  return { file: text.file, line, column, ...rest, frame: codeFrame(text.lines, line, column) }
}
