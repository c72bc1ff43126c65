import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { networkIndex } from '../model/lattice-model.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { Libration, type LibrationAverages, ORDER_BINS } from './libration.ts'
import { NearestFour } from './nearest-four.ts'
import type { Vector } from './neighbour-shells.ts'
import { type Column, type Distribution, emptyDistribution, type Observer } from './observer.ts'

/**
 * By variance and directions, as text: replicas of a thread share them, since finding them takes longer than all else that
 * a replica begins with.
 */
const sharedAverages = new Map<string, LibrationAverages>()

/** Averages that are kept, of half a kilobyte each. */
const MOST_KEPT = 5000

/**
 * Tetrahedral order of water: q = 1 − ⅜ Σ_{j<k} (cos ψ_jk + ⅓)² over a water's four nearest waters
 * (Errington & Debenedetti 2001), which are chosen as `NearestFour` says. The lattice gives the mean
 * directions; every q, ⟨q⟩ included, is averaged over thermal libration about them with the force field's
 * stiffness k_θ, variance RT/k_θ (`Libration`). Without a `libration` in the force field the bare
 * lattice values are reported and the entropy, which would be −∞ in ice, is left out.
 *
 * - `tetrahedralOrder`: mean q;
 * - `tetrahedralEntropy` = (3/2)⟨ln(1 − q)⟩, in k_B per water: S_Q − S_0 (Kumar, Buldyrev & Stanley,
 *   PNAS 106, 22130 (2009));
 * - `tetrahedralEntropySlope`: T·∂/∂T of that for one configuration, by libration alone;
 * - `tetrahedralOrder:fewerThanFour`: share of waters with fewer than four nearest-neighbour waters;
 * - `tetrahedralOrder:counted`: share of waters that have four waters within six shells. The means are
 *   over these; where a measurement finds none they are undefined, null in the record. Fewer than five waters have none
 *   ever, and all of this is left out.
 *
 * The distribution `tetrahedralOrder` is that of q, libration included.
 */
export class TetrahedralOrderObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[]
  readonly #configuration: Configuration
  readonly #nearestFour: NearestFour
  /** rad² */
  readonly #variance: number
  /** Tabulated when first needed, which is long after the first sweep. */
  #libration: Libration | null = null
  readonly #librates: boolean
  /** [class of directions] → averages, computed when first met */
  readonly #averages: LibrationAverages[] = []
  readonly #network: number

  constructor(configuration: Configuration, hamiltonian: Hamiltonian) {
    const { libration } = configuration.model.forceField
    const rt = (GAS_CONSTANT * hamiltonian.temperature) / 1000
    this.#configuration = configuration
    this.#network = networkIndex(configuration.model)
    this.#nearestFour = new NearestFour(configuration)
    this.#librates = libration !== null
    this.#variance = libration === null ? 0 : rt / libration.value
    this.columns = [
      { name: 'tetrahedralOrder', unit: '' },
      { name: 'tetrahedralOrder:fewerThanFour', unit: '' },
      { name: 'tetrahedralOrder:counted', unit: '', auxiliary: true },
      ...(this.#librates
        ? [
            { name: 'tetrahedralEntropy', unit: 'kB' },
            { name: 'tetrahedralEntropySlope', unit: 'kB', auxiliary: true },
          ]
        : []),
    ]
    const edges = Array.from({ length: ORDER_BINS }, (_, bin) => -1 + (2 * bin) / ORDER_BINS)
    this.distributions = [emptyDistribution('tetrahedralOrder', 'q', edges)]
  }

  measure(out: Float64Array, offset: number, block: number): void {
    const four = this.#nearestFour
    const gathered = this.distributions[0]!.blocks[block]!
    four.count()
    let order = 0
    let logarithm = 0
    let slope = 0
    for (const kind of four.met) {
      const weight = four.weights[kind]!
      const averages = this.#averagesOf(kind)
      order += weight * averages.order
      logarithm += weight * averages.logarithm
      slope += weight * averages.slope
      const { histogram, filled } = averages
      for (let bin = filled[0]; bin < filled[1]; bin++) gathered[bin]! += weight * histogram[bin]!
    }
    const waters = Math.max(this.#configuration.population[this.#network]!, 1)
    const { counted } = four
    out[offset] = order / counted
    out[offset + 1] = four.fewerThanFour / waters
    out[offset + 2] = counted / waters
    if (!this.#librates) return
    out[offset + 3] = (1.5 * logarithm) / counted
    out[offset + 4] = (1.5 * slope) / counted
  }

  #averagesOf(kind: number): LibrationAverages {
    this.#averages[kind] ??= this.#find(this.#nearestFour.directions.representatives[kind]!)
    return this.#averages[kind]
  }

  #find(directions: readonly Vector[]): LibrationAverages {
    const key = `${this.#variance}:${directions.join(';')}`
    const known = sharedAverages.get(key)
    if (known !== undefined) return known
    this.#libration ??= new Libration(this.#variance)
    const averages = this.#libration.average(directions)
    if (sharedAverages.size >= MOST_KEPT) sharedAverages.clear()
    sharedAverages.set(key, averages)
    return averages
  }
}
