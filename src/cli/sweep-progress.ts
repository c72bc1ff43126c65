import { formatDuration } from '../report/measured.ts'
import type { ReplicaProgress } from '../run/replica-record.ts'
import type { PointEntry } from '../store/sweep-record.ts'
import type { ProgressMode } from './options.ts'
import { barLine, CLEAR_LINE, PLAIN_EVERY, seconds } from './progress.ts'
import type { SweepState, SweepSummary } from './sweep-state.ts'
import type { Terminal } from './terminal.ts'

/** Shows how far a sweep is. */
export interface SweepDisplay {
  update(id: string, progress: ReplicaProgress): void
  /** A point has ended after so many seconds. */
  point(entry: PointEntry, seconds: number): void
  /** Leaves a clean line behind. */
  end(): void
}

/** The display that the mode asks for: a line for each point that ends, and how long the rest takes. */
export function showSweepProgress(
  mode: ProgressMode,
  state: SweepState,
  terminal: Terminal,
): SweepDisplay {
  const { err } = terminal
  const isBar = mode === 'bar' || (mode === 'auto' && terminal.isInteractive)
  let last = seconds()
  /** Tells where the sweep stands, unless that was told a moment ago. */
  const tell = () => {
    const now = seconds()
    if (isBar) {
      const summary = state.summary(now)
      err(`${CLEAR_LINE}${barLine(summary.share, describeSweep(summary), terminal)}`)
    } else if (now - last >= PLAIN_EVERY) {
      last = now
      const summary = state.summary(now)
      if (mode === 'json') err(`${JSON.stringify({ event: 'sweep', ...summary })}\n`)
      else err(`${percent(summary)}  ${describeSweep(summary)}\n`)
    }
  }
  if (mode === 'none') {
    return {
      update: (id, progress) => state.update(id, progress),
      point: ({ id }) => state.end(id),
      end: () => {},
    }
  }
  return {
    update(id, progress) {
      state.update(id, progress)
      tell()
    },
    point(entry, took) {
      state.end(entry.id)
      if (mode === 'json') err(`${JSON.stringify({ event: 'point', ...entry, seconds: took })}\n`)
      else err(`${isBar ? CLEAR_LINE : ''}${describePoint(entry, took, terminal)}\n`)
      tell()
    },
    end: () => err(isBar ? CLEAR_LINE : ''),
  }
}

function describePoint(entry: PointEntry, took: number, { errColors }: Terminal): string {
  const { id, state, cause } = entry
  const outcome = state === 'completed' ? errColors.green('done') : errColors.red('failed')
  const reason = cause === null ? '' : `: ${cause}`
  return `${id}  ${outcome}  ${formatSettings(entry.settings)}  (${formatDuration(took)})${reason}`
}

/** `temperature = -80 degC, composition.salts.LiCl = 0` */
export function formatSettings(settings: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  return Object.entries(settings)
    .map(([path, value]) => `${path} = ${text(value)}`)
    .join(', ')
}

function describeSweep({ finished, points, rate, secondsLeft }: SweepSummary): string {
  const speed = rate === null ? [] : [`${(rate / 1e6).toFixed(2)} million attempts/s`]
  const left = secondsLeft === null ? [] : [`${formatDuration(secondsLeft)} left`]
  return [`${finished} of ${points} points`, ...speed, ...left].join(' · ')
}

function percent({ share }: SweepSummary): string {
  return `${String(Math.floor(100 * share)).padStart(3)} %`
}
