import { configurationalEntropyIdeal } from '../formula/formula-entropy.ts'
import { jackknifeReplicas } from '../statistics/jackknife.ts'
import { compensatedSum } from '../statistics/series.ts'
import { type Convergence, convergenceOf, type Derivation } from './derivation.ts'
import { heatCapacity, structuralHeatCapacity } from './heat-capacity.ts'
import { histogramObservables } from './histogram-observables.ts'
import type { Estimate, Observables } from './record.ts'
import { columnSeries } from './series.ts'

/** Blocks are this many autocorrelation times long where the series allows four of them. */
const TIMES_PER_BLOCK = 10
const FEWEST_BLOCKS = 4
const MOST_BLOCKS = 32

/** Observables that are functions of averages rather than averages, with errors by jackknife. */
export function deriveObservables(given: Derivation): Observables {
  return {
    ...heatCapacities(given),
    ...tetrahedralHeatCapacities(given),
    ...idealEntropy(given),
    ...histogramObservables(given),
  }
}

/** Configurational, of Σh; per water where there is any, per site otherwise; J/mol/K. */
function heatCapacities(given: Derivation): Observables {
  const { temperature, sites, waters } = given
  const particles = waters > 0 ? waters : sites
  const convergence = convergenceOf(given, ['energyPerSite'])
  const blocks = blocksOf(given, ['enthalpy', 'enthalpySlope'], convergence)
  if (blocks.flat().length < 2) return {}
  const { biasCorrected, standardError } = jackknifeReplicas(blocks, (kept) => {
    const [enthalpy, slope] = joined(kept)
    return heatCapacity(enthalpy!, slope!, temperature, particles)
  })
  const name = waters > 0 ? 'heatCapacityPerWater' : 'heatCapacityPerSite'
  return { [name]: { ...convergence, value: biasCorrected, standardError, unit: 'J/mol/K' } }
}

/** Of S_Q, T·dS_Q/dT in k_B per water: all of it, and what libration would do to one structure. */
function tetrahedralHeatCapacities(given: Derivation): Observables {
  const { temperature } = given
  const names = ['tetrahedralEntropy', 'tetrahedralEntropySlope', 'enthalpy']
  const convergence = convergenceOf(given, ['tetrahedralEntropy', 'energyPerSite'])
  const blocks = blocksOf(given, names, convergence)
  const all = blocks.flat()
  const isDefined = all.every((block) => block.every((part) => part.every(Number.isFinite)))
  if (all.length < 2 || !isDefined) return {}
  const libration = jackknifeReplicas(blocks, (kept) => mean(joined(kept)[1]!))
  const whole = jackknifeReplicas(blocks, (kept) => {
    const [entropy, slope, enthalpy] = joined(kept)
    return mean(slope!) + structuralHeatCapacity(entropy!, enthalpy!, temperature)
  })
  const estimate = (value: number, standardError: number): Estimate => {
    return { ...convergence, value, standardError, unit: 'kB' }
  }
  return {
    tetrahedralHeatCapacity: estimate(whole.biasCorrected, whole.standardError),
    'tetrahedralHeatCapacity:libration': estimate(libration.value, libration.standardError),
  }
}

/** [replica] → its blocks, each with its part of every column; none where a column is missing. */
function blocksOf(
  { records, measureEvery }: Derivation,
  names: readonly string[],
  convergence: Convergence,
): Float64Array[][][] {
  const columns = names.map((name) => columnSeries(records, name))
  const tau = (convergence.tauInt ?? 0) / measureEvery
  return (columns[0] ?? []).map((series, replica) => {
    if (columns.includes(null)) return []
    return blockEdges(series.length, tau).map(([from, to]) =>
      columns.map((column) => column![replica]!.subarray(from, to)),
    )
  })
}

/** [column] → what the blocks hold of it, one after the other */
function joined(blocks: readonly Float64Array[][]): number[][] {
  return blocks[0]!.map((_, column) => blocks.flatMap((block) => [...block[column]!]))
}

function mean(values: readonly number[]): number {
  return compensatedSum(Float64Array.from(values)) / values.length
}

/** From and to of each block of a series; none where it is shorter than the fewest blocks. */
function blockEdges(length: number, tau: number): [number, number][] {
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
