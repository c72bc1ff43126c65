import { cpuSeconds, median, REFERENCE_STEPS, referenceLoop } from './timing.ts'

const ROUNDS = 9

interface Timed {
  readonly sweep: () => void
  /** Timed elsewhere, by itself, at the start of each round. */
  readonly beforehand?: (sweeps: number) => number | null
}

interface Round {
  /** Seconds of a reference loop, and of a sweep. */
  readonly reference: number
  readonly sweep: number
  readonly beforehand: number | null
}

export interface Rounds {
  readonly all: readonly Round[]
  readonly secondsPerSweep: number
  /** Of a sweep, in steps of the reference loop; median over the rounds. */
  readonly ratioToReferenceLoop: number
  /** (largest − smallest)/median of that ratio. */
  readonly spread: number
}

/**
 * Rounds of sweeps and of the reference loop in turns, the order reversed each time, so that their ratios
 * mean something on a machine that is not ours alone. Half of the seconds go into each.
 */
export function timeRounds(
  seconds: number,
  secondsPerSweep: number,
  { sweep, beforehand }: Timed,
): Rounds {
  const share = seconds / ROUNDS / 2
  const sweeps = Math.max(1, Math.round(share / secondsPerSweep))
  const loops = Math.max(1, Math.round(share / cpuSeconds(referenceLoop)))
  const mean = (times: number, work: () => void) =>
    cpuSeconds(() => {
      for (let k = 0; k < times; k++) work()
    }) / times
  const all = Array.from({ length: ROUNDS }, (_, round): Round => {
    const elsewhere = beforehand?.(sweeps) ?? null
    if (round % 2 === 0) {
      const reference = mean(loops, referenceLoop)
      return { reference, sweep: mean(sweeps, sweep), beforehand: elsewhere }
    }
    const own = mean(sweeps, sweep)
    return { reference: mean(loops, referenceLoop), sweep: own, beforehand: elsewhere }
  })
  const ratios = all.map((round) => (round.sweep / round.reference) * REFERENCE_STEPS)
  return {
    all,
    secondsPerSweep: median(all.map((round) => round.sweep)),
    ratioToReferenceLoop: median(ratios),
    spread: (Math.max(...ratios) - Math.min(...ratios)) / median(ratios),
  }
}
