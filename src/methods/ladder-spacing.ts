import { columnSeries } from '../evaluate/series.ts'
import { exp } from '../numeric/exp.ts'
import { log } from '../numeric/log.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { meanVariance } from '../statistics/series.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { type Counts, type Plan, resultsOf } from './method.ts'

/** Temperatures of the short run that measures the energy. */
const LOOKS = 13

/** Its length at each of them. */
const SAMPLING = { equilibration: 300, production: 500, measureEvery: 5, replicas: 1 }

/**
 * √[Δβ·ΔE] between neighbours. Of normal distributions of the energy the share of exchanges accepted is
 * erfc(½√[Δβ·ΔE]) (Kofke, J. Chem. Phys. 117, 6911 (2002)), and this is 1/3.
 */
const STEP = 1.368

/** The mean energy at one temperature. */
export interface Look {
  /** K */
  readonly temperature: number
  /** kJ/mol of the whole box */
  readonly enthalpy: number
}

/**
 * Temperatures from the first to the last of the fixed ones, which all are among them, between which about a
 * third of all exchanges is accepted: equal steps of the length ∫√(C/k) d ln T. C comes from the energies of a box with
 * the same particles on a ladder of evenly spaced temperatures, where the warm ones help the cold ones to equilibrate.
 * @param enlarged how many times larger the box of the ladder is than that of the scenario given
 */
export function* spacedLadder(
  { until: _, ...scenario }: Scenario,
  counts: Counts,
  fixed: readonly number[],
  enlarged: number,
): Plan<number[]> {
  const [from, to] = [fixed[0]!, fixed.at(-1)!]
  const even = Array.from({ length: LOOKS }, (_, k) => from + ((to - from) * k) / (LOOKS - 1))
  const sampling = { ...SAMPLING, branch: 'equilibrium' as const, ladder: even }
  const run = {
    scenario: { ...scenario, temperature: from, observables: ['energy'], sampling },
    counts,
  }
  const [record] = (yield* resultsOf(run)).records
  const rungs = [record!, ...record!.ladder!.others]
  const looks = even.map((temperature, k): Look => {
    return { temperature, enthalpy: enlarged * meanEnthalpy(rungs[k]!) }
  })
  return rungsBetween(looks, fixed)
}

function meanEnthalpy(record: ReplicaRecord): number {
  return meanVariance(columnSeries([record], 'enthalpy')![0]!).mean
}

/** The same from known energies; C is constant between neighbouring temperatures. */
export function rungsBetween(looks: readonly Look[], fixed: readonly number[]): number[] {
  const logarithms = looks.map(({ temperature }) => log(temperature))
  const lengths = [0]
  for (const [k, capacity] of capacities(looks).entries()) {
    const root = Math.sqrt(capacity / GAS_CONSTANT)
    lengths.push(lengths[k]! + root * (logarithms[k + 1]! - logarithms[k]!))
  }
  const rungs = [fixed[0]!]
  for (const [k, top] of fixed.slice(1).entries()) {
    const from = interpolated(log(fixed[k]!), logarithms, lengths)
    const to = interpolated(log(top), logarithms, lengths)
    const steps = Math.max(1, Math.round((to - from) / STEP))
    for (let step = 1; step < steps; step++) {
      const at = from + ((to - from) * step) / steps
      rungs.push(Number(exp(interpolated(at, lengths, logarithms)).toFixed(2)))
    }
    rungs.push(top)
  }
  return rungs
}

/** J/mol/K between neighbouring looks, smoothed, since short runs are noisy; a kT for each at least. */
function capacities(looks: readonly Look[]): number[] {
  const raw = looks.slice(1).map(({ temperature, enthalpy }, k) => {
    return (1000 * (enthalpy - looks[k]!.enthalpy)) / (temperature - looks[k]!.temperature)
  })
  return raw.map((own, k) => {
    const smooth = ((raw[k - 1] ?? own) + 2 * own + (raw[k + 1] ?? own)) / 4
    return Math.max(smooth, GAS_CONSTANT)
  })
}

/** The ordinate at an abscissa within ascending ones. */
function interpolated(at: number, x: readonly number[], y: readonly number[]): number {
  const next = x.findIndex((value) => value >= at)
  if (next <= 0) return y[0]!
  const share = (at - x[next - 1]!) / (x[next]! - x[next - 1]!)
  return y[next - 1]! + share * (y[next]! - y[next - 1]!)
}
