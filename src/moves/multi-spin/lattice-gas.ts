import type { Configuration } from '../../model/configuration.ts'
import { ENERGY_UNIT, type Hamiltonian } from '../../model/hamiltonian.ts'
import { VACANT } from '../../model/states.ts'
import { bitCount } from '../../numeric/bit-count.ts'
import { exp } from '../../numeric/exp.ts'
import { MultiSpinLayout, PARITIES } from './layout.ts'

/** Contacts that an exchange may lose at most. */
const MOST_LOST = 8

/**
 * A lattice gas of one species as bits, 1 where there is a molecule, so that many sites can be exchanged at once.
 * The configuration changes at `store` only.
 */
export class MultiSpinLatticeGas {
  readonly layout: MultiSpinLayout
  /** [class·classWords + word] → its occupation */
  readonly bits: Int32Array
  /** −1 where contacts between molecules cost energy, so that one gained is a loss; else 0. */
  readonly reversal: number
  /** [loss] → probability that as many contacts may be lost */
  readonly acceptance: Float64Array
  readonly #configuration: Configuration
  /** The occupation of the configuration. */
  readonly #stored: Int32Array
  readonly #species: number
  readonly #occupied: number
  readonly #slot: number
  /** Kinds of the contacts of two vacancies, of a molecule and a vacancy, of two molecules. */
  readonly #kinds: readonly [number, number, number]

  /** @param species the only one in the configuration, and an `isBareSphere` */
  constructor(configuration: Configuration, { contact }: Hamiltonian, species: number) {
    const { lattice, model } = configuration
    const { shown, nearest, classes } = model.contacts
    this.layout = new MultiSpinLayout(lattice)
    this.bits = new Int32Array(2 * PARITIES * this.layout.classWords)
    this.#configuration = configuration
    this.#stored = new Int32Array(this.bits.length)
    this.#species = species
    this.#occupied = model.states.first[species]!
    this.#slot = model.shells.empty[species]!
    const [vacancy, molecule] = [shown[8 * VACANT]!, shown[8 * this.#occupied]!]
    this.#kinds = [
      nearest[vacancy * classes + vacancy]!,
      nearest[vacancy * classes + molecule]!,
      nearest[molecule * classes + molecule]!,
    ]
    const [none, mixed, both] = this.#kinds
    // A contact of two molecules more is one of two vacancies more, and two mixed ones less.
    const energy = contact[both]! - 2 * contact[mixed]! + contact[none]!
    this.reversal = energy > 0 ? -1 : 0
    this.acceptance = Float64Array.from({ length: MOST_LOST + 1 }, (_, lost) =>
      exp(-lost * Math.abs(energy) * ENERGY_UNIT),
    )
  }

  /** Copies the configuration to the bits. */
  load(): void {
    const { words, classWords } = this.layout
    for (let ofClass = 0; ofClass < 2 * PARITIES; ofClass++) {
      for (let n = 0; n < words.length; n++) {
        this.bits[ofClass * classWords + words[n]!] = this.#pack(ofClass, n)
      }
      this.close(ofClass)
    }
    this.#stored.set(this.bits)
  }

  /** Copies the bits to the configuration. */
  store(): void {
    const { words, classWords } = this.layout
    for (let ofClass = 0; ofClass < 2 * PARITIES; ofClass++) {
      for (let n = 0; n < words.length; n++)
        this.#unpack(ofClass, n, ofClass * classWords + words[n]!)
    }
    this.#stored.set(this.bits)
    this.#recount()
  }

  #pack(ofClass: number, n: number): number {
    const { state } = this.#configuration
    const { laneStep, lanes } = this.layout
    const first = this.layout.firstSite(ofClass, n)
    const occupied = this.#occupied
    let word = 0
    for (let bit = 0; bit < laneStep.length; bit++) {
      // Beyond the last site of a short block there is another; `lanes` leaves it out.
      word |= Number(state[first + laneStep[bit]!] === occupied) << bit
    }
    return word & lanes[n]!
  }

  #unpack(ofClass: number, n: number, at: number): void {
    const configuration = this.#configuration
    const { layout } = this
    const word = this.bits[at]!
    const first = layout.firstSite(ofClass, n)
    let changed = (word ^ this.#stored[at]!) & layout.lanes[n]!
    while (changed !== 0) {
      const bit = 31 - Math.clz32(changed)
      changed ^= 1 << bit
      const site = first + layout.laneStep[bit]!
      const isFilled = ((word >>> bit) & 1) === 1
      configuration.show(site, isFilled ? this.#occupied : VACANT)
      configuration.slotAt[site] = isFilled ? this.#slot : 0
    }
  }

  /** Brings the copies around a class up to date, on the sides where its neighbours are read. */
  close(ofClass: number): void {
    const parity = ofClass % PARITIES
    const above = ofClass < PARITIES ? ~parity & 7 : 0
    this.layout.close(this.bits, ofClass * this.layout.classWords, parity, above)
  }

  #recount(): void {
    const { contacts, population, lattice } = this.#configuration
    const [none, mixed, both] = this.#kinds
    const pairs = this.#countPairs()
    const ends = 8 * population[this.#species]!
    contacts.fill(0)
    contacts[both]! += pairs
    contacts[mixed]! += ends - 2 * pairs
    contacts[none]! += 4 * lattice.sites - ends + pairs
  }

  /** Pairs of molecules on neighbouring sites. */
  #countPairs(): number {
    const { layout, bits } = this
    const { words, lanes, classWords } = layout
    let pairs = 0
    for (let corner = 0; corner < PARITIES; corner++) {
      for (let centre = 0; centre < PARITIES; centre++) {
        const to = layout.toNeighbours(corner, centre)
        for (let n = 0; n < words.length; n++) {
          const own = bits[corner * classWords + words[n]!]! & lanes[n]!
          pairs += bitCount(own & bits[to + words[n]!]!)
        }
      }
    }
    return pairs
  }
}
