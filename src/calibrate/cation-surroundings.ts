import type { Configuration } from '../model/configuration.ts'
import { bjerrumLength } from '../model/dielectric.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { type LatticeModel, networkIndex, speciesIndex } from '../model/lattice-model.ts'

/** What is around each cation of a dilute solution. */
export class CationSurroundings {
  readonly #configuration: Configuration
  readonly #cation: number
  readonly #anion: number
  readonly #water: number
  /** Square of Bjerrum's distance in halves of a cell's edge. */
  readonly #reach: number

  constructor(configuration: Configuration, cation: string, anion: string, temperature: number) {
    const { model } = configuration
    this.#configuration = configuration
    this.#cation = speciesIndex(model, cation)
    this.#anion = speciesIndex(model, anion)
    this.#water = networkIndex(model)
    const unit = model.forceField.spacing.value / Math.sqrt(3)
    const reach = bjerrumDistance(model, temperature, this.#cation, this.#anion) / unit
    this.#reach = reach * reach
  }

  look(): { anions: number; waters: number; isNear: boolean }[] {
    const { lattice } = this.#configuration
    const sites = Array.from({ length: lattice.sites }, (_, site) => site)
    const holding = (species: number) =>
      sites.filter((site) => this.#configuration.speciesAt(site) === species)
    const anions = holding(this.#anion)
    return holding(this.#cation).map((site) => {
      const neighbours = Array.from({ length: 8 }, (_, d) =>
        this.#configuration.speciesAt(lattice.neighbour(site, d)),
      )
      const count = (species: number) => neighbours.filter((one) => one === species).length
      const isNear = anions.some((anion) => this.#squareDistance(site, anion) <= this.#reach)
      return { anions: count(this.#anion), waters: count(this.#water), isNear }
    })
  }

  /** To the nearest image, in halves of a cell's edge. */
  #squareDistance(first: number, second: number): number {
    const { lattice } = this.#configuration
    const [a, b] = [lattice.position(first), lattice.position(second)]
    const edge = 2 * lattice.cells
    return a.reduce((sum, x, axis) => {
      const apart = Math.abs(x - b[axis]!)
      const nearest = Math.min(apart, edge - apart)
      return sum + nearest * nearest
    }, 0)
  }
}

/** |z₊z₋| l_B/2 in Å; 0 where charges do not act over a distance. */
function bjerrumDistance(
  model: LatticeModel,
  temperature: number,
  cation: number,
  anion: number,
): number {
  const { permittivity } = new Hamiltonian(model, temperature)
  if (permittivity === null) return 0
  const product = Math.abs(model.charges[cation]! * model.charges[anion]!)
  return (product * bjerrumLength(permittivity.value, temperature)) / 2
}
