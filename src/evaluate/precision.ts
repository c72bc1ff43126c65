import * as z from 'zod'
import { blocksBegun, lengthsOf } from '../run/lengths.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario, Until } from '../scenario/scenario.ts'
import { correlationTime } from '../statistics/correlation.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { columnSeries } from './series.ts'
import { withoutTransients } from './transient.ts'
import type { Warning } from './warning.ts'

/** Autocorrelation times below which the error of a production cannot be estimated. */
export const FEWEST_TIMES = 20

export const precisionStepSchema = z
  .object({
    /** Of production, of each replica. */
    sweeps: z.number(),
    value: z.number().nullable(),
    standardError: z.number().nullable(),
    /** The largest that the standard error may be; null without a value. */
    wanted: z.number().nullable(),
    /**
     * Length of production without its transient, in autocorrelation times, of the replica that holds
     * fewest; null if a replica never varies.
     */
    autocorrelationTimes: z.number().nullable(),
    isReached: z.boolean(),
  })
  .readonly()

/** A check of the precision of a run. */
export type PrecisionStep = z.infer<typeof precisionStepSchema>

/**
 * Whether the replicas are precise enough after so many sweeps of production. It depends on their series up to there
 * alone, so that the answer is the same later on and for any number of threads.
 */
export function precisionAfter(
  sweeps: number,
  records: readonly ReplicaRecord[],
  scenario: Scenario & { readonly until: Until },
): PrecisionStep {
  const { sampling, until } = scenario
  const samples = sweeps / sampling.measureEvery
  const blocks = blocksBegun(scenario, samples)
  const begun = records.map((record) => {
    const series = record.series.subarray(0, samples * record.columns.length)
    return { ...record, series, distributions: [], blocks }
  })
  const series = columnSeries(withoutTransients(begun, sampling).replicas, until.observable) ?? []
  const isDefined = series.every((values) => values.every((value) => Number.isFinite(value)))
  if (series.length === 0 || !isDefined) {
    const nothing = { value: null, standardError: null, wanted: null, autocorrelationTimes: null }
    return { sweeps, ...nothing, isReached: false }
  }
  const { value, standardError } = estimateSeries(series)
  const { kind, value: bound } = until.error
  const wanted = kind === 'absolute' ? bound : value === null ? null : bound * Math.abs(value)
  const autocorrelationTimes = fewestTimes(series)
  const isReached =
    standardError !== null &&
    wanted !== null &&
    standardError <= wanted &&
    autocorrelationTimes !== null &&
    autocorrelationTimes >= FEWEST_TIMES
  return { sweeps, value, standardError, wanted, autocorrelationTimes, isReached }
}

/** Null if a replica never varies: a constant series has no autocorrelation time. */
function fewestTimes(series: readonly Float64Array[]): number | null {
  const times = series.map((values) => {
    const time = correlationTime(values)
    return time === null ? 0 : values.length / time
  })
  const fewest = Math.min(...times)
  return fewest === 0 ? null : fewest
}

/** All checks of the precision of a run, in order; null for a run of fixed length. */
export function precisionSteps(
  records: readonly ReplicaRecord[],
  scenario: Scenario,
): PrecisionStep[] | null {
  if (!hasUntil(scenario)) return null
  const produced = producedSweeps(records, scenario)
  const looked = lengthsOf(scenario).filter((length) => length <= produced)
  return looked.map((length) => precisionAfter(length, records, scenario))
}

/** Sweeps of production of each replica that were measured. */
export function producedSweeps(records: readonly ReplicaRecord[], { sampling }: Scenario): number {
  const [first] = records
  if (first === undefined || first.columns.length === 0) return sampling.production
  return (first.series.length / first.columns.length) * sampling.measureEvery
}

export function hasUntil(scenario: Scenario): scenario is Scenario & { readonly until: Until } {
  return scenario.until !== undefined
}

/** A warning if the run ended before it was as precise as asked for. */
export function precisionNotReached(
  steps: readonly PrecisionStep[] | null,
  { until }: Scenario,
): Warning[] {
  const last = steps?.at(-1)
  if (last === undefined || last.isReached || until === undefined) return []
  const { observable } = until
  const message = `${observable} ${whyNot(last)} after ${last.sweeps} sweeps of production, the most allowed; ${advice(last)}`
  return [{ code: 'precision-not-reached', observable, message }]
}

function whyNot({ value, standardError, wanted, autocorrelationTimes }: PrecisionStep): string {
  if (value === null || standardError === null || wanted === null) return 'has no value'
  if (autocorrelationTimes === null) return 'is constant in a replica'
  const error = `has a standard error of ${digits(standardError)}, and ${digits(wanted)} was asked for,`
  if (autocorrelationTimes >= FEWEST_TIMES) return error
  const times = `only ${digits(autocorrelationTimes)} autocorrelation times in a replica, where an error needs ${FEWEST_TIMES},`
  return standardError <= wanted ? `has ${times}` : `${error} and ${times}`
}

function advice(step: PrecisionStep): string {
  const sweeps = sweepsForPrecision(step)
  if (sweeps === null) return 'the number needed is unknown'
  return `about ${sweeps} would be needed`
}

/** Sweeps of production that would be enough, as errors fall with the root of the length; null if unknown. */
export function sweepsForPrecision(step: PrecisionStep): number | null {
  const { sweeps, standardError, wanted, autocorrelationTimes } = step
  if (!standardError || !wanted || autocorrelationTimes === null) return null
  const ratio = standardError / wanted
  return roundUp(sweeps * Math.max(ratio * ratio, FEWEST_TIMES / autocorrelationTimes))
}

function digits(value: number): string {
  return String(Number(value.toPrecision(2)))
}

/** Rounded up to two digits: 13000 for 12345. */
export function roundUp(sweeps: number): number {
  let unit = 1
  while (sweeps / unit >= 100) unit *= 10
  return Math.ceil(sweeps / unit) * unit
}
