import type { PairClass } from '../observe/pair-classes.ts'
import { entropyEstimate } from '../statistics/entropy-estimate.ts'
import { jackknifeReplicas } from '../statistics/jackknife.ts'
import { type Convergence, convergenceOf, type Derivation } from './derivation.ts'
import { desolvationEnergy, mostCommonLigands } from './desolvation-energy.ts'
import { pairEntropyPerParticle, pairEntropyPerSite } from './pair-entropy.ts'
import type { Estimate, Observables } from './record.ts'

/** A number made of a summed histogram that is worth `samples` independent samples; null if undefined. */
type OfHistogram = (histogram: Float64Array, samples: number) => number | null

const SHELL = 'shell:'
const BONDS = ['hydrogenBondsPerWater', 'anionBondsPerWater']

/**
 * Observables that are functions of a histogram of the whole run, with errors by jackknife over its
 * blocks. A histogram has no autocorrelation time of its own: it takes that of what it counts.
 */
export function histogramObservables(given: Derivation): Observables {
  const { records, sites, counts, temperature } = given
  const particles = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const found: Record<string, Estimate> = {}
  for (const [index, { name, bins }] of (records[0]?.distributions ?? []).entries()) {
    const counted = records.map(({ distributions }) => {
      return distributions[index]!.blocks.filter((block) => block.some((weight) => weight > 0))
    })
    if (counted.flat().length < 2) continue
    const add = (
      observable: string,
      unit: string,
      convergence: Convergence,
      value: OfHistogram,
    ) => {
      found[observable] = {
        ...convergence,
        ...resample(counted, convergence.effectiveSamples ?? 1, value),
        unit,
      }
    }
    if (name === 'pairStates' && particles > 0) {
      const classes = bins.map((bin) => JSON.parse(String(bin)) as PairClass)
      add('pairEntropy', 'R', convergenceOf(given, ['energyPerSite']), (histogram, samples) => {
        const perSite = pairEntropyPerSite(histogram, classes, samples * sites)
        return pairEntropyPerParticle(perSite, sites, particles)
      })
    }
    if (name === 'hydrogenBondState') {
      add('hydrogenBondEntropy', 'R', convergenceOf(given, BONDS), (histogram, samples) =>
        hydrogenBondEntropy(histogram, samples * given.waters),
      )
    }
    if (name.startsWith(SHELL)) {
      const cation = name.slice(SHELL.length)
      const ions = counts[cation] ?? 0
      const convergence = convergenceOf(given, [`coordination:${cation}-`])
      const ligands = mostCommonLigands(summed(counted.flat()), bins)
      add(`solvationEntropy:${cation}`, 'R', convergence, (histogram, samples) =>
        solvationEntropy(histogram, samples * ions),
      )
      add(`desolvationEnergy:${cation}`, 'kJ/mol', convergence, (histogram) =>
        desolvationEnergy(histogram, bins, temperature, ligands),
      )
    }
  }
  return found
}

/** The estimate over all blocks of all replicas, worth so many samples; two blocks at least. */
function resample(
  replicas: readonly (readonly Float64Array[])[],
  samples: number,
  value: OfHistogram,
): Pick<Estimate, 'value' | 'standardError'> {
  const all = replicas.flat()
  const whole = value(summed(all), samples)
  if (whole === null) return { value: null, standardError: null }
  let isDefined = true
  const { standardError } = jackknifeReplicas(replicas, (kept) => {
    const part = value(summed(kept), (samples * kept.length) / all.length)
    isDefined &&= part !== null
    return part ?? whole
  })
  return { value: whole, standardError: isDefined ? standardError : null }
}

function summed(blocks: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(blocks[0]!.length)
  for (const block of blocks) for (const [bin, weight] of block.entries()) sum[bin]! += weight
  return sum
}

/**
 * Solvation-structure entropy of a cation, in R: the Shannon entropy −Σ p ln p of its first-shell
 * compositions, from the histogram `shell:<cation>`, with Miller and Madow's correction for finite
 * samples, + (compositions met − 1)/(2 shells). 0 where all shells are alike; null where none was seen.
 *
 * `shells` is how many independent shells the histogram is worth, by default its sum. For a correlated
 * chain give effective samples × ions. The correction counts compositions that were met, and so stays
 * too small where many rare ones were missed.
 */
export function solvationEntropy(histogram: ArrayLike<number>, shells?: number): number | null {
  return entropyEstimate(histogram, shells)
}

/**
 * Entropy of the hydrogen-bond states of water, in R per water: the Shannon entropy −Σ p ln p of the
 * numbers of arms bonded and bonds accepted, from the histogram `hydrogenBondState`, with Miller and
 * Madow's correction for finite samples, + (states met − 1)/(2 waters). 0 in a perfect crystal, ln 15
 * at most for water of two arms and four acceptors; null where no water was seen.
 *
 * It treats molecules as independent, so that it is an upper bound to the entropy of these states in the
 * liquid, and no part of the thermodynamic entropy by itself. `waters` is how many independent molecules
 * the histogram is worth, by default its sum. For a correlated chain give effective samples × waters.
 */
export function hydrogenBondEntropy(histogram: ArrayLike<number>, waters?: number): number | null {
  return entropyEstimate(histogram, waters)
}
