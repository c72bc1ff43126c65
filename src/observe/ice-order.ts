import type { Configuration } from '../model/configuration.ts'
import { networkIndex } from '../model/lattice-model.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/**
 * Long-range order of ice Ic, whose waters hold one of the two fcc sublattices of the cell corners and
 * one of those of the centres. With f_k the share of sublattice k's sites that hold water,
 * `iceOrder` = |f_0 − f_1|/(f_0 + f_1) · |f_2 − f_3|/(f_2 + f_3): 1 in any of the four ices, of the
 * order of 1/N in a liquid; a factor is 0 where its sublattices are without water.
 */
export class IceOrderObserver implements Observer {
  readonly columns: readonly Column[] = [
    { name: 'iceOrder', unit: '' },
    ...[0, 1, 2, 3].map((k) => ({ name: `sublatticeOccupation:${k}`, unit: '', auxiliary: true })),
  ]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #network: number
  /** [site] → fcc sublattice */
  readonly #sublattice: Uint8Array
  readonly #networks = new Float64Array(4)

  constructor(configuration: Configuration) {
    const { lattice, model, state } = configuration
    this.#configuration = configuration
    this.#network = networkIndex(model)
    this.#sublattice = state.map((_, site) => lattice.fccSublattice(site))
  }

  measure(out: Float64Array, offset: number): void {
    const { model, state } = this.#configuration
    const speciesOf = model.states.species
    const waters = this.#networks.fill(0)
    for (let site = 0; site < state.length; site++) {
      if (speciesOf[state[site]!] === this.#network) waters[this.#sublattice[site]!]! += 1
    }
    out[offset] = contrast(waters[0]!, waters[1]!) * contrast(waters[2]!, waters[3]!)
    for (let k = 0; k < 4; k++) out[offset + 1 + k] = waters[k]! / (state.length / 4)
  }
}

/** |a − b|/(a + b); 0 where there is nothing. */
export function contrast(a: number, b: number): number {
  return a + b === 0 ? 0 : Math.abs(a - b) / (a + b)
}
