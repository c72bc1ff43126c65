import type { BoxData } from './box-data.ts'
import { compilePlot, type VegaSpec } from './compile-plot.ts'
import type { Drawing, OfferedPlot, PlotChoice, Row } from './plot.ts'

/** A plot as the page gets it. */
export interface PagePlot {
  readonly id: string
  readonly title: string
  readonly spec: VegaSpec
  readonly rows: readonly Row[]
  readonly headers: Readonly<Record<string, string>>
  /** What can be chosen as its column `value`; the title takes the place of the axis title. */
  readonly choices?: readonly PlotChoice[]
  /** Number of the choice that is shown first. */
  readonly first?: number
}

/** All that the script of a page reads, as JSON in the element `data`. */
export interface PageData {
  readonly box: BoxData | null
  readonly plots: readonly PagePlot[]
}

/** What is drawn as the script of the page gets it. */
export function pageData({ box, plots }: Drawing): PageData {
  return { box, plots: plots.map(pagePlot) }
}

function pagePlot({ plot, choices, first }: OfferedPlot): PagePlot {
  const { id, title, rows, headers } = plot
  const chosen = choices === undefined ? {} : { choices, first: first ?? 0 }
  return { id, title, spec: compilePlot(plot), rows, headers, ...chosen }
}
