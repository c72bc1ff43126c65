import { attemptsOf, type RunLoad } from '../methods/run-loads.ts'
import type { ReplicaProgress } from '../run/replica-record.ts'

/** Where a sweep stands. */
export interface SweepSummary {
  readonly finished: number
  readonly points: number
  /** 0 … 1, of the work that this run found to do. */
  readonly share: number
  /** Attempted moves per second of all workers together; null at the very beginning. */
  readonly rate: number | null
  readonly secondsLeft: number | null
}

/** A run of a point that has work left. */
interface Load extends RunLoad {
  /** Sweeps done, of those that it is on its way to. */
  readonly done: number
}

/** Seconds until a rate means something: setting up takes longer than the first sweeps. */
const SETTLED_AFTER = 2

/** Adds up the work of all points: they differ in size, so points alone would tell little about time. */
export class SweepState {
  readonly #start: number
  readonly #threads: number
  readonly #points: number
  readonly #loads = new Map<string, Load[]>()
  #finished: number
  /** Attempts of points that are over. */
  #over = 0
  /** Attempts that were done before this run. */
  #before = 0

  /** @param start seconds, on the clock that `summary` is asked with */
  constructor(options: { points: number; finished: number; threads: number; start: number }) {
    this.#points = options.points
    this.#finished = options.finished
    this.#threads = options.threads
    this.#start = options.start
  }

  /** Announces a point that is to be run. */
  add(id: string, runs: readonly RunLoad[]): void {
    this.#loads.set(
      id,
      runs.map((run) => ({ ...run, done: 0 })),
    )
  }

  /** Tells how many sweeps of a replica were done before this run. */
  credit(id: string, replica: number, done: number): void {
    const load = this.#loads.get(id)?.[replica]
    if (load === undefined) return
    this.update(id, { replica, done, total: load.sweeps })
    this.#before += done * load.attemptsPerSweep
  }

  /** A run to a precision may be on its way to more sweeps than were announced. */
  update(id: string, { replica, done, total }: Omit<ReplicaProgress, 'phase'>): void {
    const loads = this.#loads.get(id)
    const load = loads?.[replica]
    if (loads === undefined || load === undefined) return
    loads[replica] = { ...load, done, sweeps: Math.max(load.sweeps, total, done) }
  }

  /** A point has ended, whether well or not. */
  end(id: string): void {
    const loads = this.#loads.get(id)
    if (loads === undefined) return
    this.#loads.delete(id)
    this.#over += attemptsOf(loads)
    this.#finished++
  }

  summary(now: number): SweepSummary {
    const loads = [...this.#loads.values()].flat()
    const left = loads.reduce((all, load) => all + attemptsLeft(load), 0)
    const total = this.#over + attemptsOf(loads)
    const elapsed = now - this.#start
    const fresh = total - left - this.#before
    const rate = fresh > 0 && elapsed >= SETTLED_AFTER ? fresh / elapsed : null
    return {
      finished: this.#finished,
      points: this.#points,
      share: total === 0 ? 1 : (total - left) / total,
      rate,
      secondsLeft: rate === null ? null : this.#secondsLeft(loads, left, rate),
    }
  }

  /** A replica runs on one worker only: the longest one left takes its time however many there are. */
  #secondsLeft(loads: readonly Load[], left: number, rate: number): number {
    const longest = loads.reduce((most, load) => Math.max(most, attemptsLeft(load)), 0)
    return Math.max(left / rate, (longest * this.#threads) / rate)
  }
}

function attemptsLeft({ sweeps, done, attemptsPerSweep }: Load): number {
  return (sweeps - done) * attemptsPerSweep
}
