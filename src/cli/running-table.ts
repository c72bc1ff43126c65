import { BLOCKS } from '../observe/observer.ts'
import { formatCount, formatDuration } from '../report/measured.ts'
import type { LogRow } from '../run/replica-log.ts'
import type { Colors } from './terminal.ts'

/** How long a run has taken and will still take, in seconds. */
export interface Pace {
  readonly elapsed: number
  readonly left: number | null
}

interface Column {
  readonly head: string
  readonly unit: string
  readonly width: number
  readonly cell: (row: LogRow, pace: Pace) => string
}

/** More rows of one replica than this are not drawn where there are many replicas. */
const REPLICAS_WITH_ALL_ROWS = 2

const COLUMNS: readonly Column[] = [
  { head: 'rep', unit: '', width: 3, cell: ({ replica }) => String(replica + 1) },
  { head: 'sweep', unit: '', width: 9, cell: ({ done }) => formatCount(done) },
  {
    head: 'energy',
    unit: 'kJ/mol',
    width: 10,
    cell: ({ values }) => fixed(values.energyPerWater ?? values.energyPerSite, 3),
  },
  {
    head: 'H bonds',
    unit: '1/water',
    width: 7,
    // Nothing but the energy is known yet.
    cell: ({ phase, values }) =>
      phase === 'equilibration' ? 'equil.' : fixed(values.hydrogenBondsPerWater, 3),
  },
  { head: 'q', unit: '', width: 6, cell: ({ values }) => fixed(values.tetrahedralOrder, 3) },
  {
    head: 'accepted',
    unit: '%',
    width: 8,
    cell: ({ acceptance }) => fixed(acceptance && 100 * acceptance, 2),
  },
  { head: 'elapsed', unit: '', width: 11, cell: (_, { elapsed }) => formatDuration(elapsed) },
  {
    head: 'left',
    unit: '',
    width: 11,
    cell: (_, { left }) => (left === null ? '–' : formatDuration(left)),
  },
]

/** A line of 79 characters for each block of a run, under heads with units: means over that block. */
export class RunningTable {
  readonly #stride: number
  readonly #colors: Colors
  #hasHead = false

  /** @param replicas of many, only every second, third … row of each is drawn */
  constructor(replicas: number, colors: Colors) {
    this.#stride = Math.min(BLOCKS, Math.ceil(replicas / REPLICAS_WITH_ALL_ROWS))
    this.#colors = colors
  }

  /** The row, with the heads before the first one; empty where it is left out. */
  format(row: LogRow, pace: Pace): string {
    if ((row.block + 1) % this.#stride !== 0) return ''
    const line = aligned(({ cell }) => cell(row, pace))
    const text = `${line}\n`
    if (this.#hasHead) return text
    this.#hasHead = true
    const isPerWater = row.values.energyPerWater !== null
    const energy = isPerWater ? 'kJ/mol H2O' : 'kJ/mol'
    const heads = [
      aligned(({ head }) => head),
      aligned(({ head, unit }) => (head === 'energy' ? energy : unit)),
    ]
    return `${heads.map((text) => this.#colors.dim(text)).join('\n')}\n${text}`
  }
}

function aligned(cell: (column: Column) => string): string {
  return COLUMNS.map((column) => cell(column).padStart(column.width))
    .join('  ')
    .trimEnd()
}

function fixed(value: number | null, decimals: number): string {
  return value === null ? '–' : value.toFixed(decimals)
}
