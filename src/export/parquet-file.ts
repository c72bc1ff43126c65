import { parquetWriteBuffer } from 'hyparquet-writer'

/** A column of a table; its unit belongs into its name. */
export interface ParquetColumn {
  readonly name: string
  readonly type: 'DOUBLE' | 'INT32' | 'BOOLEAN' | 'STRING'
  /** Null where there is no value. */
  readonly data: readonly (number | string | boolean | null)[]
}

/** A table as a Parquet file; what the metadata say is kept in the file under their keys. */
export function formatParquet(
  columns: readonly ParquetColumn[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const columnData = columns.map(({ name, type, data }) => {
    return { name, type, data: [...data], nullable: data.includes(null) }
  })
  const kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }))
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }))
}
