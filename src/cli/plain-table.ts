import Table from 'cli-table3'

/** A heading over rows of cells. */
export interface Section {
  readonly title: string
  readonly rows: readonly (readonly string[])[]
}

type Alignment = 'left' | 'right' | 'decimal'

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** Sections under one row of column heads, without lines; `style` may colour a finished title. */
export function formatTable(
  heads: readonly string[],
  sections: readonly Section[],
  { alignments, title, head }: TableStyle,
): string {
  const table = new Table({
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: alignments.map((alignment) => (alignment === 'right' ? 'right' : 'left')),
  })
  const aligned = alignDecimals(sections, alignments)
  table.push(['', ...heads.slice(1)].map(head))
  for (const section of aligned) {
    table.push([{ colSpan: heads.length, content: title(section.title) }])
    for (const row of section.rows) table.push([`  ${row[0]}`, ...row.slice(1)])
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

export interface TableStyle {
  readonly alignments: readonly Alignment[]
  readonly title: (text: string) => string
  readonly head: (text: string) => string
}

/** Pads the cells of decimal columns so that their points are one below the other. */
function alignDecimals(
  sections: readonly Section[],
  alignments: readonly Alignment[],
): readonly Section[] {
  const widths = alignments.map((_, column) => {
    const cells = sections.flatMap(({ rows }) => rows.map((row) => row[column] ?? ''))
    return Math.max(0, ...cells.map(wholePart))
  })
  const pad = (cell: string, column: number) =>
    alignments[column] === 'decimal' ? ' '.repeat(widths[column]! - wholePart(cell)) + cell : cell
  return sections.map(({ title, rows }) => ({ title, rows: rows.map((row) => row.map(pad)) }))
}

/** Characters before the decimal point, or before the first character that is no part of the number. */
function wholePart(cell: string): number {
  return /^[-–]?[\d,]*/.exec(cell)![0].length
}
