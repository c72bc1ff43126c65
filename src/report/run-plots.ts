import type { OfferedPlot, PlotSection } from './plot.ts'
import { clusterPlot } from './plots/clusters.ts'
import { hydrogenBondPlots } from './plots/hydrogen-bonds.ts'
import { ladderPlots } from './plots/ladder.ts'
import { movesPlot } from './plots/moves.ts'
import { radialDistributionPlots } from './plots/radial-distribution.ts'
import { shellPlots } from './plots/shells.ts'
import { tetrahedralOrderPlot } from './plots/tetrahedral-order.ts'
import { timeSeriesPlot } from './plots/time-series.ts'
import { timePlots } from './plots/time-spent.ts'
import type { RunView } from './run-source.ts'

/** All plots of a run by section; sections without any are left out. */
export function runPlots(view: RunView): PlotSection[] {
  const series = timeSeriesPlot(view)
  const sections = [
    {
      id: 'water',
      title: 'Water',
      plots: [...tetrahedralOrderPlot(view), ...hydrogenBondPlots(view)],
    },
    {
      id: 'solvation',
      title: 'Solvation and pairing',
      plots: [...shellPlots(view), ...clusterPlot(view)],
    },
    { id: 'structure', title: 'Who is near whom', plots: radialDistributionPlots(view) },
    { id: 'course', title: 'The run itself', plots: [...movesPlot(view), ...timePlots(view)] },
  ]
  const offered = sections.map(({ id, title, plots }) => {
    const all: OfferedPlot[] = plots.map((plot) => ({ plot }))
    if (id === 'course' && series !== null) all.unshift(series)
    return { id, title, plots: all }
  })
  const ladder = { id: 'ladder', title: 'Along the ladder', plots: ladderPlots(view) }
  return [...offered.slice(0, -1), ladder, ...offered.slice(-1)].filter(
    ({ plots }) => plots.length > 0,
  )
}
