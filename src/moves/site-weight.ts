import type { Configuration } from '../model/configuration.ts'
import type { FacingCodes } from '../model/facing.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import type { Choices } from '../numeric/choices.ts'
import { OrientationFactors } from './orientation-factors.ts'
import { type SpeciesEnergies, tabulateSpeciesEnergies } from './species-energies.ts'

/**
 * What it is worth to put a species on a site, given everything else: the Boltzmann factors of
 * its orientations, and the energy that does not depend on the orientation. `look` at a site first.
 */
export class SiteWeight {
  /** [species] → what its orientations weigh by facing codes */
  readonly factors: readonly OrientationFactors[]
  readonly #energies: SpeciesEnergies
  readonly #facing: FacingCodes
  readonly #slotAt: Uint16Array
  readonly #kind: Uint8Array
  readonly #nearest: Int32Array
  readonly #second: Int32Array
  readonly #slotEnergy: Int32Array
  readonly #slots: number
  readonly #empty: Int32Array
  readonly #terms: Int32Array
  readonly #field: Int32Array | null
  readonly #feelsField: Uint8Array
  #site = 0
  #codeA = 0
  #codeB = 0

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    const { lattice, model } = configuration
    this.#facing = configuration.facing
    this.#terms = configuration.facingTerms
    this.#slotAt = configuration.slotAt
    this.#kind = lattice.kind
    this.#nearest = lattice.nearestSteps
    this.#second = lattice.secondSteps
    this.#slotEnergy = hamiltonian.slot
    this.#slots = model.shells.slots
    this.#empty = model.shells.empty
    this.#field = hamiltonian.field
    this.#feelsField = hamiltonian.feelsField
    this.#energies = tabulateSpeciesEnergies(hamiltonian)
    this.factors = Array.from(
      model.states.orientations,
      (_, species) => new OrientationFactors(hamiltonian, species),
    )
  }

  look(site: number): this {
    this.#site = site
    this.#codeA = this.#facing[2 * site]!
    this.#codeB = this.#facing[2 * site + 1]!
    return this
  }

  /** Weighs contacts as if the neighbour in a direction were in another state. */
  suppose(direction: number, now: number, then: number): this {
    const shown = direction ^ 4
    const change = this.#terms[8 * then + shown]! - this.#terms[8 * now + shown]!
    if (direction < 4) this.#codeA += change
    else this.#codeB += change
    return this
  }

  /** W = Σ over the orientations of the Boltzmann factor of the nearest-neighbour contacts. */
  sum(species: number): number {
    return this.factors[species]!.sum(this.#codeA, this.#codeB)
  }

  /** The same, and remembers it for `pick`. */
  weigh(species: number): number {
    return this.factors[species]!.weigh(this.#codeA, this.#codeB)
  }

  /** Draws an orientation of `species` from the heat bath of the neighbours that it was weighed with. */
  pick(species: number, choices: Choices): number {
    return this.factors[species]!.pick(choices)
  }

  /** Weighs a species and draws its orientation. */
  draw(species: number, choices: Choices): number {
    if (this.factors[species]!.orientations === 1) return 0
    this.weigh(species)
    return this.pick(species, choices)
  }

  /**
   * Energy of `species` on the site apart from its nearest-neighbour contacts: its own shell, what it
   * adds to its neighbours' shells, second neighbours, and the field; in `ENERGY_UNIT`.
   * @param counted whether the neighbours' slots count it already
   */
  energy(species: number, counted: boolean): number {
    const { load, gain, share, hasSecond } = this.#energies
    const [changeA, changeB] = counted ? share : gain
    const [loadA, loadB] = load
    const slotAt = this.#slotAt
    const steps = this.#nearest
    const site = this.#site
    const row = 8 * this.#kind[site]!
    const bySlot = species * this.#slots
    let energy = 0
    let own = this.#empty[species]!
    for (let d = 0; d < 4; d = (d + 1) | 0) {
      const slot = (bySlot + slotAt[(site + steps[(row + d) | 0]!) | 0]!) | 0
      energy += changeA[slot]!
      own = (own + loadA[slot]!) | 0
    }
    for (let d = 4; d < 8; d = (d + 1) | 0) {
      const slot = (bySlot + slotAt[(site + steps[(row + d) | 0]!) | 0]!) | 0
      energy += changeB[slot]!
      own = (own + loadB[slot]!) | 0
    }
    energy += this.#slotEnergy[own]!
    if (this.#field !== null && this.#feelsField[species] === 1) energy += this.#field[site]!
    return hasSecond[species] === 0 ? energy : energy + this.#secondNeighbours(bySlot)
  }

  #secondNeighbours(bySlot: number): number {
    const { second } = this.#energies
    const slotAt = this.#slotAt
    const steps = this.#second
    const site = this.#site
    const row = 6 * this.#kind[site]!
    let energy = 0
    for (let d = 0; d < 6; d = (d + 1) | 0) {
      energy += second[(bySlot + slotAt[(site + steps[(row + d) | 0]!) | 0]!) | 0]!
    }
    return energy
  }
}
