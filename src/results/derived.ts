import { WATER } from '../observe/water-faces.ts'
import { jackknife } from '../statistics/jackknife.ts'
import { heatCapacity } from '../thermodynamics/heat-capacity.ts'
import { configurationalEntropyIdeal } from '../thermodynamics/ideal-entropy.ts'
import type { Derivation } from './derivation.ts'
import { histogramObservables } from './histogram-observables.ts'
import type { Estimate, Observables } from './record.ts'
import { columnSeries } from './series.ts'

/** Blocks are this many autocorrelation times long where the series allows four of them. */
const TIMES_PER_BLOCK = 10
const FEWEST_BLOCKS = 4
const MOST_BLOCKS = 32

/** Observables that are functions of averages rather than averages, with errors by jackknife. */
export function deriveObservables(given: Derivation): Observables {
  return { ...heatCapacities(given), ...idealEntropy(given), ...histogramObservables(given) }
}

/** Configurational, of Σh; per water where there is any, per site otherwise; J/mol/K. */
function heatCapacities(given: Derivation): Observables {
  const { records, temperature, sites, counts, energy, measureEvery } = given
  const enthalpy = columnSeries(records, 'enthalpy')
  const slope = columnSeries(records, 'enthalpySlope')
  if (enthalpy === null || slope === null) return {}
  const waters = counts[WATER] ?? 0
  const particles = waters > 0 ? waters : sites
  const tau = (energy.tauInt ?? 0) / measureEvery
  const blocks = enthalpy.flatMap((series, replica) => {
    const slopes = slope[replica]!
    return stretches(series.length, tau).map(([from, to]) => ({
      enthalpy: series.subarray(from, to),
      slope: slopes.subarray(from, to),
    }))
  })
  if (blocks.length < 2) return {}
  const { biasCorrected, standardError } = jackknife(blocks, (kept) =>
    heatCapacity(
      kept.flatMap((block) => [...block.enthalpy]),
      kept.flatMap((block) => [...block.slope]),
      temperature,
      particles,
    ),
  )
  const name = waters > 0 ? 'heatCapacityPerWater' : 'heatCapacityPerSite'
  return { [name]: { ...energy, value: biasCorrected, standardError, unit: 'J/mol/K' } }
}

/** From and to of each block of a series; none where it is shorter than the fewest blocks. */
function stretches(length: number, tau: number): [number, number][] {
  const wanted = Math.floor(length / (TIMES_PER_BLOCK * Math.max(tau, 0.5)))
  const count = Math.min(Math.max(wanted, FEWEST_BLOCKS), MOST_BLOCKS)
  if (length < count) return []
  const edge = (index: number) => Math.floor((index * length) / count)
  return Array.from({ length: count }, (_, block) => [edge(block), edge(block + 1)])
}

/** −Σ x ln x over all particles; vacancies are none. */
function idealEntropy({ counts }: Derivation): Observables {
  const amounts = Object.values(counts)
  if (!amounts.some((amount) => amount > 0)) return {}
  const value = configurationalEntropyIdeal(amounts)
  return { configurationalEntropyIdeal: exact(value, 'R') }
}

/** Follows from the composition alone. */
function exact(value: number, unit: string): Estimate {
  return {
    value,
    standardError: 0,
    unit,
    tauInt: null,
    effectiveSamples: null,
    equilibrated: null,
  }
}
