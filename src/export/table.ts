import { csvLine } from '../store/csv.ts'
import type { Origin } from './origin.ts'
import { formatParquet, type ParquetColumn } from './parquet-file.ts'

/** A table whose columns carry their units in their names. */
export interface Table {
  readonly name: string
  readonly columns: readonly ParquetColumn[]
}

/** The table as CSV; every line ends with the program and the digest, so that tables can be joined. */
export function tableAsCsv({ columns }: Table, { program = '', digest = '' }: Origin): string {
  const rows = columns[0]?.data.length ?? 0
  const lines = [csvLine([...columns.map(({ name }) => name), 'program', 'digest'])]
  for (let row = 0; row < rows; row++) {
    const cells = columns.map(({ data }) => (data[row] === null ? '' : String(data[row])))
    lines.push(csvLine([...cells, String(program), String(digest)]))
  }
  return `${lines.join('\n')}\n`
}

/** The table as Parquet, with all that is known of its origin in the file's metadata. */
export function tableAsParquet({ columns }: Table, origin: Origin): Uint8Array {
  const texts = Object.entries(origin).map(([key, value]) => [key, String(value)] as const)
  return formatParquet(columns, Object.fromEntries(texts))
}
