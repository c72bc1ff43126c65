import type { Distribution } from '../observe/observer.ts'
import { WATER } from '../observe/water-faces.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { jackknife } from '../statistics/jackknife.ts'
import { heatCapacity } from '../thermodynamics/heat-capacity.ts'
import { configurationalEntropyIdeal } from '../thermodynamics/ideal-entropy.ts'
import { pairEntropyPerParticle, pairEntropyPerSite } from '../thermodynamics/pair-entropy.ts'
import { mergeDistributions, PAIR_STATES } from './distributions.ts'
import type { Estimate, Observables } from './record.ts'
import { columnSeries } from './series.ts'

/** What derived observables need to know beside the replicas. */
export interface Derivation {
  readonly records: readonly ReplicaRecord[]
  /** K */
  readonly temperature: number
  readonly sites: number
  readonly counts: Readonly<Record<string, number>>
  /** The estimate of the energy, whose autocorrelation decides what a block is. */
  readonly energy: Estimate
  /** Sweeps between two samples. */
  readonly measureEvery: number
}

/** Blocks are this many autocorrelation times long where the series allows four of them. */
const TIMES_PER_BLOCK = 10
const FEWEST_BLOCKS = 4
const MOST_BLOCKS = 32

/** Observables that are functions of averages rather than averages, with errors by jackknife. */
export function deriveObservables(given: Derivation): Observables {
  return { ...heatCapacities(given), ...idealEntropy(given), ...pairEntropy(given) }
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

function pairEntropy({ records, sites, counts, energy }: Derivation): Observables {
  const pairs = mergeDistributions(records).find(({ name }) => name === PAIR_STATES)
  const particles = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const blocks = (pairs?.blocks ?? []).filter((block) => block.some((weight) => weight > 0))
  if (pairs === undefined || particles === 0 || blocks.length < 2) return {}
  const states = statesOf(pairs)
  const independent = (energy.effectiveSamples ?? 1) * sites
  const { value, standardError } = jackknife(blocks, (kept) => {
    const observations = (independent * kept.length) / blocks.length
    const perSite = pairEntropyPerSite(summed(kept), states, observations)
    return pairEntropyPerParticle(perSite, sites, particles) ?? 0
  })
  return { pairEntropy: { ...energy, value, standardError, unit: 'R' } }
}

/** The histogram has 4 × states² bins. */
function statesOf({ bins }: Distribution): number {
  return Math.round(Math.sqrt(bins.length / 4))
}

function summed(blocks: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(blocks[0]!.length)
  for (const block of blocks) for (const [bin, weight] of block.entries()) sum[bin]! += weight
  return sum
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
