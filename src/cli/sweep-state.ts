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

/** What is known of a point that has work left. */
interface Load {
  /** Attempted moves of each replica. */
  readonly perReplica: number
  /** [replica] → share that is done; one for each replica. */
  readonly done: number[]
}

/** Seconds until a rate means something: setting up takes longer than the first sweeps. */
const SETTLED_AFTER = 2

/** Adds up the work of all points: they differ in size, so points alone would tell little about time. */
export class SweepState {
  readonly #start: number
  readonly #threads: number
  readonly #points: number
  readonly #loads = new Map<string, Load>()
  #finished: number
  /** Attempts of all points, and of those that are over. */
  #total = 0
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
  add(id: string, perReplica: number, replicas: number): void {
    this.#loads.set(id, { perReplica, done: Array<number>(replicas).fill(0) })
    this.#total += perReplica * replicas
  }

  /** Tells what was done of a replica before this run. */
  credit(id: string, replica: number, share: number): void {
    const load = this.#loads.get(id)
    if (load === undefined) return
    load.done[replica] = share
    this.#before += load.perReplica * share
  }

  update(id: string, { replica, done, total }: ReplicaProgress): void {
    const load = this.#loads.get(id)
    if (load !== undefined) load.done[replica] = done / total
  }

  /** A point has ended, whether well or not. */
  end(id: string): void {
    const load = this.#loads.get(id)
    if (load === undefined) return
    this.#loads.delete(id)
    this.#over += load.perReplica * load.done.length
    this.#finished++
  }

  summary(now: number): SweepSummary {
    const loads = [...this.#loads.values()]
    const done = this.#over + loads.reduce((all, load) => all + load.perReplica * sum(load.done), 0)
    const elapsed = now - this.#start
    const fresh = done - this.#before
    const rate = fresh > 0 && elapsed >= SETTLED_AFTER ? fresh / elapsed : null
    return {
      finished: this.#finished,
      points: this.#points,
      share: this.#total === 0 ? 1 : done / this.#total,
      rate,
      secondsLeft: rate === null ? null : this.#secondsLeft(loads, this.#total - done, rate),
    }
  }

  /** A replica runs on one worker only: the longest one left takes its time however many there are. */
  #secondsLeft(loads: readonly Load[], left: number, rate: number): number {
    const longest = loads.reduce((most, { perReplica, done }) => {
      return Math.max(most, perReplica * (1 - done.reduce((least, d) => Math.min(least, d), 1)))
    }, 0)
    return Math.max(left / rate, (longest * this.#threads) / rate)
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
