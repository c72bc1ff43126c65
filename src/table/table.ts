/** A column; its kind says how cells are stored, and how they are aligned for people. */
export interface Column {
  readonly name: string
  /** Empty or absent without a unit. */
  readonly unit?: string
  readonly kind: 'number' | 'integer' | 'text' | 'boolean'
}

/** Null is missing; so is a number that is not finite. */
export type Cell = number | string | boolean | null

/** Columns, and rows with a cell for each of them, made whenever they are asked for. */
export interface Table {
  readonly columns: readonly Column[]
  /** A cell for each column, in their order. */
  readonly rows: () => Iterable<readonly Cell[]>
}

/** As a column is headed: `temperature [K]`. */
export function headOf({ name, unit = '' }: Column): string {
  return unit === '' ? name : `${name} [${unit}]`
}

/** The cell, or null if it is missing. */
export function presentCell(cell: Cell): Cell {
  return typeof cell !== 'number' || Number.isFinite(cell) ? cell : null
}
