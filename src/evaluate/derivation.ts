import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Estimate, Observables } from './record.ts'

/** What observables that are derived from others are computed from. */
export interface Derivation {
  readonly records: readonly ReplicaRecord[]
  /** K */
  readonly temperature: number
  readonly sites: number
  readonly counts: Readonly<Record<string, number>>
  /** Particles of the species that forms the network. */
  readonly waters: number
  /** The estimates of what has a time series. */
  readonly measured: Observables
  /** Sweeps between two samples. */
  readonly measureEvery: number
}

/** Autocorrelation time, independent samples, and whether the observable is at equilibrium. */
export type Convergence = Pick<Estimate, 'tauInt' | 'effectiveSamples' | 'equilibrated'>

/**
 * The convergence of an observable that is derived from others, given by name or by the beginning of their names:
 * that of the slowest of them, at equilibrium once all are. That of the energy if none of them is measured.
 */
export function convergenceOf(
  { measured }: Pick<Derivation, 'measured'>,
  names: readonly string[],
): Convergence {
  const isNamed = (name: string) => names.some((begin) => name.startsWith(begin))
  const named = Object.keys(measured).filter(isNamed)
  const estimates = (named.length > 0 ? named : ['energyPerSite']).flatMap((name) => {
    return measured[name] ?? []
  })
  const samples = (estimate: Estimate) => estimate.effectiveSamples ?? Number.POSITIVE_INFINITY
  const [slowest] = estimates.toSorted((a, b) => samples(a) - samples(b))
  if (slowest === undefined) return { tauInt: null, effectiveSamples: null, equilibrated: null }
  const { tauInt, effectiveSamples } = slowest
  const verdicts = estimates.map(({ equilibrated }) => equilibrated)
  const equilibrated = verdicts.includes(false) ? false : verdicts.includes(null) ? null : true
  return { tauInt, effectiveSamples, equilibrated }
}
