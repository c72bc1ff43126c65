import { networkCount } from '../forcefield/species-kinds.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { deriveObservables } from './derived.ts'
import type { Estimate, Observables } from './record.ts'
import { columnSeries } from './series.ts'
import { verdicts } from './verdicts.ts'
import type { Warning } from './warning.ts'

export interface Evaluation {
  readonly observables: Observables
  readonly warnings: readonly Warning[]
}

/** What the lattice holds. */
export interface Contents {
  readonly sites: number
  readonly counts: Readonly<Record<string, number>>
}

/**
 * Every observable of a run from its replicas, in the order of the columns and then the derived ones,
 * and warnings about them.
 */
export function evaluate(
  records: readonly ReplicaRecord[],
  { forceField, temperature, sampling }: Scenario,
  { sites, counts }: Contents,
): Evaluation {
  const { measureEvery } = sampling
  const measured: Record<string, Estimate> = {}
  const warnings: Warning[] = []
  for (const { name, unit, auxiliary } of records[0]?.columns ?? []) {
    if (auxiliary) continue
    const series = columnSeries(records, name)!
    const undefinedSamples = countUndefined(series)
    if (undefinedSamples > 0) warnings.push(undefinedValue(name, undefinedSamples, series))
    measured[name] = undefinedSamples > 0 ? unknown(unit) : estimate(series, unit, measureEvery)
  }
  const waters = networkCount(forceField, counts)
  const given = { records, temperature, sites, counts, waters, measured, measureEvery }
  const derived = measured.energyPerSite === undefined ? {} : deriveObservables(given)
  for (const [name, { value }] of Object.entries(derived)) {
    if (value === null) warnings.push(undefinedFunction(name))
  }
  const observables = { ...measured, ...derived }
  return { observables, warnings: [...warnings, ...verdicts(observables, sampling)] }
}

/** Times in sweeps. */
function estimate(series: readonly Float64Array[], unit: string, measureEvery: number): Estimate {
  const { tauInt, ...estimated } = estimateSeries(series)
  const inSweeps = tauInt === null ? null : tauInt * measureEvery
  return { ...estimated, unit, tauInt: inSweeps }
}

function unknown(unit: string): Estimate {
  const nothing = { tauInt: null, effectiveSamples: null, equilibrated: null }
  return { value: null, standardError: null, unit, ...nothing }
}

function countUndefined(series: readonly Float64Array[]): number {
  return series.flatMap((values) => [...values].filter((value) => !Number.isFinite(value))).length
}

function undefinedValue(name: string, count: number, series: readonly Float64Array[]): Warning {
  const total = series.reduce((sum, values) => sum + values.length, 0)
  const message = `${name} is not defined in ${count} of ${total} measurements, so it has no mean`
  return { code: 'undefined-value', observable: name, message }
}

function undefinedFunction(name: string): Warning {
  const message = `${name} is a ratio of counts, one of which is zero in this run, so it has no value`
  return { code: 'undefined-value', observable: name, message }
}
