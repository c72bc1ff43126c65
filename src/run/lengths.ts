import { BLOCKS } from '../observe/observer.ts'
import type { Start } from '../scenario/sampling-schema.ts'
import type { Sampling, Scenario } from '../scenario/scenario.ts'
import type { ReplicaTask } from './replica-task.ts'

/**
 * Sweeps of production after which the precision of a run is checked, ascending: its own production, then
 * 5/4, 3/2, 7/4 and 2 times as much, from there again 5/4 … of that, at most `maxSweeps`. All end with a whole
 * block, so that averages of blocks have equal weights. Without `until`, the production alone.
 */
export function lengthsOf({ sampling, until }: Scenario): number[] {
  const { measureEvery } = sampling
  if (until === undefined) return [samplesOf(sampling) * measureEvery]
  const most = Math.floor(until.maxSweeps / measureEvery)
  const half = BLOCKS / 2
  const samples: number[] = [samplesOf(sampling)]
  for (let from = samples[0]!; from < most; from *= 2) {
    const ends = Array.from({ length: half }, (_, k) => Math.ceil((from * (half + k + 1)) / half))
    const within = ends.filter((end) => end <= most)
    const isQuarter = (end: number) => (ends.indexOf(end) + 1) % (half / 4) === 0
    samples.push(...within.filter((end) => isQuarter(end) || end === within.at(-1)))
  }
  return [...new Set(samples)].map((count) => count * measureEvery)
}

/** The first length that holds so many sweeps of both phases; the last if none does. */
export function lengthHolding(scenario: Scenario, done: number): number {
  const lengths = lengthsOf(scenario)
  const { equilibration } = scenario.sampling
  return lengths.find((length) => equilibration + length >= done) ?? lengths.at(-1)!
}

/** The sampling of a replica, with the production that it is to get to. */
export function samplingOf({ scenario, production }: ReplicaTask): Sampling {
  return { ...scenario.sampling, production: production ?? lengthsOf(scenario)[0]! }
}

/**
 * Samples that `BLOCKS` blocks hold once so many are taken: as many as the shortest production has, or
 * twice as many, four times … where a run is longer. Each time two blocks become one.
 */
export function capacityOf({ sampling }: Scenario, samples: number): number {
  let capacity = samplesOf(sampling)
  while (capacity < samples) capacity *= 2
  return capacity
}

/** Blocks that have begun after so many samples of a run to a precision, of `BLOCKS` at most. */
export function blocksBegun(scenario: Scenario, samples: number): number {
  return Math.ceil((samples * BLOCKS) / capacityOf(scenario, samples))
}

/** Sweeps in a row at one temperature. */
export interface Stage {
  /** Temperature relative to that of the scenario. */
  readonly factor: number
  /** Sweeps done when it begins and when it is over, counted from the start of the replica. */
  readonly from: number
  readonly until: number
}

/** Temperatures that an annealed replica comes down through, relative to its own. */
const ANNEALING = [1.6, 1.45, 1.3, 1.2, 1.1]

/** Share of the equilibration that is spent annealing. */
const ANNEALING_SHARE = 0.5

/** Measurements that a production holds. */
export function samplesOf({ production, measureEvery }: Sampling): number {
  return Math.floor(production / measureEvery)
}

/** Temperatures that a replica is at. */
export function rungsOf({ ladder }: Sampling): number {
  return ladder?.length ?? 1
}

/** Sweeps of a replica, up to its last measurement. */
export function sweepsOf(sampling: Sampling): number {
  return sampling.equilibration + samplesOf(sampling) * sampling.measureEvery
}

/** The stages of a replica; the last one includes all of production. */
export function stagesOf(start: Start, sampling: Sampling): Stage[] {
  const perStage = Math.floor((ANNEALING_SHARE * sampling.equilibration) / ANNEALING.length)
  const factors = start === 'annealed' && perStage > 0 ? ANNEALING : []
  const hot = factors.map((factor, index) => {
    return { factor, from: index * perStage, until: (index + 1) * perStage }
  })
  return [...hot, { factor: 1, from: hot.at(-1)?.until ?? 0, until: sweepsOf(sampling) }]
}
