import { isAnion, isCation, isSolvent } from '../forcefield/species-kinds.ts'
import type { Configuration } from '../model/configuration.ts'
import { type NamedSpecies, speciesMask, speciesThat } from './named-species.ts'
import type { Column, Distribution, Observer } from './observer.ts'

const NEIGHBOURS = 8

const KINDS = ['free', 'separated', 'contact', 'aggregate']
const [FREE, SEPARATED, CONTACT, AGGREGATE] = [0, 1, 2, 3] as const

/**
 * Ion pairing as seen from a cation, in shares of the cations of that species, which add up to 1 where
 * there are any and are 0 where there are none:
 *
 * - `pairing:<cation>:aggregate`: two or more anions among the 8 nearest neighbours;
 * - `pairing:<cation>:contact`: exactly one;
 * - `pairing:<cation>:separated`: none, but a neighbouring solvent that is also a neighbour of an anion
 *   (solvent-separated);
 * - `pairing:<cation>:free`: none of these.
 */
export class PairingObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #cations: readonly NamedSpecies[]
  readonly #isCation: Uint8Array
  readonly #isAnion: Uint8Array
  readonly #isSolvent: Uint8Array
  /** [species × KINDS + kind] → cations */
  readonly #counts: Float64Array
  readonly #neighbours = new Int32Array(NEIGHBOURS)
  readonly #beyond = new Int32Array(NEIGHBOURS)

  constructor(configuration: Configuration) {
    const { model } = configuration
    this.#configuration = configuration
    this.#cations = speciesThat(model, isCation)
    this.#isCation = speciesMask(model, isCation)
    this.#isAnion = speciesMask(model, isAnion)
    this.#isSolvent = speciesMask(model, isSolvent)
    this.#counts = new Float64Array(model.charges.length * KINDS.length)
    this.columns = this.#cations.flatMap(({ name }) =>
      KINDS.map((kind) => ({ name: `pairing:${name}:${kind}`, unit: '' })),
    )
  }

  measure(out: Float64Array, offset: number): void {
    const { model, state, population } = this.#configuration
    const speciesOf = model.states.species
    const counts = this.#counts.fill(0)
    for (let site = 0; site < state.length; site++) {
      const species = speciesOf[state[site]!]!
      if (this.#isCation[species] === 1) counts[species * KINDS.length + this.#kindAt(site)]! += 1
    }
    let column = offset
    for (const { index } of this.#cations) {
      const ions = Math.max(population[index]!, 1)
      for (let kind = 0; kind < KINDS.length; kind++) {
        out[column++] = counts[index * KINDS.length + kind]! / ions
      }
    }
  }

  /** Index into `KINDS` of the cation at `site`. */
  #kindAt(site: number): number {
    const { model, state } = this.#configuration
    const neighbours = this.#neighbours
    const anions = this.#anionsAround(site, neighbours)
    if (anions > 0) return anions === 1 ? CONTACT : AGGREGATE
    for (let d = 0; d < NEIGHBOURS; d++) {
      const neighbour = neighbours[d]!
      if (this.#isSolvent[model.states.species[state[neighbour]!]!] === 0) continue
      if (this.#anionsAround(neighbour, this.#beyond) > 0) return SEPARATED
    }
    return FREE
  }
  /** Number of anions next to `site`, whose neighbours are left in `neighbours`. */
  #anionsAround(site: number, neighbours: Int32Array): number {
    const { lattice, model, state } = this.#configuration
    lattice.nearest(site, neighbours)
    let anions = 0
    for (let d = 0; d < NEIGHBOURS; d++) {
      anions += this.#isAnion[model.states.species[state[neighbours[d]!]!]!]!
    }
    return anions
  }
}
