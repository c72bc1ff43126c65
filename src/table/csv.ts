import { csvFormatRow, csvParseRows } from 'd3-dsv'
import { type Cell, headOf, presentCell, type Table } from './table.ts'

/** Lines that are written at once. */
const LINES = 200

/** The table as CSV (RFC 4180), piece by piece; units are in the heads, and missing values are empty cells. */
export function* formatCsv({ columns, rows }: Table): Generator<string> {
  let lines = [`${csvFormatRow(columns.map(headOf))}\n`]
  for (const row of rows()) {
    lines.push(`${csvFormatRow(row.map((cell) => textOf(presentCell(cell))))}\n`)
    if (lines.length < LINES) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

function textOf(cell: Cell): string {
  return cell === null ? '' : String(cell)
}

/** [row][cell] of a text, the heads first. */
export function parseCsv(text: string): string[][] {
  return csvParseRows(text)
}
