import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { type ByTetrahedron, forBoth } from '../model/shells.ts'
import { tabulateSpeciesEnergies } from './species-energies.ts'

/**
 * What it costs to have another species on a site, apart from its nearest-neighbour contacts: its own
 * shell, its neighbours' shells, second neighbours and the field; in `ENERGY_UNIT`.
 */
export class SpeciesReplacement {
  readonly #slotAt: Uint16Array
  readonly #kind: Uint8Array
  readonly #nearest: Int32Array
  readonly #secondSteps: Int32Array
  readonly #slotEnergy: Int32Array
  readonly #field: Int32Array | null
  readonly #feelsField: Uint8Array
  readonly #slots: number
  readonly #size: number
  readonly #empty: Int32Array
  /** [tetrahedron][species × size + neighbour's species] → what the neighbour adds to the load */
  readonly #weight: ByTetrahedron<Int32Array>
  /** [tetrahedron][species × slots + neighbour's slot] → the same */
  readonly #load: ByTetrahedron<Int32Array>
  /** [tetrahedron][(before × size + after) × slots + neighbour's slot] → change of the neighbour's shell */
  readonly #shell: ByTetrahedron<Int32Array>
  readonly #second: Int32Array
  readonly #hasSecond: Uint8Array

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    const { lattice, model, slotAt } = configuration
    const { slots, empty, weight } = model.shells
    const { load, second, hasSecond } = tabulateSpeciesEnergies(hamiltonian)
    this.#slotAt = slotAt
    this.#kind = lattice.kind
    this.#nearest = lattice.nearestSteps
    this.#secondSteps = lattice.secondSteps
    this.#slotEnergy = hamiltonian.slot
    this.#field = hamiltonian.field
    this.#feelsField = hamiltonian.feelsField
    this.#slots = slots
    this.#size = model.species.length + 1
    this.#empty = empty
    this.#weight = weight
    this.#load = load
    // A neighbour on one tetrahedron of the site sees it on the other of its own.
    this.#shell = forBoth([weight[1], weight[0]], (seen) => tabulateShells(hamiltonian, seen))
    this.#second = second
    this.#hasSecond = hasSecond
  }

  /** `after` in the place of `before`, all else as it is. */
  change(site: number, before: number, after: number): number {
    return this.#change(site, before, after, 0)
  }

  /**
   * The same where `before` and `after` change places, `after` being on the neighbouring site in a direction,
   * whose own shell does not count.
   */
  changeBeside(site: number, before: number, after: number, direction: number): number {
    const slot = this.#slotAt[site + this.#nearest[8 * this.#kind[site]! + direction]!]!
    const pair = (before * this.#size + after) * this.#slots
    const tetrahedron = direction < 4 ? 0 : 1
    const seen = this.#load[tetrahedron][after * this.#slots + slot]!
    const found = this.#weight[tetrahedron][after * this.#size + before]!
    return this.#change(site, before, after, found - seen) - this.#shell[tetrahedron][pair + slot]!
  }

  /** @param more what is to be added to the load found */
  #change(site: number, before: number, after: number, more: number): number {
    const slotAt = this.#slotAt
    const steps = this.#nearest
    const [shellA, shellB] = this.#shell
    const [loadA, loadB] = this.#load
    const row = 8 * this.#kind[site]!
    const pair = (before * this.#size + after) * this.#slots
    const is = after * this.#slots
    let shells = 0
    let own = this.#empty[after]! + more
    for (let d = 0; d < 4; d++) {
      const slot = slotAt[site + steps[row + d]!]!
      shells += shellA[pair + slot]!
      own += loadA[is + slot]!
    }
    for (let d = 4; d < 8; d++) {
      const slot = slotAt[site + steps[row + d]!]!
      shells += shellB[pair + slot]!
      own += loadB[is + slot]!
    }
    const change = shells + this.#slotEnergy[own]! - this.#slotEnergy[slotAt[site]!]!
    const isPlain = this.#hasSecond[before] === 0 && this.#hasSecond[after] === 0
    if (isPlain && this.#field === null) return change
    return change + this.#fieldChange(site, before, after) + this.#secondChange(site, before, after)
  }

  #fieldChange(site: number, before: number, after: number): number {
    const field = this.#field === null ? 0 : this.#field[site]!
    return field * (this.#feelsField[after]! - this.#feelsField[before]!)
  }

  #secondChange(site: number, before: number, after: number): number {
    const second = this.#second
    const steps = this.#secondSteps
    const row = 6 * this.#kind[site]!
    let energy = 0
    for (let d = 0; d < 6; d++) {
      const slot = this.#slotAt[site + steps[row + d]!]!
      energy += second[after * this.#slots + slot]! - second[before * this.#slots + slot]!
    }
    return energy
  }
}

/** [(before × size + after) × slots + slot] → change of a shell that counts `before` and is to count `after` */
function tabulateShells({ model, slot: energy }: Hamiltonian, weight: Int32Array): Int32Array {
  const { slots, base } = model.shells
  const size = model.species.length + 1
  const table = new Int32Array(size * size * slots)
  for (let centre = 0; centre < size; centre++) {
    const [first, last] = [base[centre]!, base[centre + 1] ?? slots]
    for (let pair = 0; pair < size * size; pair++) {
      const [before, after] = [Math.floor(pair / size), pair % size]
      const step = weight[centre * size + after]! - weight[centre * size + before]!
      for (let slot = first; slot < last; slot++) {
        const next = slot + step
        // Loads that no eight neighbours can make are never looked up.
        if (next >= first && next < last) table[pair * slots + slot] = energy[next]! - energy[slot]!
      }
    }
  }
  return table
}
