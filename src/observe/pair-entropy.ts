import type { Configuration } from '../model/configuration.ts'
import { emptyDistribution } from './distribution.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/** One of each pair of opposite directions: every bond once. */
const BOND_DIRECTIONS = 4

/**
 * Counts the states of neighbouring sites: the distribution `pairStates` has for each bond direction
 * A_d (d = 0 … 3) and each ordered pair of states (at a site, at its neighbour along A_d) the number
 * of bonds, bin (d·S + a)·S + b with S states, the vacancy's first. The pair entropy is computed from
 * it afterwards (`thermodynamics/pair-entropy.ts`).
 */
export class PairStateObserver implements Observer {
  readonly columns: readonly Column[] = []
  readonly distributions: readonly Distribution[]
  readonly #configuration: Configuration

  constructor(configuration: Configuration) {
    this.#configuration = configuration
    const states = configuration.model.states.species.length
    const labels: string[] = []
    for (let d = 0; d < BOND_DIRECTIONS; d++) {
      for (let a = 0; a < states; a++) {
        for (let b = 0; b < states; b++) labels.push(`A${d} ${a} ${b}`)
      }
    }
    this.distributions = [{ ...emptyDistribution('pairStates', 'bonds', labels), auxiliary: true }]
  }

  measure(_out: Float64Array, _offset: number, block: number): void {
    const { lattice, model, state } = this.#configuration
    const { kind, nearestSteps } = lattice
    const states = model.states.species.length
    const pairs = this.distributions[0]!.blocks[block]!
    for (let site = 0; site < state.length; site++) {
      const own = state[site]! * states
      const row = 8 * kind[site]!
      for (let d = 0; d < BOND_DIRECTIONS; d++) {
        const other = state[site + nearestSteps[row + d]!]!
        pairs[d * states * states + own + other]! += 1
      }
    }
  }
}
