import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import { type Cell, type Column, headOf, presentCell, type Table } from './table.ts'

const TYPES = { number: 'DOUBLE', integer: 'INT32', text: 'STRING', boolean: 'BOOLEAN' } as const

/** Rows that are kept in memory at once. */
const ROWS = 500

/**
 * The table as the bytes of a Parquet file, piece by piece: rows are asked for as they are written.
 * @param metadata what the file keeps by key
 */
export function* formatParquet(
  { columns, rows }: Table,
  metadata: Readonly<Record<string, string>> = {},
): Generator<Uint8Array> {
  const bytes = new ByteWriter()
  const schema = schemaFromColumnData({ columnData: columns.map((column) => source(column, [])) })
  const entries = Object.entries(metadata).map(([key, value]) => ({ key, value }))
  const kept = entries.length === 0 ? {} : { kvMetadata: entries }
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'entrolyte', ...kept })
  for (const group of groups(rows())) {
    const columnData = columns.map((column, at) => {
      return source(
        column,
        group.map((row) => row[at]!),
      )
    })
    writer.write({ columnData, rowGroupSize: ROWS })
    yield taken(bytes)
  }
  writer.finish()
  yield taken(bytes)
}

function source(column: Column, cells: readonly Cell[]) {
  return {
    name: headOf(column),
    data: cells.map(presentCell),
    type: TYPES[column.kind],
    nullable: true,
    offsetIndex: false,
  }
}

function* groups(rows: Iterable<readonly Cell[]>): Generator<(readonly Cell[])[]> {
  let group: (readonly Cell[])[] = []
  for (const row of rows) {
    group.push(row)
    if (group.length < ROWS) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

/** The bytes written since the last call; positions in the file go on. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice()
  writer.index = 0
  return bytes
}
