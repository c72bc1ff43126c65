import type { BccLattice } from '../lattice/bcc.ts'
import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { OrientationFactors } from './orientation-factors.ts'
import { type SpeciesEnergies, tabulateSpeciesEnergies } from './species-energies.ts'

/**
 * What it is worth to put a species on a site, given everything else: the Boltzmann factor of each of
 * its orientations, and the energy that does not depend on the orientation. `look` at a site first.
 */
export class SiteWeight {
  /** Boltzmann factor of each orientation, as found by the last `weigh`. */
  readonly weights: Float64Array
  readonly #lattice: BccLattice
  readonly #factors: readonly OrientationFactors[]
  readonly #energies: SpeciesEnergies
  readonly #state: Uint8Array
  readonly #slotAt: Uint16Array
  readonly #shown: Uint8Array
  readonly #classes: number
  readonly #slot: Int32Array
  readonly #slots: number
  readonly #states: number
  readonly #base: Int32Array
  #site = 0
  readonly #neighbours = new Int32Array(8)
  readonly #seconds = new Int32Array(6)
  /** States of the neighbours of the site looked at. */
  readonly #occupants = new Uint8Array(8)

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    const { states, contacts, shells } = configuration.model
    this.#lattice = configuration.lattice
    this.#state = configuration.state
    this.#slotAt = configuration.slotAt
    this.#shown = contacts.shown
    this.#classes = contacts.classes
    this.#slot = hamiltonian.slot
    this.#slots = shells.slots
    this.#states = states.species.length
    this.#base = shells.base
    this.#energies = tabulateSpeciesEnergies(hamiltonian)
    this.#factors = Array.from(
      states.orientations,
      (_, species) => new OrientationFactors(hamiltonian, species),
    )
    this.weights = new Float64Array(Math.max(...states.orientations))
  }

  /** Takes in the neighbours of a site. */
  look(site: number): void {
    const neighbours = this.#neighbours
    const state = this.#state
    this.#site = site
    this.#lattice.nearest(site, neighbours)
    for (let d = 0; d < 8; d++) this.#occupants[d] = state[neighbours[d]!]!
  }

  /** W = Σ over the orientations of the Boltzmann factor of the nearest-neighbour contacts. */
  weigh(species: number): number {
    const factors = this.#factors[species]!
    const { table, orientations } = factors
    const weights = this.weights
    const rowA = factors.rowA(this.#pairCode(0), this.#pairCode(2))
    const rowB = factors.rowB(this.#pairCode(4), this.#pairCode(6))
    let total = 0
    for (let k = 0; k < orientations; k++) {
      const weight = table[rowA + k]! * table[rowB + k]!
      weights[k] = weight
      total += weight
    }
    return total
  }

  /** What the neighbours in directions d and d + 1 show towards the site, as one code. */
  #pairCode(d: number): number {
    const first = this.#shown[8 * this.#occupants[d]! + (d ^ 4)]!
    const second = this.#shown[8 * this.#occupants[d + 1]! + ((d + 1) ^ 4)]!
    return second * this.#classes + first
  }

  /**
   * Energy of `species` on the site apart from its nearest-neighbour contacts: its own shell, what it
   * adds to its neighbours' shells, and second neighbours; in `ENERGY_UNIT`.
   * @param counted whether the neighbours' slots count it already
   */
  energy(species: number, counted: boolean): number {
    const { load, gain, share, hasSecond } = this.#energies
    const slotAt = this.#slotAt
    const change = counted ? share : gain
    const bySlot = species * this.#slots
    const byState = species * this.#states
    const neighbours = this.#neighbours
    const occupants = this.#occupants
    let energy = 0
    let own = this.#base[species]!
    for (let d = 0; d < 8; d++) {
      energy += change[bySlot + slotAt[neighbours[d]!]!]!
      own += load[byState + occupants[d]!]!
    }
    energy += this.#slot[own]!
    return hasSecond[species] === 0 ? energy : energy + this.#secondNeighbours(byState)
  }

  #secondNeighbours(byState: number): number {
    const { second } = this.#energies
    const seconds = this.#seconds
    const state = this.#state
    this.#lattice.second(this.#site, seconds)
    let energy = 0
    for (let d = 0; d < 6; d++) energy += second[byState + state[seconds[d]!]!]!
    return energy
  }
}
