import type { Configuration } from '../model/configuration.ts'
import { speciesIndex } from '../model/lattice-model.ts'
import { clusterColumns, reportClusters } from './cluster-report.ts'
import type { Column, Distribution, Observer } from './observer.ts'
import { BONDED, FACES, WATER, waterFaces } from './water-faces.ts'
import { WrappingClusters } from './wrapping-clusters.ts'

/** One of each pair of opposite directions: every bond once. */
const BOND_DIRECTIONS = 4

/**
 * Clusters of waters held together by hydrogen bonds, straight and bent: the columns of
 * `clusterColumns` with the label `water`. A water without bonds is a cluster of one.
 */
export class WaterNetworkObserver implements Observer {
  readonly columns: readonly Column[] = clusterColumns('water')
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #water: number
  readonly #faces: Uint8Array
  readonly #clusters: WrappingClusters
  readonly #neighbours = new Int32Array(8)

  constructor(configuration: Configuration) {
    this.#configuration = configuration
    this.#water = speciesIndex(configuration.model, WATER)
    this.#faces = waterFaces(configuration.model)
    this.#clusters = new WrappingClusters(configuration.lattice.sites)
  }

  measure(out: Float64Array, offset: number): void {
    const { lattice, model, state } = this.#configuration
    const faces = this.#faces
    const neighbours = this.#neighbours
    this.#clusters.clear()
    for (let site = 0; site < state.length; site++) {
      const own = state[site]!
      if (model.states.species[own] !== this.#water) continue
      this.#clusters.add(site)
      lattice.nearest(site, neighbours)
      for (let d = 0; d < BOND_DIRECTIONS; d++) {
        const neighbour = neighbours[d]!
        // Faces of other species make no entry of `BONDED`.
        const seen = faces[8 * state[neighbour]! + (d ^ 4)]!
        if (BONDED[faces[8 * own + d]! * FACES + seen] === 1) {
          this.#clusters.join(site, neighbour, d)
        }
      }
    }
    reportClusters(this.#clusters, out, offset)
  }
}
