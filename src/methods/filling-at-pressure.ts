import { runReplica } from '../run/replica.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { lineThrough } from '../statistics/line.ts'
import type { Measured } from './coupling-path.ts'
import { sitesOf } from './extra-run.ts'
import { pressureAtWall } from './wall-pressure.ts'
import { wallRuns } from './wall-runs.ts'

type Counts = Readonly<Record<string, number>>

/** How far the second trial is from the first, and the last two from where those before say: a line needs a span. */
const STEP = 0.012
const OFFSETS = [STEP, -STEP]
/** The most that a trial may be away from the one before. */
const LARGEST_STEP = 0.06
const LEAST_FILLING = 0.02
/** Of each of the six runs of a trial. */
const SAMPLING = { equilibration: 400, production: 1200, measureEvery: 4, replicas: 1 }

/** The pressure between walls, MPa, and the filling that has it. */
export interface Trial {
  readonly filling: number
  readonly pressure: Measured
}

/**
 * The vacant share of sites at which a scenario's solution has a pressure (MPa): that of walls in its box, by
 * `fillingAtPressure`. Everything follows from the scenario, so that it is the same anywhere. To four digits.
 * @param countsOf how many particles a scenario with given vacancies has
 * @returns null where the pressure does not rise with the filling or stays out of reach
 */
export function vacanciesAtPressure(
  scenario: Scenario,
  countsOf: (scenario: Scenario) => Counts,
  pressure: number,
): number | null {
  const first = total(countsOf(scenario)) / sitesOf(scenario)
  const found = fillingAtPressure((asked) => tried(scenario, countsOf, asked), first, pressure)
  return found === null ? null : Number((1 - found).toFixed(4))
}

/**
 * The filling that has a pressure: tried at a few fillings, each chosen by those before, and then on the straight line
 * through all of them. Steps grow while the line does not rise: two trials side by side may be in the wrong order.
 */
export function fillingAtPressure(
  trialAt: (asked: number) => Trial,
  first: number,
  pressure: number,
): number | null {
  let asked = first
  const trials = [trialAt(asked)]
  const goOn = (by: number) => {
    const bounded = Math.min(Math.max(by, -LARGEST_STEP), LARGEST_STEP)
    asked = Math.min(Math.max(asked + bounded, LEAST_FILLING), 1 - LEAST_FILLING)
    trials.push(trialAt(asked))
  }
  const wanted = () => fillingAt(trials, pressure)
  const towards = () => (trials.at(-1)!.pressure.value > pressure ? -1 : 1)
  goOn(towards() * STEP)
  for (let stride = 2 * STEP; Number.isNaN(wanted()) && stride < LARGEST_STEP; stride *= 2) {
    goOn(towards() * stride)
  }
  for (const offset of OFFSETS) {
    const step = wanted() + offset - trials.at(-1)!.filling
    goOn(Number.isNaN(step) ? towards() * 2 * STEP : step)
  }
  const found = wanted()
  return trials.some(({ filling }) => Math.abs(filling - found) < 2 * STEP) ? found : null
}

/** Six runs between walls, one after the other. */
function tried(scenario: Scenario, countsOf: (scenario: Scenario) => Counts, asked: number): Trial {
  const density = { kind: 'vacancies', fraction: 1 - asked } as const
  const whole = { ...scenario, density, sampling: SAMPLING }
  const counts = countsOf(whole)
  const records = new Map(
    wallRuns(whole, counts).map(({ name, ...task }) => [name, runReplica({ ...task, replica: 0 })]),
  )
  const { pressure, filling } = pressureAtWall(whole, counts, (name, column) => {
    const { columns, series } = records.get(name)!
    const at = columns.findIndex((one) => one.name === column)
    const own = series.filter((_, index) => index % columns.length === at)
    const { value, standardError } = estimateSeries([own])
    return { value: value!, standardError: standardError ?? 0 }
  })!
  return { filling: filling.value, pressure }
}

/** Where the straight line through the trials has a pressure; not a number if that does not rise. */
function fillingAt(trials: readonly Trial[], pressure: number): number {
  if (trials.length < 3) {
    const [a, b] = trials as [Trial, Trial]
    const slope = (b.pressure.value - a.pressure.value) / (b.filling - a.filling)
    return slope > 0 ? a.filling + (pressure - a.pressure.value) / slope : Number.NaN
  }
  const line = lineThrough(
    trials.map((trial) => ({
      x: trial.filling,
      y: trial.pressure.value - pressure,
      error: trial.pressure.standardError,
    })),
  )
  return line.slope.value > 0 ? line.zero.value : Number.NaN
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
