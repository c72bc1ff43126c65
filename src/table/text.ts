import type { Column } from './table.ts'

/** A heading over rows of finished cells. */
export interface Section {
  readonly title: string
  readonly rows: readonly (readonly string[])[]
}

/** Colours of titles and heads. */
export interface TextStyle {
  readonly title: (text: string) => string
  readonly head: (text: string) => string
}

const GAP = '  '
const INDENT = '  '

/**
 * A table for people, without lines: sections under one row of heads, where units stand below the names. Decimal
 * points of numbers are one below the other, whole numbers end alike, all else begins alike.
 */
export function formatText(
  columns: readonly Column[],
  sections: readonly Section[],
  style: TextStyle,
): string {
  const decimals = columns.map(({ kind }, column) => {
    const cells = sections.flatMap(({ rows }) => rows.map((row) => row[column] ?? ''))
    return kind === 'number' ? Math.max(0, ...cells.map(wholePart)) : null
  })
  const bodies = sections.map(({ title, rows }) => ({
    title,
    rows: rows.map((row) =>
      row.map((cell, column) => {
        const whole = decimals[column]
        const aligned =
          typeof whole === 'number' ? ' '.repeat(whole - wholePart(cell)) + cell : cell
        return column === 0 ? INDENT + aligned : aligned
      }),
    ),
  }))
  const heads = columns.map(({ name, unit = '' }) => {
    return [...name.split('\n'), ...(unit === '' ? [] : [unit])]
  })
  const headRows = Array.from({ length: Math.max(...heads.map(({ length }) => length)) }, (_, k) =>
    heads.map((lines) => lines[k] ?? ''),
  )
  const widths = columns.map((_, column) => {
    const all = [...headRows, ...bodies.flatMap(({ rows }) => rows)]
    return Math.max(0, ...all.map((row) => row[column]?.length ?? 0))
  })
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column]!
        return columns[column]!.kind === 'integer' ? cell.padStart(width) : cell.padEnd(width)
      })
      .join(GAP)
      .trimEnd()
  return [
    ...headRows.map((row) => style.head(line(row))),
    ...bodies.flatMap(({ title, rows }) => [style.title(title), ...rows.map(line)]),
  ].join('\n')
}

/** Characters before the decimal point, or before the first character that is no part of the number. */
function wholePart(cell: string): number {
  return /^[-–]?[\d,]*/.exec(cell)![0].length
}
