import { isIon } from '../forcefield/species-kinds.ts'
import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { type NamedSpecies, speciesThat } from './named-species.ts'
import type { Column, Distribution, Observer } from './observer.ts'

const NEAREST = 8
const SECOND = 6

/**
 * How different the surroundings of like ions are: `siteEnergySpread:<ion>` is the standard deviation
 * of the ions' interaction enthalpies over the ions of that species in one configuration, kJ/mol; 0 for
 * fewer than two. An ion's interaction enthalpy counts
 *
 * - the contact enthalpies with its 8 nearest and 6 second neighbours, in full;
 * - the energy of its own shell, not what its presence does to the shells of its neighbours;
 * - u·(1 + d ln ε/d ln T) with Coulomb's free energy u = qφ in the potential of all ions, in full. The
 *   ion's own images are part of φ; being alike for all ions of a species, they do not spread.
 */
export class SiteEnergySpreadObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #ions: readonly NamedSpecies[]
  /** [kind] → kJ/mol */
  readonly #contact: Float64Array
  /** kJ/mol per unit of charge × potential */
  readonly #coulomb: number
  readonly #neighbours = new Int32Array(NEAREST)
  /** [species] → ions met, mean of their enthalpies, and sum of squared deviations from it */
  readonly #count: Float64Array
  readonly #mean: Float64Array
  readonly #squares: Float64Array

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    const { model } = configuration
    const { temperature, coulomb, permittivity } = hamiltonian
    this.#configuration = configuration
    this.#ions = speciesThat(model, isIon)
    this.#contact = Float64Array.from(model.contacts.kinds, ({ enthalpy }) => enthalpy)
    // `coulomb` is per unit of Σqφ, twice the energy; a single ion has all of its qφ.
    const reduced = 2 * coulomb * (1 + (permittivity?.slope ?? 0))
    this.#coulomb = (reduced * GAS_CONSTANT * temperature) / 1000
    this.columns = this.#ions.map(({ name }) => ({
      name: `siteEnergySpread:${name}`,
      unit: 'kJ/mol',
    }))
    this.#count = new Float64Array(model.charges.length)
    this.#mean = new Float64Array(model.charges.length)
    this.#squares = new Float64Array(model.charges.length)
  }

  measure(out: Float64Array, offset: number): void {
    const { model, state } = this.#configuration
    const [count, mean, squares] = [this.#count.fill(0), this.#mean.fill(0), this.#squares.fill(0)]
    for (let site = 0; site < state.length; site++) {
      const species = model.states.species[state[site]!]!
      if (model.charges[species] === 0) continue
      // Welford's update: no difference of large squares.
      const deviation = this.#enthalpyAt(site, species) - mean[species]!
      count[species]! += 1
      mean[species]! += deviation / count[species]!
      squares[species]! += deviation * deviation * (1 - 1 / count[species]!)
    }
    for (const [column, { index }] of this.#ions.entries()) {
      out[offset + column] = Math.sqrt(squares[index]! / Math.max(count[index]!, 1))
    }
  }

  #enthalpyAt(site: number, species: number): number {
    const { lattice, model, state, slotAt, electrostatics } = this.#configuration
    const { shown, nearest, classes, second, hasSecond } = model.contacts
    const neighbours = this.#neighbours
    const own = NEAREST * state[site]!
    lattice.nearest(site, neighbours)
    let sum = model.shells.penalty[slotAt[site]!]!
    for (let d = 0; d < NEAREST; d++) {
      const seen = shown[NEAREST * state[neighbours[d]!]! + (d ^ 4)]!
      sum += this.#contact[nearest[shown[own + d]! * classes + seen]!]!
    }
    if (hasSecond) {
      const row = species * model.charges.length
      lattice.second(site, neighbours)
      for (let d = 0; d < SECOND; d++) {
        sum += this.#contact[second[row + model.states.species[state[neighbours[d]!]!]!]!]!
      }
    }
    const potential = electrostatics?.potential[site] ?? 0
    return sum + model.charges[species]! * potential * this.#coulomb
  }
}
