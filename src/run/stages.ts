import type { Sampling } from '../scenario/scenario.ts'
import type { Start } from '../scenario/starts.ts'

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

/** Sweeps of a replica; a rest of production too short for a measurement is left out. */
export function sweepsOf(sampling: Sampling): number {
  return sampling.equilibration + samplesOf(sampling) * sampling.measureEvery
}

/** What a replica goes through; the last stage reaches through all of production. */
export function stagesOf(start: Start, sampling: Sampling): Stage[] {
  const perStage = Math.floor((ANNEALING_SHARE * sampling.equilibration) / ANNEALING.length)
  const factors = start === 'annealed' && perStage > 0 ? ANNEALING : []
  const hot = factors.map((factor, index) => {
    return { factor, from: index * perStage, until: (index + 1) * perStage }
  })
  return [...hot, { factor: 1, from: hot.at(-1)?.until ?? 0, until: sweepsOf(sampling) }]
}
