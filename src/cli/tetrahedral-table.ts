import { formatMeasured } from '../report/measured.ts'
import { PURE, type TetrahedralRow } from '../sweep/tetrahedral-rows.ts'
import { formatText, type Section } from '../table/text.ts'
import type { Colors } from './terminal.ts'

type Cell = (row: TetrahedralRow) => string

const TABLES: readonly (readonly [title: string, cell: Cell])[] = [
  ['S_Q − S₀, kB per water', (row) => `${measured(row.entropy)}${row.isSound ? '' : ' !'}`],
  ['less that of pure water', ({ excess }) => measured(excess)],
  ['C_Q, kB per water', ({ heatCapacity }) => measured(heatCapacity)],
  ['of which libration', ({ libration }) => measured(libration)],
  ['trajectories undone to stay on the branch', ({ rejectedShare }) => percent(rejectedShare)],
]

/**
 * Tetrahedral entropies of several solutions side by side, a row for each temperature; nothing where there is
 * no pure water to compare with, or nothing but that.
 */
export function formatTetrahedral(rows: readonly TetrahedralRow[], colors: Colors): string[] {
  const solutions = [...new Set(rows.map(({ solution }) => solution))]
  if (solutions.length < 2 || !solutions.includes(PURE)) return []
  const temperatures = [...new Set(rows.map(({ temperature }) => temperature))].sort(
    (a, b) => a - b,
  )
  const sections = TABLES.map(([title, cell]): Section => {
    const lines = temperatures.map((temperature) => [
      `${temperature.toFixed(2)} K`,
      ...solutions.map((solution) => {
        const row = rows.find((one) => one.solution === solution && one.temperature === temperature)
        return row === undefined ? '' : cell(row)
      }),
    ])
    return { title, rows: lines.filter((line) => line.slice(1).some((one) => one !== '')) }
  })
  return [
    formatText(
      [
        { name: '', kind: 'text' },
        // Amount over name: five solutions fit 80 columns.
        ...solutions.map((solution) => {
          return { name: solution.replace(/ (?=\S+$)/, '\n'), kind: 'number' as const }
        }),
      ],
      sections.filter((section) => section.rows.length > 0),
      { title: colors.bold, head: colors.dim },
    ),
    colors.dim('! not equilibrated, or too few samples: warnings in points/*/result.json'),
    '',
  ]
}

function measured(estimate: TetrahedralRow['excess']): string {
  return estimate === null ? '' : formatMeasured(estimate.value, estimate.standardError)
}

function percent(share: number | null): string {
  return share === null ? '' : (100 * share).toFixed(1)
}
