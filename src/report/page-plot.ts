import { compilePlot } from './compile-plot.ts'
import type { Drawing, OfferedPlot } from './offered-plot.ts'
import type { PageData, PagePlot } from './page-data.ts'

/** What is drawn as the script of the page gets it. */
export function pageData({ box, plots }: Drawing): PageData {
  return { box, plots: plots.map(pagePlot) }
}

function pagePlot({ plot, choices, first }: OfferedPlot): PagePlot {
  const { id, title, rows, headers } = plot
  const chosen = choices === undefined ? {} : { choices, first: first ?? 0 }
  return { id, title, spec: compilePlot(plot), rows, headers, ...chosen }
}
