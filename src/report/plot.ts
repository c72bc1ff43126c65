/** A Vega-Lite specification whose data are called `rows`. */
export type Spec = Readonly<Record<string, unknown>>

export type Cell = string | number | boolean | null
export type Row = Readonly<Record<string, Cell>>

/** A figure with its data, ready for a page, for paper, and as a table. */
export interface Plot {
  /** Also the name of its files. */
  readonly id: string
  readonly title: string
  /** What is seen, in a sentence or two of plain text. */
  readonly note: string
  readonly spec: Spec
  readonly rows: readonly Row[]
  /** What the columns of the data are called in a table, units included, in their order. */
  readonly headers: Readonly<Record<string, string>>
  /** Takes the full width of a page. */
  readonly isWide?: boolean
}

/** Where all layers of a plot take their data from. */
export const DATA = { name: 'rows' }

/** A number with six digits, which is more than a plot can show. */
export function short(value: number): number {
  return Number(value.toPrecision(6))
}

/** Short, and null for what is no number. */
export function shortOrNull(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? short(value) : null
}

/** An axis of numbers. */
export function amount(field: string, title: string | null, more: Spec = {}): Spec {
  return { field, type: 'quantitative', title, ...more }
}

/** An axis or legend of names, in the order of the data. */
export function names(field: string, title: string | null, more: Spec = {}): Spec {
  return { field, type: 'nominal', title, sort: null, ...more }
}

/** A line from `low` to `high` that shows one standard error to each side. */
export function errorRule(along: 'x' | 'y', more: Spec = {}): Spec {
  return {
    mark: { type: 'rule', strokeWidth: 1.5, color: '#1d2126' },
    encoding: { [along]: amount('low', null), [`${along}2`]: { field: 'high' }, ...more },
  }
}

/** `low` and `high` of a value with its standard error. */
export function interval(value: number, error: number | null | undefined) {
  return { low: short(value - (error ?? 0)), high: short(value + (error ?? 0)) }
}
