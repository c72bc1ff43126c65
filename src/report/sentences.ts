import type { Comparison } from '../compare/comparison.ts'
import type { RankCorrelation } from '../compare/ruling.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import {
  type RunShortfall,
  shortfallOfRun,
  WANTED_EFFECTIVE_SAMPLES,
} from '../evaluate/shortfall.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { formatCount, formatDuration, formatMeasured } from './measured.ts'

/**
 * One sentence about a run that has not converged: the observable that needs most, its autocorrelation
 * time, and how long a run that would do takes on this machine, judged by the time that this one took;
 * and the option that asks for it. Null for a run that has converged.
 * @param nameOf what the reader calls an observable
 */
export function shortfallSentence(
  record: ResultRecord,
  nameOf = (observable: string): string => observable,
): string | null {
  const shortfall = shortfallOfRun(record)
  if (shortfall === null) return null
  const { observable, tauInt, factor } = shortfall
  const { wanted, settings } = demand(shortfall, record.scenario)
  const atLeast = shortfall.lack === 'precision' ? '' : 'at least '
  const time =
    tauInt === null
      ? ''
      : ` (autocorrelation time ${atLeast}${formatCount(Math.max(tauInt, 1))} sweeps)`
  const options = Object.entries(settings)
    .map(([key, sweeps]) => `--set ${key}=${sweeps}`)
    .join(' ')
  const { wallSeconds, threads } = record.timing
  const duration = formatDuration(factor * wallSeconds)
  return (
    `not converged: ${nameOf(observable)}${time} ${wanted}, which would take about ${duration} on the same ` +
    `${threads} ${threads === 1 ? 'thread' : 'threads'} (${options})`
  )
}

interface Demand {
  readonly wanted: string
  /** [key of a scenario] → sweeps */
  readonly settings: Readonly<Record<string, number>>
}

function demand(shortfall: RunShortfall, { sampling }: Scenario): Demand {
  const { lack, equilibration, production } = shortfall
  const produced = `${formatCount(production)} sweeps of production`
  const settings = { 'sampling.production': production }
  if (lack === 'samples') {
    const wanted = `needs about ${produced} for ${WANTED_EFFECTIVE_SAMPLES} independent measurements`
    return { wanted, settings }
  }
  if (lack === 'precision') {
    const wanted = `needs about ${produced} to be as precise as was asked for`
    return { wanted, settings: { 'until.maxSweeps': production } }
  }
  const isLonger = production > sampling.production
  const settled = `${formatCount(equilibration)} sweeps of equilibration`
  return {
    wanted: `still differs between replicas or halves of them and needs about ${settled}${isLonger ? ` and ${formatCount(production)} of production` : ''}`,
    settings: { 'sampling.equilibration': equilibration, ...(isLonger ? settings : {}) },
  }
}

/** What a run was asked for and could not measure, by reason; null where there is nothing of the kind. */
export function notMeasuredSentence({ notMeasured = [] }: ResultRecord): string | null {
  if (notMeasured.length === 0) return null
  const reasons = [...new Set(notMeasured.map(({ reason }) => reason))]
  const parts = reasons.map((reason) => {
    const names = notMeasured.filter((one) => one.reason === reason).map((one) => one.observable)
    return `${names.join(', ')} (${reason})`
  })
  return `not measured: ${parts.join('; ')}`
}

/** The numbers of a comparison in words, such as `A − B = 0.1, 3.7 combined standard errors`. */
export function formatComparison(comparison: Comparison): string {
  const { kind, sigmas } = comparison
  const errors = (what: string) => (sigmas === null ? '' : `, ${sigmas.toFixed(1)} ${what}`)
  if (kind === 'pair') {
    const { higher, lower, difference } = comparison
    const size = errors('combined standard errors')
    return `${higher} − ${lower} = ${Number(difference.toPrecision(3))}${size}`
  }
  if (kind === 'slope') {
    const slope = formatMeasured(comparison.slope, comparison.standardError)
    return `slope ${slope} per ${comparison.along}${errors('standard errors in the reported direction')}`
  }
  const { label, value, standardError, least, most } = comparison
  const bounds = [
    ...(least === null ? [] : [`at least ${least}`]),
    ...(most === null ? [] : [`at most ${most}`]),
  ].join(', ')
  const side = (sigmas ?? 0) < 0 ? 'outside' : 'inside'
  const far = sigmas === null ? '' : `, ${Math.abs(sigmas).toFixed(1)} standard errors ${side}`
  return `${label}: ${formatMeasured(value, standardError)}; reported: ${bounds}${far}`
}

/** A rank correlation in words. */
export function formatRank({ tau, chance }: RankCorrelation): string {
  return `Kendall's τ with the reported order ${Number(tau.toFixed(2))}; by chance as much in ${Number((100 * chance).toPrecision(2))} %`
}
