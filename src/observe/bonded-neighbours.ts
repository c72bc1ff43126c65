import { NEAREST_DIRECTIONS } from '../lattice/directions.ts'
import type { Configuration } from '../model/configuration.ts'
import { networkIndex } from '../model/lattice-model.ts'
import { bondFaces, FACE } from './bond-faces.ts'

/** Bit 0 of each of three masks of 8 directions: waters, and those of them that donate, and that accept. */
const EACH = 0x010101

/** The number of sites is 2·cells³, and cells are even. */
const SITES_IN_WORD = 4

const DONOR: readonly number[] = [FACE.donor]
const ACCEPTORS: readonly number[] = [FACE.straight, FACE.bent]

const ofConfiguration = new WeakMap<Configuration, BondedNeighbours>()

/**
 * Which neighbours of every water are waters, and which are bonded to it, straight or bent, as masks of
 * directions. All observers of a configuration share what is found (`BondedNeighbours.of`).
 */
export class BondedNeighbours {
  /** [state] → 1 for water */
  readonly isWater: Uint8Array
  /** [state] → where it donates and where it accepts, by its own directions */
  readonly donors: Uint8Array
  readonly acceptors: Uint8Array
  /** [site] → for a water bit d where the neighbour in direction d is a water, 8 + d where it is bonded; else 0 */
  readonly around: Uint16Array
  readonly #configuration: Configuration
  /** [state] → the three masks, by the direction in which a state is seen; 0 where it is no water */
  readonly #shown: Int32Array
  /** The last configuration, four sites in a word. */
  readonly #last: Int32Array
  #hasLooked = false

  static of(configuration: Configuration): BondedNeighbours {
    const known = ofConfiguration.get(configuration) ?? new BondedNeighbours(configuration)
    ofConfiguration.set(configuration, known)
    return known
  }

  private constructor(configuration: Configuration) {
    const { model, state } = configuration
    const water = networkIndex(model)
    const faces = bondFaces(model)
    const mask = (of: number, wanted: readonly number[], turn: number) =>
      NEAREST_DIRECTIONS.reduce(
        (sum, _, d) => sum | (wanted.includes(faces[8 * of + (d ^ turn)]!) ? 1 << d : 0),
        0,
      )
    this.#configuration = configuration
    this.isWater = model.states.species.map((species) => (species === water ? 1 : 0))
    this.donors = this.isWater.map((_, of) => mask(of, DONOR, 0))
    this.acceptors = this.isWater.map((_, of) => mask(of, ACCEPTORS, 0))
    this.#shown = Int32Array.from(this.isWater, (isWater, of) =>
      isWater === 0 ? 0 : 255 | (mask(of, DONOR, 4) << 8) | (mask(of, ACCEPTORS, 4) << 16),
    )
    this.around = new Uint16Array(state.length)
    this.#last = new Int32Array(state.length / SITES_IN_WORD)
  }

  /** Finds the neighbours of all waters, if the configuration has changed. */
  look(): void {
    const { lattice, state } = this.#configuration
    if (!this.#hasChanged()) return
    const { isWater, donors, acceptors, around } = this
    const { kind, nearestSteps } = lattice
    const shown = this.#shown
    for (let site = 0; site < state.length; site++) {
      const own = state[site]!
      around[site] = 0
      if (isWater[own] === 0) continue
      const row = 8 * kind[site]!
      let seen = 0
      for (let d = 0; d < 8; d++) {
        seen |= shown[state[site + nearestSteps[row + d]!]!]! & (EACH << d)
      }
      const bonded = (donors[own]! & (seen >> 16)) | (acceptors[own]! & (seen >> 8))
      around[site] = (seen & 255) | (bonded << 8)
    }
  }

  #hasChanged(): boolean {
    const { buffer, byteOffset } = this.#configuration.state
    const last = this.#last
    const present = new Int32Array(buffer, byteOffset, last.length)
    let word = this.#hasLooked ? 0 : last.length
    while (word < last.length && present[word] === last[word]) word++
    if (this.#hasLooked && word === last.length) return false
    last.set(present)
    this.#hasLooked = true
    return true
  }
}
