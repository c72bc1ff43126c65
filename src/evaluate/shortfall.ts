import type { Sampling } from '../scenario/scenario.ts'
import { type PrecisionStep, roundUp, sweepsForPrecision } from './precision.ts'
import type { ResultRecord } from './record.ts'

/** Fewer independent measurements than this are too few to trust an error bar. */
const FEWEST_EFFECTIVE_SAMPLES = 20

/** The number that a longer run should have. */
export const WANTED_EFFECTIVE_SAMPLES = 100

/** What an observable, or a run, is short of. */
export type Lack = 'samples' | 'equilibrium' | 'precision'

/** What is missing, and the sweeps of each replica that would be enough. */
export interface Shortfall {
  readonly lack: Lack
  readonly equilibration: number
  readonly production: number
}

/** The parts of an estimate that decide. */
interface Settling {
  readonly equilibrated: boolean | null
  readonly effectiveSamples?: number | null | undefined
  /** sweeps */
  readonly tauInt?: number | null | undefined
}

/**
 * Null if an estimate has enough independent samples and is at equilibrium. Too few samples cannot show equilibrium,
 * so that this lack comes first. The production asked for gives enough samples in either case.
 */
export function shortfallOf(
  { effectiveSamples, equilibrated, tauInt }: Settling,
  { equilibration, production }: Pick<Sampling, 'equilibration' | 'production'>,
): Shortfall | null {
  const samples = effectiveSamples ?? WANTED_EFFECTIVE_SAMPLES
  const factor = WANTED_EFFECTIVE_SAMPLES / Math.max(samples, 1)
  const longer = factor > 1 ? roundUp(production * factor) : production
  if (samples < FEWEST_EFFECTIVE_SAMPLES) {
    return { lack: 'samples', equilibration, production: longer }
  }
  if (equilibrated !== false) return null
  const settled = Math.max(2 * (equilibration + production), 50 * (tauInt ?? 0))
  return { lack: 'equilibrium', equilibration: roundUp(settled), production: longer }
}

/** The shortfall of a whole run, and the observable that has it. */
export interface RunShortfall extends Shortfall {
  readonly observable: string
  /** Autocorrelation time in sweeps; at least that, where samples are few. */
  readonly tauInt: number | null
  /** How many times as many sweeps as the run had. */
  readonly factor: number
}

/**
 * What a run that has not converged is short of: the precision asked for, or else the largest shortfall of any
 * observable. Null for a run that has converged, or whose shortfall is unknown.
 */
export function shortfallOfRun(
  record: Pick<ResultRecord, 'observables' | 'scenario' | 'precision'>,
): RunShortfall | null {
  const { observables, scenario } = record
  const last = record.precision?.at(-1)
  const sampling = {
    ...scenario.sampling,
    production: last?.sweeps ?? scenario.sampling.production,
  }
  const total = (sweeps: Pick<Sampling, 'equilibration' | 'production'>) =>
    sweeps.equilibration + sweeps.production
  const whose = (observable: string, shortfall: Shortfall): RunShortfall => {
    const tauInt = observables[observable]?.tauInt ?? null
    return { ...shortfall, observable, tauInt, factor: total(shortfall) / total(sampling) }
  }
  if (scenario.until !== undefined && last !== undefined && !last.isReached) {
    const shortfall = lackOfPrecision(last, sampling)
    return shortfall && whose(scenario.until.observable, shortfall)
  }
  const all = Object.entries(observables).flatMap(([name, estimate]) => {
    const shortfall = shortfallOf(estimate, sampling)
    return shortfall === null ? [] : [whose(name, shortfall)]
  })
  return all.toSorted((a, b) => b.factor - a.factor)[0] ?? null
}

function lackOfPrecision(last: PrecisionStep, { equilibration }: Sampling): Shortfall | null {
  const production = sweepsForPrecision(last)
  return production === null ? null : { lack: 'precision', equilibration, production }
}
