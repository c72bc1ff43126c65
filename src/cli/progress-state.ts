import type { ReplicaProgress } from '../run/replica-record.ts'

/** Where all replicas of a run stand together. */
export interface ProgressSummary {
  /** 0 … 1 */
  readonly share: number
  /** `replica 1 of 2: equilibration`, `replicas 1–2 of 2: production` */
  readonly phase: string
  /** Of all replicas together, in sweeps per second; null at the very beginning. */
  readonly rate: number | null
  readonly secondsLeft: number | null
}

/** Seconds until a rate means something: setting up takes longer than the first sweeps. */
const SETTLED_AFTER = 1

/** Keeps the latest word of every replica. */
export class ProgressState {
  readonly #replicas: number
  readonly #sweepsPerReplica: number
  readonly #start: number
  readonly #latest = new Map<number, ReplicaProgress>()
  /** Sweeps done before this run. */
  readonly #before: number

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
    this.#before = begun.reduce((sum, progress) => sum + progress.done, 0)
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
    const elapsed = now - this.#start
    const fresh = done - this.#before
    const rate = fresh > 0 && elapsed >= SETTLED_AFTER ? fresh / elapsed : null
    return {
      share: done / sweeps,
      phase: this.#phase(all.filter((progress) => progress.done < progress.total)),
      rate,
      secondsLeft: rate === null ? null : (sweeps - done) / rate,
    }
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
