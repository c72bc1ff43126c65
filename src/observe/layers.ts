import type { Configuration } from '../model/configuration.ts'
import { VACANT } from '../model/states.ts'
import { layerOf } from '../model/wall-field.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/** Particles of all species on each (001) layer of the box: `layer:0` … `layer:<2·cells − 1>`. */
export class LayerObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #layer: Uint8Array

  constructor(configuration: Configuration) {
    const { lattice } = configuration
    this.#configuration = configuration
    this.#layer = Uint8Array.from({ length: lattice.sites }, (_, site) => layerOf(lattice, site))
    this.columns = Array.from({ length: 2 * lattice.cells }, (_, layer) => {
      return { name: `layer:${layer}`, unit: '', auxiliary: true }
    })
  }

  measure(out: Float64Array, offset: number): void {
    const { state } = this.#configuration
    out.fill(0, offset, offset + this.columns.length)
    for (let site = 0; site < state.length; site++) {
      if (state[site] !== VACANT) out[offset + this.#layer[site]!]! += 1
    }
  }
}
