import type { ResultRecord } from '../evaluate/record.ts'
import {
  type RunShortfall,
  shortfallOfRun,
  WANTED_EFFECTIVE_SAMPLES,
} from '../evaluate/shortfall.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { formatCount, formatDuration } from './measured.ts'

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
