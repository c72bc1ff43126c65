import { columnSeries } from '../evaluate/series.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { lineThrough } from '../statistics/fits.ts'
import { type Uncertain, uncertain } from '../statistics/uncertain.ts'
import { type Counts, type Plan, particlesIn, resultsOf, sitesOf } from './method.ts'
import { wallPressure, wallRuns } from './pressure.ts'

/** Distance of the second trial from the first, and of the last two from the estimate, so that the line has a span. */
const STEP = 0.012
const OFFSETS = [STEP, -STEP]
/** Largest distance of a trial from the one before. */
const LARGEST_STEP = 0.06
const LEAST_FILLING = 0.02
/** Of each of the six runs of a trial. */
const SAMPLING = { equilibration: 400, production: 1200, measureEvery: 4, replicas: 1 }

/** The pressure between walls, MPa, and the filling that has it. */
export interface Trial {
  readonly filling: number
  readonly pressure: Uncertain
}

/**
 * The vacant share of sites at which a scenario's solution has a pressure (MPa): that of walls in its box, by
 * `fillingAtPressure`, to four digits. It follows from the scenario alone.
 * @param countsOf how many particles a scenario with given vacancies has
 * @returns null where the pressure does not rise with the filling or stays out of reach
 */
export function* vacanciesAtPressure(
  scenario: Scenario,
  countsOf: (scenario: Scenario) => Counts,
  pressure: number,
): Plan<number | null> {
  const first = particlesIn(countsOf(scenario)) / sitesOf(scenario)
  const search = fillingAtPressure(first, pressure)
  let step = search.next()
  while (!step.done) step = search.next(yield* trialAt(scenario, countsOf, step.value))
  return step.value === null ? null : Number((1 - step.value).toFixed(4))
}

/**
 * The filling that has a pressure: tried at a few fillings, each chosen by those before, and then on the straight line
 * through all of them. Steps grow while the line does not rise, since errors may reverse the order of close trials.
 * Yields the fillings to be tried.
 */
export function* fillingAtPressure(
  first: number,
  pressure: number,
): Generator<number, number | null, Trial> {
  let asked = first
  const trials = [yield asked]
  const next = (by: number) => {
    const bounded = Math.min(Math.max(by, -LARGEST_STEP), LARGEST_STEP)
    asked = Math.min(Math.max(asked + bounded, LEAST_FILLING), 1 - LEAST_FILLING)
    return asked
  }
  const wanted = () => fillingAt(trials, pressure)
  const towards = () => (trials.at(-1)!.pressure.value > pressure ? -1 : 1)
  trials.push(yield next(towards() * STEP))
  for (let stride = 2 * STEP; Number.isNaN(wanted()) && stride < LARGEST_STEP; stride *= 2) {
    trials.push(yield next(towards() * stride))
  }
  for (const offset of OFFSETS) {
    const step = wanted() + offset - trials.at(-1)!.filling
    trials.push(yield next(Number.isNaN(step) ? towards() * 2 * STEP : step))
  }
  const found = wanted()
  return trials.some(({ filling }) => Math.abs(filling - found) < 2 * STEP) ? found : null
}

/** The runs between walls at one filling. */
function* trialAt(
  scenario: Scenario,
  countsOf: (scenario: Scenario) => Counts,
  filling: number,
): Plan<Trial> {
  const density = { kind: 'vacancies', fraction: 1 - filling } as const
  const whole = { ...scenario, density, sampling: SAMPLING }
  const counts = countsOf(whole)
  const nodes = yield* resultsOf(wallRuns(whole, counts))
  // The runs are too short to identify a transient.
  const mean = (node: number, column: string) =>
    uncertain(estimateSeries(columnSeries(nodes[node]!.records, column)!))
  const found = wallPressure(whole, counts, mean)!
  return { filling: found.filling.value, pressure: found.pressure }
}

/** The filling at which the line through the trials has the pressure; NaN if the line does not rise. */
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
