import type { Configuration } from '../model/configuration.ts'
import { networkIndex } from '../model/lattice-model.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/**
 * Water that ions leave alone, as shares of all waters: `freeWaterFraction` are those in no cation's
 * first shell (8 nearest neighbours), `untouchedWaterFraction` those next to no ion at all.
 */
export class FreeWaterObserver implements Observer {
  readonly columns: readonly Column[] = [
    { name: 'freeWaterFraction', unit: '' },
    { name: 'untouchedWaterFraction', unit: '' },
  ]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #network: number
  readonly #neighbours = new Int32Array(8)

  constructor(configuration: Configuration) {
    this.#configuration = configuration
    this.#network = networkIndex(configuration.model)
  }

  measure(out: Float64Array, offset: number): void {
    const { lattice, model, state, population } = this.#configuration
    const speciesOf = model.states.species
    const charges = model.charges
    const neighbours = this.#neighbours
    let free = 0
    let untouched = 0
    for (let site = 0; site < state.length; site++) {
      if (speciesOf[state[site]!] !== this.#network) continue
      lattice.nearest(site, neighbours)
      let cations = 0
      let anions = 0
      for (let d = 0; d < 8; d++) {
        const charge = charges[speciesOf[state[neighbours[d]!]!]!]!
        if (charge > 0) cations++
        if (charge < 0) anions++
      }
      if (cations === 0) free++
      if (cations + anions === 0) untouched++
    }
    const waters = Math.max(population[this.#network]!, 1)
    out[offset] = free / waters
    out[offset + 1] = untouched / waters
  }
}
