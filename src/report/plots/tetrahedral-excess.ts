import { tetrahedralRows } from '../../sweep/tetrahedral-rows.ts'
import { interval, type Plot, short } from '../plot.ts'
import { typesetFormulas } from '../species.ts'
import type { DonePoint } from '../sweep-source.ts'
import { hasSeries, lines } from './parameter-marks.ts'

/** What a solution adds to the tetrahedral entropy of pure water, where the sweep has both. */
export function tetrahedralExcessPlot(points: readonly DonePoint[]): Plot[] {
  const rows = tetrahedralRows(points.map(({ record }) => record)).flatMap(
    ({ solution, temperature, excess }) => {
      if (excess === null || excess.value === null) return []
      const { value, standardError } = excess
      const series = typesetFormulas(solution)
      const error = short(standardError ?? 0)
      const x = Number(temperature.toFixed(2))
      return [{ series, x, value: short(value), error, ...interval(value, standardError) }]
    },
  )
  if (rows.length === 0) return []
  const title = 'SQ less that of pure water / kB'
  return [
    {
      id: 'tetrahedral-entropy-excess',
      title: 'Tetrahedral entropy less that of pure water',
      note: 'What ions add to the disorder of water’s network at the same temperature. Bands are one standard error to each side.',
      isWide: true,
      spec: {
        ...lines('temperature / K', title, hasSeries(rows) ? rows : null),
        height: 300,
      },
      rows: rows.sort((a, b) => a.x - b.x),
      headers: {
        series: 'solution',
        x: 'temperature [K]',
        value: 'excess tetrahedral entropy [kB per water]',
        error: 'standard error',
      },
    },
  ]
}
