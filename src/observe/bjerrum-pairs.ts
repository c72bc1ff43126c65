import { isAnion, isCation } from '../forcefield/species-kinds.ts'
import type { Configuration } from '../model/configuration.ts'
import { bjerrumLength } from '../model/dielectric.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { type NamedSpecies, speciesThat } from './named-species.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/**
 * `bjerrumPairs:<cation>`: share of the cations of that species with an anion within Bjerrum's distance, at which the
 * attraction is worth 2 kT: |z₊z₋| l_B/2, to the nearest image. 0 where there are no such cations, or where charges do
 * not act over a distance.
 *
 * N. Bjerrum, Kgl. Danske Vidensk. Selsk. Mat.-Fys. Medd. 7, no. 9 (1926).
 */
export class BjerrumPairObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #cations: readonly NamedSpecies[]
  readonly #anions: readonly NamedSpecies[]
  /** [cation][anion] → square of Bjerrum's distance in halves of a cell's edge */
  readonly #reach: readonly (readonly number[])[]

  constructor(configuration: Configuration, { permittivity, temperature }: Hamiltonian) {
    const { model } = configuration
    this.#configuration = configuration
    this.#cations = speciesThat(model, isCation)
    this.#anions = speciesThat(model, isAnion)
    this.columns = this.#cations.map(({ name }) => ({ name: `bjerrumPairs:${name}`, unit: '' }))
    const length = permittivity === null ? 0 : bjerrumLength(permittivity.value, temperature)
    const half = model.forceField.spacing.value / Math.sqrt(3)
    this.#reach = this.#cations.map((cation) =>
      this.#anions.map((anion) => {
        const product = Math.abs(model.charges[cation.index]! * model.charges[anion.index]!)
        const reach = (product * length) / 2 / half
        return reach * reach
      }),
    )
  }

  measure(out: Float64Array, offset: number): void {
    const anions = this.#anions.map(({ index }) => this.#placesOf(index))
    for (const [k, { index }] of this.#cations.entries()) {
      const cations = this.#placesOf(index)
      const reach = this.#reach[k]!
      const paired = cations.filter((cation) =>
        anions.some((places, a) =>
          places.some((anion) => this.#squareDistance(cation, anion) <= reach[a]!),
        ),
      )
      out[offset + k] = paired.length / Math.max(cations.length, 1)
    }
  }

  /** Positions of the particles of a species in halves of a cell's edge. */
  #placesOf(species: number): [number, number, number][] {
    const { lattice, model, state } = this.#configuration
    const places: [number, number, number][] = []
    for (let site = 0; site < state.length; site++) {
      if (model.states.species[state[site]!] === species) places.push(lattice.position(site))
    }
    return places
  }

  #squareDistance(a: readonly number[], b: readonly number[]): number {
    const edge = 2 * this.#configuration.lattice.cells
    let sum = 0
    for (let axis = 0; axis < 3; axis++) {
      const apart = Math.abs(a[axis]! - b[axis]!)
      const nearest = Math.min(apart, edge - apart)
      sum += nearest * nearest
    }
    return sum
  }
}
