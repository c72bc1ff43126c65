import { formatJson } from '../document/document.ts'
import { printable } from '../errors/printable.ts'
import { formatMeasured } from '../report/measured.ts'
import { SWEEP_FILE } from '../store/store.ts'
import type { SweepRecord } from '../store/sweep-record.ts'
import { TABLE_FILES } from '../sweep/collect.ts'
import { PURE, type TetrahedralRow } from '../sweep/tetrahedral-rows.ts'
import { formatText, type Section } from '../table/text.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import type { WorkOptions } from './options.ts'
import { formatSettings } from './progress-display.ts'
import type { Colors, Terminal } from './terminal.ts'

/** Failed points shown. */
const SHOWN = 20

/** Says how a sweep has ended, and what to end with. */
export function reportSweep(
  {
    directory,
    report,
    table = [],
  }: {
    readonly directory: string
    readonly report: string | null
    /** Lines that come first. */
    readonly table?: readonly string[]
  },
  record: SweepRecord,
  interrupted: ExitStatus | null,
  { options, terminal }: { readonly options: WorkOptions; readonly terminal: Terminal },
): ExitStatus {
  const { out, err, outColors } = terminal
  const count = (wanted: string) => record.points.filter(({ state }) => state === wanted).length
  const missing = count('missing')
  const failed = count('failed')
  if (missing > 0) {
    err(
      `interrupted; ${count('completed')} of ${record.points.length} points are finished, and others have checkpoints: go on with \`entrolyte resume ${directory}\`\n`,
    )
    return interrupted ?? EXIT.interrupted
  }
  if (options.json) {
    out(formatJson(record))
    return failed > 0 ? EXIT.partial : EXIT.done
  }
  const lines = [
    ...table,
    outColors.bold(
      `${count('completed')} of ${record.points.length} points completed${failed > 0 ? `, ${failed} failed` : ''}`,
    ),
    ...describeFailedPoints(record),
    `written to  ${directory}/  (${SWEEP_FILE}, ${TABLE_FILES.join(', ')}, points/)`,
    ...(report === null ? [] : [`look at     ${report}`]),
    ...(record.digest === null ? [] : [`digest      ${record.digest}`]),
    ...(failed > 0 ? [`try the failed points again with \`entrolyte resume ${directory}\``] : []),
  ]
  out(`${lines.join('\n')}\n`)
  return failed > 0 ? EXIT.partial : EXIT.done
}

/** A line for each point that has failed, as far as anybody reads; the rest are counted. */
export function describeFailedPoints({ points }: SweepRecord): string[] {
  const failed = points.filter(({ state }) => state === 'failed')
  const lines = failed.slice(0, SHOWN).map(({ id, settings, cause }) => {
    return `  ${id}  ${printable(`${formatSettings(settings)}: ${cause ?? ''}`)}`
  })
  return failed.length > SHOWN ? [...lines, `  and ${failed.length - SHOWN} more`] : lines
}

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
