import type { Configuration } from '../model/configuration.ts'
import { VACANT } from '../model/states.ts'
import { cos, PI, sin } from '../numeric/trigonometry.ts'
import type { Column, Distribution, Observer } from './observer.ts'

/**
 * Static structure factor at the smallest wave vectors of the box, for each species:
 * S(k_min) = ⟨|Σ_j e^(ik·r_j)|²⟩/N, the mean over k = 2π/(box length) along x, y and z; no unit.
 * An ideal mixture of filling x has 1 − x; a value that grows with the box is a sign of phase separation.
 */
export class DensityFluctuationObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  /** [(species × 3 + axis) × planes + plane] → molecules on a lattice plane */
  readonly #onPlane: Float64Array
  readonly #cosine: Float64Array
  readonly #sine: Float64Array

  constructor(configuration: Configuration) {
    const { model, lattice, population } = configuration
    const planes = 2 * lattice.cells
    this.#configuration = configuration
    this.columns = model.species.map(({ name }) => ({
      name: `densityFluctuation:${name}`,
      unit: '',
    }))
    this.#onPlane = new Float64Array(population.length * 3 * planes)
    const angle = (plane: number) => (2 * PI * plane) / planes
    this.#cosine = Float64Array.from({ length: planes }, (_, plane) => cos(angle(plane)))
    this.#sine = Float64Array.from({ length: planes }, (_, plane) => sin(angle(plane)))
  }

  measure(out: Float64Array, offset: number): void {
    this.#count()
    const { population } = this.#configuration
    const planes = this.#cosine.length
    for (let species = 1; species < population.length; species++) {
      let sum = 0
      for (let axis = 0; axis < 3; axis++) sum += this.#squaredWave((3 * species + axis) * planes)
      out[offset + species - 1] = sum / (3 * Math.max(population[species]!, 1))
    }
  }

  #squaredWave(first: number): number {
    let real = 0
    let imaginary = 0
    for (let plane = 0; plane < this.#cosine.length; plane++) {
      real += this.#onPlane[first + plane]! * this.#cosine[plane]!
      imaginary += this.#onPlane[first + plane]! * this.#sine[plane]!
    }
    return real * real + imaginary * imaginary
  }

  /** Sites are numbered x fastest, then y, z, and corners before centres (`BccLattice`). */
  #count(): void {
    const { lattice, model, state } = this.#configuration
    const speciesOf = model.states.species
    const onPlane = this.#onPlane
    const cells = lattice.cells
    const planes = 2 * cells
    onPlane.fill(0)
    let site = 0
    for (let centre = 0; centre < 2; centre++) {
      for (let z = centre; z < planes; z += 2) {
        for (let y = centre; y < planes; y += 2) {
          for (let x = centre; x < planes; x += 2) {
            const own = state[site++]!
            if (own === VACANT) continue
            const row = speciesOf[own]! * 3 * planes
            onPlane[row + x]! += 1
            onPlane[row + planes + y]! += 1
            onPlane[row + 2 * planes + z]! += 1
          }
        }
      }
    }
  }
}
