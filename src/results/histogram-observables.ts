import type { Distribution } from '../observe/observer.ts'
import { WATER } from '../observe/water-faces.ts'
import { jackknife } from '../statistics/jackknife.ts'
import { desolvationEnergy, mostCommonLigands } from '../thermodynamics/desolvation-energy.ts'
import { hydrogenBondEntropy } from '../thermodynamics/hydrogen-bond-entropy.ts'
import { pairEntropyPerParticle, pairEntropyPerSite } from '../thermodynamics/pair-entropy.ts'
import { solvationEntropy } from '../thermodynamics/solvation-entropy.ts'
import type { Derivation } from './derivation.ts'
import { mergeDistributions } from './distributions.ts'
import type { Observables } from './record.ts'

/** A number made of a summed histogram that is worth `samples` independent snapshots; null if undefined. */
type OfHistogram = (histogram: Float64Array, samples: number) => number | null

const SHELL = 'shell:'

/** Observables that are functions of a histogram of the whole run, with errors by jackknife over its stretches. */
export function histogramObservables(given: Derivation): Observables {
  const { sites, counts, temperature } = given
  const particles = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const found: Observables = {}
  for (const distribution of mergeDistributions(given.records)) {
    const { name, bins } = distribution
    const add = (observable: string, unit: string, value: OfHistogram) =>
      Object.assign(found, resample(given, distribution, observable, unit, value))
    if (name === 'pairStates' && particles > 0) {
      // The histogram has 4 × states² bins.
      const states = Math.round(Math.sqrt(bins.length / 4))
      add('pairEntropy', 'R', (histogram, samples) => {
        const perSite = pairEntropyPerSite(histogram, states, samples * sites)
        return pairEntropyPerParticle(perSite, sites, particles)
      })
    }
    if (name === 'hydrogenBondState') {
      const waters = counts[WATER] ?? 0
      add('hydrogenBondEntropy', 'R', (histogram, samples) =>
        hydrogenBondEntropy(histogram, samples * waters),
      )
    }
    if (name.startsWith(SHELL)) {
      const cation = name.slice(SHELL.length)
      const ions = counts[cation] ?? 0
      const ligands = mostCommonLigands(summed(distribution.blocks), bins)
      add(`solvationEntropy:${cation}`, 'R', (histogram, samples) =>
        solvationEntropy(histogram, samples * ions),
      )
      add(`desolvationEnergy:${cation}`, 'kJ/mol', (histogram) =>
        desolvationEnergy(histogram, bins, temperature, ligands),
      )
    }
  }
  return found
}

/** The estimate over all stretches in which anything was counted; none with fewer than two of them. */
function resample(
  { energy }: Derivation,
  { blocks }: Distribution,
  observable: string,
  unit: string,
  value: OfHistogram,
): Observables {
  const counted = blocks.filter((block) => block.some((weight) => weight > 0))
  if (counted.length < 2) return {}
  const samples = energy.effectiveSamples ?? 1
  const whole = value(summed(counted), samples)
  if (whole === null) return { [observable]: { ...energy, value: null, standardError: null, unit } }
  let isDefined = true
  const { standardError } = jackknife(counted, (kept) => {
    const part = value(summed(kept), (samples * kept.length) / counted.length)
    isDefined &&= part !== null
    return part ?? whole
  })
  const error = isDefined ? standardError : null
  return { [observable]: { ...energy, value: whole, standardError: error, unit } }
}

function summed(blocks: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(blocks[0]!.length)
  for (const block of blocks) for (const [bin, weight] of block.entries()) sum[bin]! += weight
  return sum
}
