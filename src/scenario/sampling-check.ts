import { LIMITS } from '../document/limits.ts'
import { type Finding, finding } from '../document/schema-findings.ts'
import { nearestWord } from '../errors/nearest-word.ts'
import { quoted } from '../errors/printable.ts'
import { lacking, type Present } from './observable-needs.ts'
import type { Start } from './sampling-schema.ts'
import {
  isRange,
  type LadderRange,
  type ParsedScenario,
  type Sampling,
  type Scenario,
  type Until,
} from './scenario.ts'

/** K, the rounding error of a temperature written in another unit. */
const SAME = 1e-6

/** The ladder with the scenario's temperature exactly as that is, however its temperatures were written. */
export function withOwnTemperature(
  ladder: readonly number[] | LadderRange,
  temperature: number,
): readonly number[] | LadderRange {
  const own = (rung: number) => (Math.abs(rung - temperature) < SAME ? temperature : rung)
  return isRange(ladder) ? { from: own(ladder.from), to: own(ladder.to) } : ladder.map(own)
}

/** The temperatures that a ladder between two ends has in any case, ascending. */
export function fixedRungs({ from, to }: LadderRange, temperature: number): readonly number[] {
  return from < temperature && temperature < to ? [from, temperature, to] : [from, to]
}

/** The temperature of a scenario must be one of its ladder. */
export function checkLadder({ temperature, sampling: { ladder } }: ParsedScenario): Finding[] {
  if (ladder === undefined) return []
  const known = isRange(ladder) ? fixedRungs(ladder, temperature) : ladder
  if (known.includes(temperature)) return []
  const message = `the scenario's temperature, ${temperature} K, is none of its rungs`
  const rungs = known.map((rung) => Number(rung.toFixed(2))).join(', ')
  return [finding(['sampling', 'ladder'], message, `set temperature to one of ${rungs} K`)]
}

/** What is wrong with the longest that a run to a precision may take. */
export function checkLongest(
  { maxSweeps }: Until,
  { production, measureEvery }: Pick<Sampling, 'production' | 'measureEvery'>,
): Finding[] {
  const found: Finding[] = []
  if (maxSweeps < production) {
    const message = `is less than the production of ${production} sweeps, which is done in any case`
    found.push(finding(['until', 'maxSweeps'], message))
  }
  if (maxSweeps / measureEvery > LIMITS.measurements) {
    const message = `more than ${LIMITS.measurements} measurements would be kept`
    found.push(finding(['until', 'maxSweeps'], message, 'raise sampling.measureEvery'))
  }
  return found
}

/** The observable whose precision is asked for must be among those that are measured. */
export function checkMeasured({ observable }: Until, measured: readonly string[]): Finding[] {
  if (measured.includes(observable)) return []
  const near = nearestWord(observable, measured)
  const hint = near === null ? `measured here: ${measured.join(', ')}` : `did you mean ${near}?`
  const message = `${quoted(observable)} is nothing that this scenario measures sweep by sweep`
  return [finding(['until', 'observable'], message, hint)]
}

/** More columns than any force field makes; a run that fits even with these needs no count of its columns. */
const MANY_COLUMNS = 4000

/**
 * A problem if the time series of a run are too long: all of them are in memory at once, and `series.csv` is read as
 * one text.
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

const CRYSTALS: readonly Start[] = ['ice', 'crystal']

/** What is wrong with a branch: it needs a network, whose order distinguishes the branches, and starts that are on it. */
export function checkBranch(
  { branch, starts }: Pick<Sampling, 'branch' | 'starts'>,
  system: Present,
): Finding[] {
  if (branch === undefined || branch === 'equilibrium') return []
  const reason = lacking(['network'], system)
  if (reason !== null) {
    return [finding(['sampling', 'branch'], `the branches cannot be distinguished: ${reason}`)]
  }
  return (starts ?? []).flatMap((start, index) => {
    if (CRYSTALS.includes(start) === (branch === 'frozen')) return []
    const message = `a replica that starts as ${start} is not on the ${branch} branch`
    const hint = branch === 'frozen' ? 'start as ice or crystal' : 'start as random or annealed'
    return [finding(['sampling', 'starts', index], message, hint)]
  })
}

const OF_ICE: readonly Start[] = ['ice', 'crystal', 'slab']

/** Starts from ice need a species that forms a network. */
export function checkStarts({ starts }: Pick<Sampling, 'starts'>, system: Present): Finding[] {
  const reason = lacking(['network'], system)
  if (reason === null) return []
  return (starts ?? []).flatMap((start, index) => {
    if (!OF_ICE.includes(start)) return []
    return [finding(['sampling', 'starts', index], `nothing can start as ${start}: ${reason}`)]
  })
}
