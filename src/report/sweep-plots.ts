import type { Axis } from './axis.ts'
import { keyFigures } from './names.ts'
import type { OfferedPlot, PlotSection } from './plot.ts'
import {
  againstParameterPlot,
  chosenAgainstParameter,
  type SweepView,
} from './plots/against-parameter.ts'
import { compositionMap } from './plots/composition-map.ts'
import { tetrahedralExcessPlot } from './plots/tetrahedral-excess.ts'
import type { DonePoint } from './sweep-source.ts'

const TETRAHEDRAL_ENTROPY = 'tetrahedralEntropy'

/** Names of all observables that any point of a sweep has a value of, in their order. */
function sweepObservables({ points }: Pick<SweepView, 'points'>): string[] {
  const names = new Set<string>()
  for (const { record } of points) {
    for (const [name, { value }] of Object.entries(record.observables)) {
      if (value !== null) names.add(name)
    }
  }
  return [...names]
}

/** What is looked at first in a sweep. */
export function sweepKeyFigures(view: Pick<SweepView, 'points'>): string[] {
  const observables = Object.assign({}, ...view.points.map(({ record }) => record.observables))
  return keyFigures({ observables })
}

/**
 * All plots of a sweep: each observable against each parameter, and a map where there are two.
 * @param whole the points as they were run, each with all temperatures of its ladder
 */
export function sweepPlots(view: SweepView, whole: readonly DonePoint[]): PlotSection[] {
  const observables = sweepObservables(view)
  const keys = sweepKeyFigures(view)
  // Lines first, which tell most.
  const axes = view.axes.toSorted((a, b) => Number(b.isNumeric) - Number(a.isNumeric))
  const sections = axes.map((axis) => ({
    id: `against-${axis.path}`.replaceAll(/[^A-Za-z0-9-]+/g, '-'),
    title: `Against ${axis.title.replace(/ \/ .*$/, '')}`,
    plots: plotsAgainst(view, axis, keys, observables, whole),
  }))
  const map = {
    id: 'maps',
    title: 'Map',
    plots: compositionMap(view, [...new Set([...keys, ...observables])]),
  }
  return [...sections, map].filter(({ plots }) => plots.length > 0)
}

function plotsAgainst(
  view: SweepView,
  axis: Axis,
  keys: readonly string[],
  observables: readonly string[],
  whole: readonly DonePoint[],
): OfferedPlot[] {
  const entropy =
    axis.path === 'temperature'
      ? [...tetrahedralEntropyPlot(view, axis), ...tetrahedralExcessPlot(whole)]
      : []
  const others = keys.filter((name) => entropy.length === 0 || name !== TETRAHEDRAL_ENTROPY)
  const plots = others.flatMap((name) => againstParameterPlot(view, name, axis))
  const offered = [...entropy, ...plots].map((plot) => ({ plot }))
  return [...offered, ...chosenAgainstParameter(view, observables, axis)]
}

/** How the order of water freezes in on cooling: the figure that the entropy is known by. */
function tetrahedralEntropyPlot(view: SweepView, axis: Axis) {
  return againstParameterPlot(view, TETRAHEDRAL_ENTROPY, axis, {
    id: 'tetrahedral-entropy',
    title: 'Tetrahedral entropy S_Q − S₀ on cooling',
    note: 'The higher, the more disordered the network of water. Bands are one standard error to each side.',
    isWide: true,
  })
}
