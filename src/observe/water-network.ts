import type { Configuration } from '../model/configuration.ts'
import { BondedNeighbours } from './bonded-neighbours.ts'
import type { Column, Distribution, Observer } from './observer.ts'
import { clusterColumns, reportClusters, WrappingClusters } from './wrapping-clusters.ts'

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
  readonly #nearest: BondedNeighbours
  readonly #clusters: WrappingClusters

  constructor(configuration: Configuration) {
    this.#configuration = configuration
    this.#nearest = BondedNeighbours.of(configuration)
    this.#clusters = new WrappingClusters(configuration.lattice)
  }

  measure(out: Float64Array, offset: number): void {
    const { state } = this.#configuration
    const { isWater, around } = this.#nearest
    this.#nearest.look()
    this.#clusters.clear()
    for (let site = 0; site < state.length; site++) {
      if (isWater[state[site]!] === 0) continue
      this.#clusters.add(site)
      const bonded = around[site]! >> 8
      for (let d = 0; d < BOND_DIRECTIONS; d++) {
        if ((bonded >> d) & 1) this.#clusters.join(site, d)
      }
    }
    reportClusters(this.#clusters, out, offset)
  }
}
