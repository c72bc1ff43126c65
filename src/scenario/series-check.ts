import { type Finding, finding } from '../document/finding.ts'
import { LIMITS } from '../document/limits.ts'
import type { Scenario } from './scenario.ts'

/** More columns than any force field makes: with that many, a short run need not be looked at. */
const MANY_COLUMNS = 4000

/**
 * What keeps the time series of a run from being kept: all of them are in memory at once, and `series.csv`
 * is read as one text.
 * @param columnsOf how many columns the run measures
 */
export function checkSeries({ sampling, until }: Scenario, columnsOf: () => number): Finding[] {
  const { replicas, measureEvery, ladder } = sampling
  const rungs = ladder?.length ?? 1
  const samples = Math.floor(Math.max(sampling.production, until?.maxSweeps ?? 0) / measureEvery)
  const rows = replicas * samples
  if (rows * MANY_COLUMNS <= LIMITS.table && rows * rungs * MANY_COLUMNS <= LIMITS.series) return []
  const columns = columnsOf()
  const excess = Math.max((rows * columns) / LIMITS.table, (rows * rungs * columns) / LIMITS.series)
  if (excess <= 1) return []
  const factors = [
    `${replicas} replicas`,
    ...(rungs > 1 ? [`${rungs} temperatures`] : []),
    `${samples} measurements`,
    `${columns} columns`,
  ]
  const message = `${factors.join(' × ')} are ${Math.ceil(10 * excess) / 10} times what time series can hold`
  const hint = `set it to ${measureEvery * Math.ceil(excess)} sweeps or more, or take fewer replicas`
  return [finding(['sampling', 'measureEvery'], message, hint)]
}
