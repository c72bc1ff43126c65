import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { median } from './timing.ts'
import { FEWEST, judge, LIMIT, type Verdict } from './verdict.ts'

/** A program that takes part, made by `bundle` of `racer.ts`. */
export interface Side {
  readonly program: string
  /** Of its sweeps beside honest ones: 1.2 for a kernel that is to be slowed by a fifth. */
  readonly cost: number
}

export interface Race {
  readonly name: string
  readonly cells: number
  readonly before: Side
  readonly after: Side
}

export interface Outcome extends Verdict {
  readonly pairs: number
  /** Whether both sides are the same chain; else the cost of an attempt is not all that has changed. */
  readonly isSameChain: boolean
}

interface Ready {
  readonly secondsPerSweep: number
  readonly digest: number
}

/** Pairs after which a median near the limit is taken as it is. */
const MOST = 18
/** Rounds of a pair, and seconds of each of its two halves. */
const ROUNDS = 24
const SECONDS = 0.04

/**
 * Pairs of fresh processes until it is clear on which side of the limit the ratio of their times is. In a
 * pair both live at once and take turns every few hundredths of a second, so that whatever else goes on in
 * the machine meets both; which side starts and goes first changes from pair to pair and from round to
 * round.
 */
export async function race({ name, cells, before, after }: Race): Promise<Outcome> {
  const ratios: number[] = []
  let isSameChain = true
  for (;;) {
    const isReversed = ratios.length % 2 === 1
    const sides = (isReversed ? [after, before] : [before, after]).map(
      (side) => new Racer(side, name, cells),
    ) as [Racer, Racer]
    try {
      const [first, second] = sides
      const ready = [await first.read<Ready>(), await second.read<Ready>()] as const
      isSameChain &&= ready[0].digest === ready[1].digest
      const slower = Math.max(ready[0].secondsPerSweep, ready[1].secondsPerSweep)
      const sweeps = Math.max(1, Math.round(SECONDS / slower))
      const ratio = await pairRatio(first, second, sweeps)
      ratios.push(isReversed ? 1 / ratio : ratio)
    } finally {
      await Promise.all(sides.map((side) => side.end()))
    }
    if (ratios.length < FEWEST) continue
    const verdict = judge(ratios)
    if (verdict.isSettled || ratios.length >= MOST) {
      return { ...verdict, pairs: ratios.length, isSameChain }
    }
  }
}

/** Time of the second over that of the first, each in reference loops of its own process. */
async function pairRatio(first: Racer, second: Racer, sweeps: number): Promise<number> {
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const [one, other] = round % 2 === 0 ? [first, second] : [second, first]
    const a = await one.time(sweeps)
    const b = await other.time(sweeps)
    ratios.push(round % 2 === 0 ? b / a : a / b)
  }
  return median(ratios)
}

class Racer {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor({ program, cost }: Side, name: string, cells: number) {
    const argv = [program, name, String(cells), String(cost)]
    const child = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#child = child
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  }

  /** @throws Error where the program has ended instead of answering */
  async read<T>(): Promise<T> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error(`${this.#child.spawnargs.slice(1).join(' ')} ended early`)
    return JSON.parse(value) as T
  }

  /** Reference loops that so many sweeps take. */
  async time(sweeps: number): Promise<number> {
    this.#child.stdin!.write(`${sweeps}\n`)
    return (await this.read<{ ratio: number }>()).ratio
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return
    this.#child.stdin!.end()
    await once(this.#child, 'exit')
  }
}

/** `1.20 (1.17 to 1.24, 6 pairs): slower than a1b2c3d, and that by more than 15 %` */
export function formatOutcome(outcome: Outcome, other: string): string {
  const { ratio, interval, kind, isLoss, pairs, isSameChain } = outcome
  const span = interval === null ? '' : `${interval.map((end) => end.toFixed(3)).join(' to ')}, `
  const words =
    kind === 'undecided' ? `no difference from ${other} beyond the spread` : `${kind} than ${other}`
  const loss = isLoss ? `, and that by more than ${100 * LIMIT} %` : ''
  const chain = isSameChain ? '' : '; another chain'
  return `${ratio.toFixed(3)} (${span}${pairs} pairs): ${words}${loss}${chain}`
}
