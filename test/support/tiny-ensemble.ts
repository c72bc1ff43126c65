import type { ForceField } from '../../src/forcefield/force-field.ts'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel, speciesIndex } from '../../src/model/lattice-model.ts'
import { RandomWords } from '../../src/numeric/random-words.ts'

/**
 * All states of a system small enough to list, up to translation: the first species has one particle
 * and stands on site 0. Every orbit has as many members as the lattice has sites, so their Boltzmann
 * weights compare as those of the members do.
 */
export class TinyEnsemble {
  readonly configuration: Configuration
  readonly hamiltonian: Hamiltonian
  readonly states: readonly Uint8Array[]
  /** Boltzmann probability of each state, from the same fixed-point energies as the moves'. */
  readonly probability: Float64Array
  readonly #index = new Map<number, number>()
  readonly #anchor: number
  readonly #translated: readonly Int32Array[]
  readonly #names: Float64Array

  constructor(
    forceField: ForceField,
    counts: Readonly<Record<string, number>>,
    temperature: number,
    cells = 2,
  ) {
    const lattice = new BccLattice(cells)
    const [anchor, ...others] = Object.keys(counts)
    if (anchor === undefined || counts[anchor] !== 1)
      throw new Error('the first species must be single')
    const model = compileModel(forceField, Object.keys(counts))
    this.configuration = new Configuration(lattice, model)
    this.hamiltonian = new Hamiltonian(model, temperature)
    this.#anchor = speciesIndex(model, anchor)
    this.#translated = translations(lattice)
    this.#names = namesOfParticles(lattice.sites)

    const { first, orientations } = model.states
    const states: Uint8Array[] = []
    // Puts the particles of the k-th other species on sites from `from` on, `left` of them still to go.
    const place = (state: Uint8Array, k: number, from: number, left: number) => {
      if (left === 0) {
        const next = others[k + 1]
        if (next === undefined) states.push(state)
        else place(state, k + 1, 0, counts[next]!)
        return
      }
      const species = speciesIndex(model, others[k]!)
      for (let site = from; site < lattice.sites; site++) {
        if (state[site] !== 0) continue
        for (let orientation = 0; orientation < orientations[species]!; orientation++) {
          const copy = state.slice()
          copy[site] = first[species]! + orientation
          place(copy, k, site + 1, left - 1)
        }
      }
    }
    for (let orientation = 0; orientation < orientations[this.#anchor]!; orientation++) {
      const start = new Uint8Array(lattice.sites)
      start[0] = first[this.#anchor]! + orientation
      place(start, -1, 0, 0)
    }
    this.states = states
    for (const [index, state] of states.entries()) this.#index.set(this.#nameOf(state, 0), index)
    if (this.#index.size !== states.length) throw new Error('two states have the same name')
    this.probability = this.#boltzmann()
  }

  /** Index of the state that the configuration is in, brought to site 0 first. */
  indexOf(state: Uint8Array): number {
    const { species } = this.configuration.model.states
    let anchorSite = 0
    while (anchorSite < state.length && species[state[anchorSite]!] !== this.#anchor) anchorSite++
    return this.#index.get(this.#nameOf(state, anchorSite))!
  }

  /** The sum of its particles' names, once a site has been brought to site 0. */
  #nameOf(state: Uint8Array, origin: number): number {
    const translation = this.#translated[origin]!
    let name = 0
    for (let site = 0; site < state.length; site++) {
      if (state[site] !== 0) name += this.#names[translation[site]! * STATES + state[site]!]!
    }
    return name
  }

  #boltzmann(): Float64Array {
    const energies = this.states.map((state) => {
      this.configuration.fill(state)
      return this.hamiltonian.reducedEnergy(this.configuration)
    })
    const lowest = Math.min(...energies)
    const weights = energies.map((energy) => Math.exp(lowest - energy))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return Float64Array.from(weights, (weight) => weight / total)
  }
}

/** As many as a byte holds. */
const STATES = 256

/** [site × 256 + state] → a random integer. Sums of 64 are exact, and hardly ever equal for two states. */
function namesOfParticles(sites: number): Float64Array {
  const stream = new RandomWords(20261201, sites)
  return Float64Array.from({ length: sites * STATES }, () => {
    return stream.next() * 2 ** 15 + (stream.next() >>> 17)
  })
}

/** [site] → the translation that takes it to site 0, as [from] → to. */
function translations(lattice: BccLattice): Int32Array[] {
  return Array.from({ length: lattice.sites }, (_, origin) => {
    const [x0, y0, z0] = lattice.position(origin)
    return Int32Array.from({ length: lattice.sites }, (_, site) => {
      const [x, y, z] = lattice.position(site)
      return lattice.siteAt(x - x0, y - y0, z - z0)
    })
  })
}
