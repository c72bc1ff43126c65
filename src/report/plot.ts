import type { View } from 'vega'
import type { BoxData } from './box-data.ts'
import { typesetUnit } from './species.ts'

/** A Vega-Lite specification whose data are called `rows`. */
export type Spec = Readonly<Record<string, unknown>>

type Cell = string | number | boolean | null
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

/** A column `value` for the rows of its plot, and `low` and `high` where it has errors. */
export interface PlotChoice {
  readonly title: string
  readonly values: readonly (number | null)[]
  readonly errors?: readonly (number | null)[]
}

/** A plot, and what can be chosen in it. */
export interface OfferedPlot {
  readonly plot: Plot
  readonly choices?: readonly PlotChoice[]
  readonly first?: number
}

/** Plots that answer one question. */
export interface PlotSection {
  readonly id: string
  readonly title: string
  readonly plots: readonly OfferedPlot[]
}

/** What there is to be drawn of a result. */
export interface Drawing {
  readonly box: BoxData | null
  readonly plots: readonly OfferedPlot[]
}

/** In place of the title of an axis that the page fills in. */
export const AXIS_TITLE = '{axis title}'

/** A name with its unit; plots have no lowered letters, and underscores are no better. */
export function axisTitleOf(name: string, unit: string): string {
  const title = unit === '' ? name : `${name} / ${typesetUnit(unit)}`
  return title.replaceAll('_', '')
}

/**
 * Lays a plot out once more: a legend takes as many rows as the plot inside its axes is narrow, which is known
 * only after the first time, and it is the legend that the plot makes room for.
 */
export async function settle(view: View): Promise<void> {
  await view.runAsync()
  await view.resize().runAsync()
}
