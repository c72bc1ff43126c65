import type { Configuration } from '../model/configuration.ts'
import { networkIndex } from '../model/lattice-model.ts'
import { VACANT } from '../model/states.ts'
import { layerOf } from '../model/wall-field.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/** Waters by layer, on the lattice of ice and off it. */
export const WATER_KINDS = ['layerWater:ice', 'layerWater:off'] as const

/**
 * Where a box holds ice, and what else is there, by (001) layer k = 0 … 2·cells − 1: `layerWater:ice:<k>` and
 * `layerWater:off:<k>`, waters on and off the lattice of ice Ic that a run started from (fcc sublattices 0 and 2),
 * and `layerOf:<species>:<k>`, particles of each other species.
 */
export class IceLayerObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  /** [state × 2 + sublattice parity] → first column of its kind; −1 of nothing. */
  readonly #firstColumn: Int32Array
  readonly #layer: Uint8Array
  readonly #parity: Uint8Array

  constructor(configuration: Configuration) {
    const { lattice, model } = configuration
    const layers = 2 * lattice.cells
    const water = networkIndex(model)
    const others = model.species.flatMap(({ name }) =>
      name === model.forceField.network ? [] : [name],
    )
    const kinds = [...WATER_KINDS, ...others.map((name) => `layerOf:${name}`)]
    this.columns = kinds.flatMap((kind) =>
      Array.from({ length: layers }, (_, k) => ({
        name: `${kind}:${k}`,
        unit: '',
        auxiliary: true,
      })),
    )
    this.#configuration = configuration
    const { species } = model.states
    this.#firstColumn = Int32Array.from({ length: 2 * species.length }, (_, index) => {
      const [state, parity] = [index >> 1, index % 2]
      if (state === VACANT) return -1
      if (species[state] === water) return parity * layers
      const name = model.species[species[state]! - 1]!.name
      return (2 + others.indexOf(name)) * layers
    })
    this.#layer = Uint8Array.from({ length: lattice.sites }, (_, site) => layerOf(lattice, site))
    this.#parity = this.#layer.map((_, site) => lattice.fccSublattice(site) % 2)
  }

  measure(out: Float64Array, offset: number): void {
    const { state } = this.#configuration
    out.fill(0, offset, offset + this.columns.length)
    for (let site = 0; site < state.length; site++) {
      const first = this.#firstColumn[2 * state[site]! + this.#parity[site]!]!
      if (first >= 0) out[offset + first + this.#layer[site]!]! += 1
    }
  }
}
