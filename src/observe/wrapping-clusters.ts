import type { BccLattice } from '../lattice/bcc.ts'
import type { Column } from './observer.ts'

const OUTSIDE = -1

/**
 * Clusters of sites joined to nearest neighbours, and whether one wraps around the box.
 *
 * Union–find in which a site also knows how often the way to the site it hangs on leaves the box along
 * each axis. Two sites of one cluster that are joined by a step that leaves it otherwise than the way
 * through the cluster close a loop around the box (Machta et al., Phys. Rev. E 54,
 * 1332 (1996)). The smaller cluster is hung on the larger, so that no site is more than log₂ N steps
 * from its root.
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
  /** [site] → crossings of the faces of the box on the way to the parent, as `BccLattice.nearestCrossings` counts them */
  readonly #toParent: Float64Array
  readonly #lattice: BccLattice

  constructor(lattice: BccLattice) {
    this.#parent = new Int32Array(lattice.sites).fill(OUTSIDE)
    this.#size = new Int32Array(lattice.sites)
    this.#toParent = new Float64Array(lattice.sites)
    this.#lattice = lattice
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
    this.#toParent[site] = 0
    this.members++
    this.clusters++
    if (this.largest === 0) this.largest = 1
  }

  /** Joins a site to its nearest neighbour in direction `d`, adding what is new. */
  join(site: number, d: number): void {
    const { kind, nearestSteps, nearestCrossings } = this.#lattice
    const parent = this.#parent
    const toParent = this.#toParent
    const size = this.#size
    const bond = 8 * kind[site]! + d
    const neighbour = site + nearestSteps[bond]!
    this.add(site)
    this.add(neighbour)
    // From the root of `site` by way of both to the root of `neighbour`.
    let crossings = nearestCrossings[bond]!
    let a = site
    for (; parent[a] !== a; a = parent[a]!) crossings -= toParent[a]!
    let b = neighbour
    for (; parent[b] !== b; b = parent[b]!) crossings += toParent[b]!
    if (a === b) {
      if (crossings !== 0) this.wraps = true
      return
    }
    const isLarger = size[a]! >= size[b]!
    const child = isLarger ? b : a
    const root = isLarger ? a : b
    parent[child] = root
    toParent[child] = isLarger ? -crossings : crossings
    size[root]! += size[child]!
    this.clusters--
    if (size[root]! > this.largest) this.largest = size[root]!
  }

  /** Size of the cluster whose root a site is; 0 for all other sites. */
  sizeOfRoot(site: number): number {
    return this.#parent[site] === site ? this.#size[site]! : 0
  }
}

/**
 * The columns for every kind of cluster: `clusterSize:<label>:mean` is the number average, members
 * divided by clusters, `clusterSize:<label>:largest` the members of the largest one (both 0 where there
 * is none), and `percolation:<label>` 1 where a cluster wraps around the box in any direction, else 0,
 * so that its mean is the share of samples that percolate.
 */
export function clusterColumns(label: string): Column[] {
  return [
    { name: `clusterSize:${label}:mean`, unit: '' },
    { name: `clusterSize:${label}:largest`, unit: '' },
    { name: `percolation:${label}`, unit: '' },
  ]
}

/** Writes the three columns to `out` and returns the offset behind them. */
export function reportClusters(
  { members, clusters, largest, wraps }: WrappingClusters,
  out: Float64Array,
  offset: number,
): number {
  out[offset] = members / Math.max(clusters, 1)
  out[offset + 1] = largest
  out[offset + 2] = wraps ? 1 : 0
  return offset + 3
}
