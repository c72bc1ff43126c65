import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Estimate, Observables } from './record.ts'

/** What derived observables need to know beside the replicas. */
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

/** How fast something forgets, and whether it has settled. */
export type Convergence = Pick<Estimate, 'tauInt' | 'effectiveSamples' | 'equilibrated'>

/**
 * The convergence of what is made of the observables named, or begins so: that of the slowest of them, and
 * settled once all are; of the energy where none of them is measured.
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
