import type { BoxData } from './box-data.ts'
import type { Plot } from './plot.ts'

/** A column `value` beside the rows of its plot, and `low` and `high` where it has errors. */
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
