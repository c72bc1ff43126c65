import { scaled } from '../statistics/uncertain.ts'
import { estimateOf } from './estimate-of.ts'
import { boxEnergies, boxRuns } from './free-energy.ts'
import { type Method, particlesIn, resultsOf, type Subject } from './method.ts'

/**
 * Absolute entropy per mole of particles, in R: the thermodynamic one, and −Σ p ln p over all states of the box. From the
 * exact count of states and an integration over the coupling, see `free-energy.ts`.
 */
export const entropy: Method = {
  observables: ['entropy'],

  obstacle: ({ counts }) => (particlesIn(counts) > 0 ? null : 'there are no particles'),

  *plan({ scenario, counts }: Subject) {
    const results = yield* resultsOf(boxRuns(scenario, counts, { scenario, counts }))
    const box = boxEnergies(results)
    // Both are settled if all their parts are, the energy of the whole box included.
    const perMole = (part: 'entropy' | 'configurational') =>
      box && { ...scaled(box[part], 1 / particlesIn(counts)), settled: box.settled }
    return {
      observables: {
        entropy: estimateOf(perMole('entropy'), 'R'),
        entropyConfigurational: estimateOf(perMole('configurational'), 'R'),
      },
      warnings: [],
    }
  },
}
