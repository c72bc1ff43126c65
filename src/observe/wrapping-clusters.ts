import { NEAREST_DIRECTIONS } from '../lattice/directions.ts'

const OUTSIDE = -1
const AXES = 3

/**
 * Clusters of sites joined to nearest neighbours, and whether one wraps around the box.
 *
 * Union–find in which a site also knows its displacement to the site it hangs on. Two sites of one
 * cluster that are joined by a step other than their displacement by way of the cluster close a loop
 * around the box, in whatever direction (Machta et al., Phys. Rev. E 54, 1332 (1996)). The smaller cluster
 * is hung on the larger, so that no site is more than log₂ N steps from its root.
 */
export class WrappingClusters {
  /** Sites in clusters. */
  members = 0
  clusters = 0
  /** Sites of the largest cluster. */
  largest = 0
  /** Whether any cluster wraps around the box. */
  wraps = false
  /** [site] → the site it hangs on; itself for the root of a cluster */
  readonly #parent: Int32Array
  /** [root] → sites of its cluster */
  readonly #size: Int32Array
  /** [site × 3 + axis] → displacement to the parent in half-cell units, not folded into the box */
  readonly #toParent: Int32Array
  readonly #fromSite = new Int32Array(AXES)
  readonly #fromNeighbour = new Int32Array(AXES)

  constructor(sites: number) {
    this.#parent = new Int32Array(sites).fill(OUTSIDE)
    this.#size = new Int32Array(sites)
    this.#toParent = new Int32Array(AXES * sites)
  }

  clear(): void {
    this.#parent.fill(OUTSIDE)
    this.members = 0
    this.clusters = 0
    this.largest = 0
    this.wraps = false
  }

  /** Makes a site a cluster by itself, unless it belongs to one. */
  add(site: number): void {
    if (this.#parent[site] !== OUTSIDE) return
    this.#parent[site] = site
    this.#size[site] = 1
    this.#toParent.fill(0, AXES * site, AXES * site + AXES)
    this.members++
    this.clusters++
    if (this.largest === 0) this.largest = 1
  }

  /** Joins a site to its neighbour in direction `d` of `NEAREST_DIRECTIONS`, adding what is new. */
  join(site: number, neighbour: number, d: number): void {
    this.add(site)
    this.add(neighbour)
    const a = this.#walk(site, this.#fromSite)
    const b = this.#walk(neighbour, this.#fromNeighbour)
    const sign = this.#size[a]! >= this.#size[b]! ? -1 : 1
    const [child, root] = sign < 0 ? [b, a] : [a, b]
    for (let axis = 0; axis < AXES; axis++) {
      // From the root of `site` by way of both to the root of `neighbour`.
      const step =
        NEAREST_DIRECTIONS[d]![axis]! + this.#fromNeighbour[axis]! - this.#fromSite[axis]!
      if (a !== b) this.#toParent[AXES * child + axis] = sign * step
      else if (step !== 0) this.wraps = true
    }
    if (a === b) return
    this.#parent[child] = root
    this.#size[root]! += this.#size[child]!
    this.clusters--
    if (this.#size[root]! > this.largest) this.largest = this.#size[root]!
  }

  /** Size of the cluster whose root a site is; 0 for all other sites. */
  sizeOfRoot(site: number): number {
    return this.#parent[site] === site ? this.#size[site]! : 0
  }

  /** Root of a site's cluster; writes the displacement to it. */
  #walk(site: number, displacement: Int32Array): number {
    displacement.fill(0)
    let at = site
    while (this.#parent[at] !== at) {
      for (let axis = 0; axis < AXES; axis++) {
        displacement[axis]! += this.#toParent[AXES * at + axis]!
      }
      at = this.#parent[at]!
    }
    return at
  }
}
