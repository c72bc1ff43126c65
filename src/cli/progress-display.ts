import { formatCount, formatDuration } from '../report/measured.ts'
import type { LogRow } from '../run/replica-log.ts'
import type { ReplicaProgress } from '../run/replica-record.ts'
import type { WorkEvent } from '../runner/run-plans.ts'
import type { PointEntry } from '../store/sweep-record.ts'
import type { ProgressMode } from './options.ts'
import { type Progress, type ProgressSummary, seconds } from './progress.ts'
import { RunningTable } from './running-table.ts'
import type { Terminal } from './terminal.ts'

/** Shows how far work is, and keeps its progress up to date. */
export interface ProgressDisplay {
  /** Something has happened at a point that the progress knows. */
  event(event: WorkEvent<unknown>, point?: string): void
  /** A point has ended after so many seconds. */
  point(entry: PointEntry, seconds: number): void
  /** Writes a line, above the bar where there is one. */
  line(text: string): void
  /** Leaves a clean line behind. */
  end(): void
}

/** What is worked at: one scenario, the points of a sweep, or runs that a method asks for. */
export type Work = 'run' | 'sweep' | 'runs'

/** The id of the point where there is only one. */
export const ONLY_POINT = ''

/** Seconds between two plain lines. */
const PLAIN_EVERY = 5
const BAR_WIDTH = 24
const CLEAR_LINE = '\r\x1b[2K'

/**
 * The display that the mode asks for: a bar where the line can be rewritten, else a line once in a while. Of a run there are
 * the rows of its log too, of a sweep a line for each point that ends.
 */
export function showProgress(
  mode: ProgressMode,
  work: Work,
  progress: Progress,
  terminal: Terminal,
): ProgressDisplay {
  const form = mode === 'auto' ? (terminal.isInteractive ? 'bar' : 'plain') : mode
  if (form === 'none') return new SilentDisplay(progress)
  if (form === 'json') return new JsonDisplay(work, progress, terminal)
  return new TextDisplay(work, progress, terminal, form === 'bar')
}

class SilentDisplay implements ProgressDisplay {
  protected readonly progress: Progress

  constructor(progress: Progress) {
    this.progress = progress
  }

  event(event: WorkEvent<unknown>, point = ONLY_POINT): void {
    if (event.kind === 'asked') this.progress.asked(point, event.run, event.first)
    else if (event.kind === 'progress') {
      this.progress.update(point, event.progress)
      this.onProgress(event.progress)
    } else if (event.kind === 'row') this.onRow(event.row)
  }

  point({ id }: PointEntry, _seconds: number): void {
    this.progress.end(id)
  }

  line(_text: string): void {}

  end(): void {}

  protected onProgress(_progress: ReplicaProgress): void {}

  protected onRow(_row: LogRow): void {}
}

/** A line for each event of a run; of more than that, a line once in a while. */
class JsonDisplay extends SilentDisplay {
  readonly #work: Work
  readonly #terminal: Terminal
  #last = seconds()

  constructor(work: Work, progress: Progress, terminal: Terminal) {
    super(progress)
    this.#work = work
    this.#terminal = terminal
  }

  override point(entry: PointEntry, took: number): void {
    super.point(entry, took)
    this.#write({ event: 'point', ...entry, seconds: took })
    this.#writeSummary()
  }

  protected override onProgress(progress: ReplicaProgress): void {
    if (this.#work === 'run') {
      const { share, sweepsPerSecond, secondsLeft } = this.progress.summary(seconds())
      this.#write({ event: 'progress', ...progress, share, sweepsPerSecond, secondsLeft })
    } else this.#writeSummary()
  }

  protected override onRow(row: LogRow): void {
    this.#write({ event: 'stretch', ...row })
  }

  #writeSummary(): void {
    const now = seconds()
    if (now - this.#last < PLAIN_EVERY) return
    this.#last = now
    const { finished, points, share, attemptsPerSecond, secondsLeft } = this.progress.summary(now)
    const counts = this.#work === 'sweep' ? { finished, points } : {}
    this.#write({ event: this.#work, ...counts, share, rate: attemptsPerSecond, secondsLeft })
  }

  #write(event: object): void {
    this.#terminal.err(`${JSON.stringify(event)}\n`)
  }
}

class TextDisplay extends SilentDisplay {
  readonly #work: Work
  readonly #terminal: Terminal
  readonly #isBar: boolean
  readonly #start = seconds()
  #last = this.#start
  #table: RunningTable | null = null

  constructor(work: Work, progress: Progress, terminal: Terminal, isBar: boolean) {
    super(progress)
    this.#work = work
    this.#terminal = terminal
    this.#isBar = isBar
  }

  override point(entry: PointEntry, took: number): void {
    super.point(entry, took)
    this.line(describePoint(entry, took, this.#terminal))
  }

  override line(text: string): void {
    this.#write(`${text}\n`)
  }

  override end(): void {
    if (this.#isBar) this.#terminal.err(CLEAR_LINE)
  }

  protected override onProgress(): void {
    const now = seconds()
    if (this.#isBar) this.#write('')
    else if (now - this.#last >= PLAIN_EVERY) {
      this.#last = now
      const summary = this.progress.summary(now)
      this.#terminal.err(`${percent(summary.share)}  ${this.#describe(summary)}\n`)
    }
  }

  protected override onRow(row: LogRow): void {
    const now = seconds()
    const left = this.progress.summary(now).secondsLeft
    this.#table ??= new RunningTable(this.progress.replicas(), this.#terminal.errColors)
    const text = this.#table.format(row, { elapsed: now - this.#start, left })
    if (text === '') return
    // Where there are rows, no line between them is needed.
    this.#last = now
    this.#write(text)
  }

  #write(text: string): void {
    const { err } = this.#terminal
    const summary = this.#isBar ? this.progress.summary(seconds()) : null
    if (summary === null) err(text)
    else
      err(`${CLEAR_LINE}${text}${barLine(summary.share, this.#describe(summary), this.#terminal)}`)
  }

  #describe({
    finished,
    points,
    attemptsPerSecond,
    sweepsPerSecond,
    secondsLeft,
  }: ProgressSummary): string {
    const parts = {
      run: [this.progress.phase(), sweepsPerSecond && `${formatCount(sweepsPerSecond)} sweeps/s`],
      sweep: [
        `${finished} of ${points} points`,
        attemptsPerSecond && `${(attemptsPerSecond / 1e6).toFixed(2)} million attempts/s`,
      ],
      runs: [this.progress.count()],
    }[this.#work]
    const left = secondsLeft === null ? null : `${formatDuration(secondsLeft)} left`
    return [...parts, left].filter((part) => part !== null).join(' · ')
  }
}

/** A bar with a text after it, as much of it as the terminal has room for. */
function barLine(share: number, text: string, { errColors, width }: Terminal): string {
  const filled = Math.round(Math.min(share, 1) * BAR_WIDTH)
  const room = Math.max(0, width() - BAR_WIDTH - 3)
  const done = errColors.cyan('━'.repeat(filled))
  const rest = errColors.dim('─'.repeat(BAR_WIDTH - filled))
  return `  ${done}${rest}${` ${percent(share)}  ${text}`.slice(0, room)}`
}

function percent(share: number): string {
  return `${String(Math.floor(100 * share)).padStart(3)} %`
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
