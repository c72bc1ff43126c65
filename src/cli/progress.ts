import { formatCount, formatDuration } from '../report/measured.ts'
import type { LogRow } from '../run/replica-log.ts'
import type { ReplicaProgress } from '../run/replica-record.ts'
import type { ProgressMode } from './options.ts'
import { ProgressState, type ProgressSummary } from './progress-state.ts'
import { RunningTable } from './running-table.ts'
import type { Terminal } from './terminal.ts'

/** Shows how far a run is. */
export interface ProgressDisplay {
  update(progress: ReplicaProgress): void
  /** A block of a replica is over. */
  row(row: LogRow): void
  /** Leaves a clean line behind. */
  end(): void
}

export interface RunLength {
  readonly replicas: number
  readonly sweepsPerReplica: number
  /** Where replicas go on that were begun before. */
  readonly begun: readonly ReplicaProgress[]
}

/** Seconds between two plain lines. */
export const PLAIN_EVERY = 5
const BAR_WIDTH = 24
export const CLEAR_LINE = '\r\x1b[2K'

/** The display that the mode asks for: a bar where the line can be rewritten, else plain lines. */
export function showProgress(
  mode: ProgressMode,
  { replicas, sweepsPerReplica, begun }: RunLength,
  terminal: Terminal,
): ProgressDisplay {
  const start = seconds()
  const state = new ProgressState(replicas, sweepsPerReplica, start, begun)
  const table = new RunningTable(replicas, terminal.errColors)
  const formatRow = (row: LogRow) => {
    const now = seconds()
    return table.format(row, { elapsed: now - start, left: state.summary(now).secondsLeft })
  }
  switch (mode === 'auto' ? (terminal.isInteractive ? 'bar' : 'plain') : mode) {
    case 'none':
      return { update: () => {}, row: () => {}, end: () => {} }
    case 'json':
      return jsonLines(state, terminal)
    case 'bar':
      return bar(state, formatRow, terminal)
    default:
      return plainLines(state, formatRow, terminal)
  }
}

type FormatRow = (row: LogRow) => string

function bar(state: ProgressState, formatRow: FormatRow, terminal: Terminal): ProgressDisplay {
  const draw = (above: string) => {
    const summary = state.summary(seconds())
    terminal.err(`${CLEAR_LINE}${above}${barLine(summary.share, describe(summary), terminal)}`)
  }
  return {
    update(progress) {
      state.update(progress)
      draw('')
    },
    row: (row) => draw(formatRow(row)),
    end: () => terminal.err(CLEAR_LINE),
  }
}

/** Rows as they come, and where the run stands when there has been none for a while. */
function plainLines(
  state: ProgressState,
  formatRow: FormatRow,
  { err }: Terminal,
): ProgressDisplay {
  let last = seconds()
  return {
    update(progress) {
      state.update(progress)
      if (seconds() - last < PLAIN_EVERY) return
      last = seconds()
      const summary = state.summary(last)
      err(`${percent(summary.share)}  ${describe(summary)}\n`)
    },
    row(row) {
      const text = formatRow(row)
      if (text === '') return
      last = seconds()
      err(text)
    },
    end: () => {},
  }
}

function jsonLines(state: ProgressState, { err }: Terminal): ProgressDisplay {
  return {
    update(progress) {
      state.update(progress)
      const { rate, secondsLeft, share } = state.summary(seconds())
      const line = { event: 'progress', ...progress, share, sweepsPerSecond: rate, secondsLeft }
      err(`${JSON.stringify(line)}\n`)
    },
    // Programs that read these events know a block as a `stretch`.
    row: ({ block, ...row }) =>
      err(`${JSON.stringify({ event: 'stretch', ...row, stretch: block })}\n`),
    end: () => {},
  }
}

/** A bar with a text after it, as much of it as the terminal has room for. */
export function barLine(share: number, text: string, { errColors, width }: Terminal): string {
  const filled = Math.round(Math.min(share, 1) * BAR_WIDTH)
  const room = Math.max(0, width() - BAR_WIDTH - 3)
  const done = errColors.cyan('━'.repeat(filled))
  const rest = errColors.dim('─'.repeat(BAR_WIDTH - filled))
  return `  ${done}${rest}${` ${percent(share)}  ${text}`.slice(0, room)}`
}

function percent(share: number): string {
  return `${String(Math.floor(100 * share)).padStart(3)} %`
}

function describe({ phase, rate, secondsLeft }: ProgressSummary): string {
  const speed = rate === null ? [] : [`${formatCount(rate)} sweeps/s`]
  const left = secondsLeft === null ? [] : [`${formatDuration(secondsLeft)} left`]
  return [phase, ...speed, ...left].join(' · ')
}

/** On a clock that only serves to tell people how long something takes. */
export function seconds(): number {
  return performance.now() / 1000
}
