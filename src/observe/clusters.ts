import { isAnion, isCation, isIon } from '../forcefield/species-kinds.ts'
import type { Configuration } from '../model/configuration.ts'
import { speciesMask, speciesThat } from './named-species.ts'
import { type Column, type Distribution, emptyDistribution, type Observer } from './observer.ts'
import { clusterColumns, reportClusters, WrappingClusters } from './wrapping-clusters.ts'

const NEIGHBOURS = 8

/** Sizes up to this one have a bin each, larger ones share doubling bins. */
const SINGLE_BINS = 16

/** Which ions make clusters; each mask is [species] → 1. */
interface Network {
  readonly label: string
  /** Ions that are clusters by themselves. */
  readonly members: Uint8Array
  /** Those of them whose contacts with anions join. */
  readonly cations: Uint8Array
}

/**
 * Clusters of ions held together by contacts, a cation and an anion on neighbouring sites:
 *
 * - label `ions`: all cations and anions; a free ion is a cluster of one;
 * - label `<cation>`, such as `Zn2+`: this cation and the anions that touch it, [ZnCl_x] for zinc in
 *   chlorides. Contacts with other cations do not join, and anions without this cation are not counted.
 *
 * For each label the columns of `clusterColumns`; left out where the system knows no cations or no
 * anions. The distribution `clusterSize:ions` counts the clusters by size, 1 … 16 and then 17–32, 33–64, ….
 */
export class IonClusterObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[]
  readonly #configuration: Configuration
  readonly #networks: readonly Network[]
  readonly #isAnion: Uint8Array
  readonly #clusters: WrappingClusters

  constructor(configuration: Configuration) {
    const { model, lattice } = configuration
    this.#configuration = configuration
    this.#isAnion = speciesMask(model, isAnion)
    this.#clusters = new WrappingClusters(lattice)
    const isPaired = model.species.some(isCation) && model.species.some(isAnion)
    this.#networks = isPaired ? networksOf(configuration) : []
    this.columns = this.#networks.flatMap(({ label }) => clusterColumns(label))
    this.distributions = isPaired
      ? [emptyDistribution('clusterSize:ions', 'ions', sizeBins(lattice.sites))]
      : []
  }

  measure(out: Float64Array, offset: number, block: number): void {
    let column = offset
    for (const network of this.#networks) {
      this.#join(network)
      column = reportClusters(this.#clusters, out, column)
      if (network.label === 'ions') this.#gather(this.distributions[0]!.blocks[block]!)
    }
  }

  #join({ members, cations }: Network): void {
    const { lattice, model, state } = this.#configuration
    const speciesOf = model.states.species
    this.#clusters.clear()
    for (let site = 0; site < state.length; site++) {
      const species = speciesOf[state[site]!]!
      if (members[species] === 1) this.#clusters.add(site)
      if (cations[species] === 0) continue
      for (let d = 0; d < NEIGHBOURS; d++) {
        const neighbour = lattice.neighbour(site, d)
        if (this.#isAnion[speciesOf[state[neighbour]!]!] === 1) this.#clusters.join(site, d)
      }
    }
  }

  #gather(histogram: Float64Array): void {
    for (let site = 0; site < this.#configuration.state.length; site++) {
      const size = this.#clusters.sizeOfRoot(site)
      if (size > 0) histogram[binOf(size)]! += 1
    }
  }
}

function networksOf({ model }: Configuration): Network[] {
  const cations = speciesThat(model, isCation)
  return [
    { label: 'ions', members: speciesMask(model, isIon), cations: speciesMask(model, isCation) },
    ...cations.map(({ name, index }) => {
      const only = Uint8Array.from(model.charges, (_, species) => (species === index ? 1 : 0))
      return { label: name, members: only, cations: only }
    }),
  ]
}

/** Least size in each bin. */
function sizeBins(largest: number): number[] {
  const bins = Array.from({ length: SINGLE_BINS }, (_, bin) => bin + 1)
  for (let last = SINGLE_BINS; last < largest; last *= 2) bins.push(last + 1)
  return bins
}

function binOf(size: number): number {
  if (size <= SINGLE_BINS) return size - 1
  let bin = SINGLE_BINS
  for (let last = 2 * SINGLE_BINS; last < size; last *= 2) bin++
  return bin
}
