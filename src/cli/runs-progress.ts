import { type RunLoad, replicaLoads } from '../methods/run-loads.ts'
import { formatDuration } from '../report/measured.ts'
import type { ReplicaProgress } from '../run/replica-record.ts'
import type { Run } from '../run/replica-task.ts'
import { CLEAR_LINE, PLAIN_EVERY, seconds } from './progress.ts'
import { SweepState } from './sweep-state.ts'
import type { Terminal } from './terminal.ts'

/** One line of how many of the replicas asked for have ended, and about how long the others take. */
export class RunsProgress {
  readonly #terminal: Terminal
  readonly #state: SweepState
  readonly #ended = new Set<number>()
  /** By the number that progress has: where the replica stands in the state. */
  readonly #replicas: { readonly id: string; readonly replica: number }[] = []
  /** Of what has not been asked for yet. */
  readonly #expected: RunLoad[]
  #told = seconds()

  /**
   * @param threads replicas that run at a time
   * @param expected all that is likely to be asked for, where that is known
   */
  constructor(terminal: Terminal, threads: number, expected: readonly RunLoad[] = []) {
    this.#terminal = terminal
    this.#expected = [...expected]
    this.#state = new SweepState({ points: 0, finished: 0, threads, start: seconds() })
  }

  asked({ scenario }: Run, first: number): void {
    const id = String(first)
    const loads = replicaLoads(scenario)
    this.#state.add(id, loads)
    this.#expected.splice(0, loads.length)
    this.#state.add('expected', this.#expected)
    for (const replica of loads.keys()) this.#replicas[first + replica] = { id, replica }
  }

  update({ replica: number, done, total }: ReplicaProgress): void {
    const { id, replica } = this.#replicas[number]!
    this.#state.update(id, { replica, done, total })
    if (done === total) this.#ended.add(number)
    const { err, isInteractive } = this.#terminal
    const now = seconds()
    if (!isInteractive && now - this.#told < PLAIN_EVERY) return
    this.#told = now
    const { secondsLeft } = this.#state.summary(now)
    const left = secondsLeft === null ? '' : `, about ${formatDuration(secondsLeft)} left`
    const line = `${this.count}${left}`
    err(isInteractive ? `${CLEAR_LINE}${line}` : `${line}\n`)
  }

  /** `12 of 66 runs` */
  get count(): string {
    return `${this.#ended.size} of ${this.#replicas.length} runs`
  }

  /** Leaves a clean line behind. */
  end(): void {
    if (this.#terminal.isInteractive) this.#terminal.err(CLEAR_LINE)
  }
}
