import type { ReplicaProgress } from '../run/replica-record.ts'
import { formatCount, formatDuration } from './measured.ts'
import type { ProgressMode } from './options.ts'
import { ProgressState, type ProgressSummary } from './progress-state.ts'
import type { Terminal } from './terminal.ts'

/** Shows how far a run is. */
export interface ProgressDisplay {
  update(progress: ReplicaProgress): void
  /** Leaves a clean line behind. */
  end(): void
}

export interface RunLength {
  readonly replicas: number
  readonly sweepsPerReplica: number
}

/** Seconds between two plain lines. */
const PLAIN_EVERY = 5
const BAR_WIDTH = 24
const CLEAR_LINE = '\r\x1b[2K'

/** The display that the mode asks for: a bar where the line can be rewritten, else plain lines. */
export function showProgress(
  mode: ProgressMode,
  { replicas, sweepsPerReplica }: RunLength,
  terminal: Terminal,
): ProgressDisplay {
  const state = new ProgressState(replicas, sweepsPerReplica, seconds())
  switch (mode === 'auto' ? (terminal.isInteractive ? 'bar' : 'plain') : mode) {
    case 'none':
      return { update: () => {}, end: () => {} }
    case 'json':
      return jsonLines(state, terminal)
    case 'bar':
      return bar(state, terminal)
    default:
      return plainLines(state, terminal)
  }
}

function bar(state: ProgressState, terminal: Terminal): ProgressDisplay {
  return {
    update(progress) {
      state.update(progress)
      terminal.err(`${CLEAR_LINE}${barLine(state.summary(seconds()), terminal)}`)
    },
    end: () => terminal.err(CLEAR_LINE),
  }
}

function plainLines(state: ProgressState, { err }: Terminal): ProgressDisplay {
  let last = seconds()
  return {
    update(progress) {
      state.update(progress)
      if (seconds() - last < PLAIN_EVERY) return
      last = seconds()
      const summary = state.summary(last)
      err(`${percent(summary)}  ${describe(summary)}\n`)
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
    end: () => {},
  }
}

function barLine(summary: ProgressSummary, { errColors, width }: Terminal): string {
  const filled = Math.round(Math.min(summary.share, 1) * BAR_WIDTH)
  const text = ` ${percent(summary)}  ${describe(summary)}`
  const room = Math.max(0, width() - BAR_WIDTH - 3)
  const done = errColors.cyan('━'.repeat(filled))
  return `  ${done}${errColors.dim('─'.repeat(BAR_WIDTH - filled))}${text.slice(0, room)}`
}

function percent({ share }: ProgressSummary): string {
  return `${String(Math.floor(100 * share)).padStart(3)} %`
}

function describe({ phase, rate, secondsLeft }: ProgressSummary): string {
  const speed = rate === null ? [] : [`${formatCount(rate)} sweeps/s`]
  const left = secondsLeft === null ? [] : [`${formatDuration(secondsLeft)} left`]
  return [phase, ...speed, ...left].join(' · ')
}

function seconds(): number {
  return performance.now() / 1000
}
