/** What was measured of a hot loop, or of a whole scenario. Only ratios compare between machines and days. */
export interface KernelTiming {
  /** A shipped scenario: its moves alone, or after `run ` a replica with its observables. */
  readonly name: string
  readonly cells: number
  readonly nanosecondsPerAttempt: number
  readonly acceptedPerSecond: number
  /** Independent samples of the energy in a second of processor time, 1/2τ. */
  readonly effectiveSamplesPerSecond: number
  /** Length of the run in τ; where it is below 50 the samples are an upper bound at best. */
  readonly runInTau: number
  /** Time of an attempt over that of one step of the reference loop; median over rounds. */
  readonly ratioToReferenceLoop: number
  /** Speed over that of the C++ twin of the same chain; null where there is no compiler, or no twin. */
  readonly ratioToNative: number | null
  /** (largest − smallest)/median of the ratio to the reference loop over the rounds. */
  readonly spread: number
}

/** Steps of one call of `referenceLoop`. */
export const REFERENCE_STEPS = 1_000_000

const scratch = new Int32Array(4096)

/** A loop of a fixed amount of work: xorshift and a scattered addition that stays in the first cache. */
export function referenceLoop(): void {
  let x = 123456789
  for (let k = 0; k < REFERENCE_STEPS; k++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    scratch[x & 4095]! += k
  }
}

/** Processor time of this process, which others do not add to. */
export function cpuSeconds(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
