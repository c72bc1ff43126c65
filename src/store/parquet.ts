import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'

/** A column of a table, of which any cell may be missing; numbers are doubles. */
export interface TableColumn {
  readonly name: string
  readonly kind: 'number' | 'text' | 'boolean'
}

/** Null is missing; so is a number that is not finite. */
export type Cell = number | string | boolean | null

const TYPES = { number: 'DOUBLE', text: 'STRING', boolean: 'BOOLEAN' } as const

/** Rows that are kept in memory at once. */
const ROWS = 500

/**
 * A table as the bytes of a Parquet file, piece by piece: rows are asked for as they are written. Every
 * row has a cell for each column.
 */
export function* formatParquet(
  columns: readonly TableColumn[],
  rows: Iterable<readonly Cell[]>,
): Generator<Uint8Array> {
  const bytes = new ByteWriter()
  const schema = schemaFromColumnData({ columnData: columns.map((column) => source(column, [])) })
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'entrolyte' })
  for (const group of groups(rows)) {
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

function source({ name, kind }: TableColumn, cells: readonly Cell[]) {
  const isThere = (cell: Cell) => typeof cell !== 'number' || Number.isFinite(cell)
  return {
    name,
    data: cells.map((cell) => (isThere(cell) ? cell : null)),
    type: TYPES[kind],
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

/** What has been written since the last time; positions in the file are counted on. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice()
  writer.index = 0
  return bytes
}
