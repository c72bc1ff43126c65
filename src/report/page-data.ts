import type { BoxData } from './box-data.ts'
import type { VegaSpec } from './compile-plot.ts'
import type { PlotChoice } from './offered-plot.ts'
import type { Row } from './plot.ts'

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
