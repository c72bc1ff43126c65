import type { ReplicaProgress } from '../run/replica-record.ts'

/** Where all replicas of a run stand together. */
export interface ProgressSummary {
  /** 0 … 1 */
  readonly share: number
  /** `replica 1 of 2: equilibration`, `replicas 1–2 of 2: production` */
  readonly phase: string
  /** Of all replicas together, lately, in sweeps per second; null at the very beginning. */
  readonly rate: number | null
  readonly secondsLeft: number | null
}

/**
 * Seconds until a rate means something, after this share of the run or later: setting up and compiling
 * take longer than the first sweeps.
 */
const SETTLED_AFTER = 1
const SETTLED_SHARE = 0.01
const SETTLED_ANYHOW = 10
/** A rate is that of the latest half of the run, but of so many seconds at least: early sweeps are slow. */
const LATEST_SECONDS = 5

/** Keeps the latest word of every replica. */
export class ProgressState {
  readonly #replicas: number
  readonly #sweepsPerReplica: number
  readonly #start: number
  readonly #latest = new Map<number, ReplicaProgress>()
  /** When how many sweeps had been done, as far back as the rate looks. */
  readonly #marks: { readonly time: number; readonly done: number }[]

  /**
   * @param start seconds, on the clock that `summary` is asked with
   * @param begun where replicas go on that were begun before
   */
  constructor(
    replicas: number,
    sweepsPerReplica: number,
    start: number,
    begun: readonly ReplicaProgress[] = [],
  ) {
    this.#replicas = replicas
    this.#sweepsPerReplica = sweepsPerReplica
    this.#start = start
    for (const progress of begun) this.update(progress)
    this.#marks = [{ time: start, done: begun.reduce((sum, { done }) => sum + done, 0) }]
  }

  update(progress: ReplicaProgress): void {
    this.#latest.set(progress.replica, progress)
  }

  summary(now: number): ProgressSummary {
    const all = [...this.#latest.values()]
    const done = all.reduce((sum, progress) => sum + progress.done, 0)
    // Replicas that go on to a precision are on their way to the same length, which grows.
    const goal = Math.max(this.#sweepsPerReplica, ...all.map((progress) => progress.total))
    const sweeps = goal * this.#replicas
    const rate = this.#rate(now, done, sweeps)
    return {
      share: done / sweeps,
      phase: this.#phase(all.filter((progress) => progress.done < progress.total)),
      rate,
      secondsLeft: rate === null ? null : (sweeps - done) / rate,
    }
  }

  /** Remembers where the run stands, and forgets what is too long ago. */
  #rate(now: number, done: number, sweeps: number): number | null {
    const marks = this.#marks
    const elapsed = now - this.#start
    const since = now - Math.max(elapsed / 2, LATEST_SECONDS)
    if (done > marks.at(-1)!.done) marks.push({ time: now, done })
    while (marks.length > 2 && marks[1]!.time <= since) marks.shift()
    const [first] = marks
    const fresh = done - first!.done
    const isEarly = fresh < SETTLED_SHARE * sweeps && elapsed < SETTLED_ANYHOW
    return fresh > 0 && elapsed >= SETTLED_AFTER && !isEarly ? fresh / (now - first!.time) : null
  }

  #phase(running: readonly ReplicaProgress[]): string {
    if (this.#latest.size === 0) return 'starting'
    if (running.length === 0) return 'evaluating'
    const numbers = running.map(({ replica }) => replica + 1).sort((a, b) => a - b)
    const isEarly = running.some(({ phase }) => phase === 'equilibration')
    const [first, last] = [numbers[0]!, numbers.at(-1)!]
    const which = first === last ? `replica ${first}` : `replicas ${first}–${last}`
    return `${which} of ${this.#replicas}: ${isEarly ? 'equilibration' : 'production'}`
  }
}
