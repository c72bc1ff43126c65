import type { Configuration } from '../model/configuration.ts'
import { networkIndex } from '../model/lattice-model.ts'
import { contrast } from './ice-order.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/** Cells along the edge of an octant, at least. */
const SMALLEST_OCTANT = 4
const SUBLATTICES = 4

/**
 * Ice in a part of the box: the box is cut in 2 × 2 × 2 octants (not below 8 cells, so that an octant
 * has at least 4 along an edge), and `iceOrder:mostOrderedOctant` is the largest order of ice Ic among
 * them, |f_0 − f_1|/(f_0 + f_1) · |f_2 − f_3|/(f_2 + f_3) with f_k the share of sublattice k's sites in the
 * octant that hold water. It is 1 where an octant is ice in any of its four positions, whatever the others are.
 *
 * Waters put at random on a share x of an octant of M sites have 4(1 − x)/(πMx) on average, as both
 * differences are normal: 0.009 at liquid filling in the smallest octant (M = 128). The largest of eight
 * is some three times that, and the short-ranged order of a liquid multiplies it by a number that does not
 * depend on M.
 */
export class IceOctantObserver implements Observer {
  readonly columns: readonly Column[] = [{ name: 'iceOrder:mostOrderedOctant', unit: '' }]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #network: number
  /** [site] → octant × 4 + fcc sublattice */
  readonly #part: Uint8Array
  /** [part] → sites; octants of odd edge share them unevenly */
  readonly #sites: Float64Array
  readonly #networks: Float64Array

  constructor(configuration: Configuration) {
    const { lattice, model, state } = configuration
    const perEdge = lattice.cells >= 2 * SMALLEST_OCTANT ? 2 : 1
    const parts = perEdge * perEdge * perEdge * SUBLATTICES
    const octantOf = (site: number) =>
      lattice
        .position(site)
        .map((component) => Math.floor((component * perEdge) / (2 * lattice.cells)))
        .reduce((octant, along) => octant * perEdge + along, 0)
    this.#configuration = configuration
    this.#network = networkIndex(model)
    this.#part = state.map((_, site) => octantOf(site) * SUBLATTICES + lattice.fccSublattice(site))
    this.#sites = new Float64Array(parts)
    for (const part of this.#part) this.#sites[part]! += 1
    this.#networks = new Float64Array(parts)
  }

  measure(out: Float64Array, offset: number): void {
    const { model, state } = this.#configuration
    const speciesOf = model.states.species
    const waters = this.#networks.fill(0)
    for (let site = 0; site < state.length; site++) {
      if (speciesOf[state[site]!] === this.#network) waters[this.#part[site]!]! += 1
    }
    const share = (part: number) => waters[part]! / this.#sites[part]!
    let largest = 0
    for (let part = 0; part < waters.length; part += SUBLATTICES) {
      const corners = contrast(share(part), share(part + 1))
      const centres = contrast(share(part + 2), share(part + 3))
      if (corners * centres > largest) largest = corners * centres
    }
    out[offset] = largest
  }
}
