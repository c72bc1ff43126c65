import type { Configuration } from '../model/configuration.ts'
import { type Column, type Distribution, emptyDistribution, type Observer } from './observer.ts'
import { BOND_DIRECTIONS, pairClasses } from './pair-classes.ts'

/**
 * Counts the states of neighbouring sites: the distribution `pairStates` has for each class of pairs that symmetry
 * makes of each other (`pairClasses`, as JSON in the name of the bin) the number of bonds. The pair entropy is computed
 * from it afterwards (`evaluate/pair-entropy.ts`).
 */
export class PairStateObserver implements Observer {
  readonly columns: readonly Column[] = []
  readonly distributions: readonly Distribution[]
  readonly #configuration: Configuration
  readonly #classOf: Uint16Array

  constructor(configuration: Configuration) {
    this.#configuration = configuration
    const { classes, of } = pairClasses(configuration.model.states)
    const labels = classes.map((one) => JSON.stringify(one))
    this.#classOf = of
    this.distributions = [{ ...emptyDistribution('pairStates', 'bonds', labels), auxiliary: true }]
  }

  measure(_out: Float64Array, _offset: number, block: number): void {
    const { lattice, model, state } = this.#configuration
    const { kind, nearestSteps } = lattice
    const classOf = this.#classOf
    const states = model.states.species.length
    const pairs = this.distributions[0]!.blocks[block]!
    for (let site = 0; site < state.length; site++) {
      const own = state[site]! * states
      const row = 8 * kind[site]!
      for (let d = 0; d < BOND_DIRECTIONS; d++) {
        const other = state[site + nearestSteps[row + d]!]!
        pairs[classOf[d * states * states + own + other]!]! += 1
      }
    }
  }
}
