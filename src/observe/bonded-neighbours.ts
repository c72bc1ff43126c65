import { NEAREST_DIRECTIONS } from '../lattice/directions.ts'
import type { Configuration } from '../model/configuration.ts'
import { speciesIndex } from '../model/lattice-model.ts'
import { FACE, WATER, waterFaces } from './water-faces.ts'

/** Bit 0 of each of three masks of 8 directions: waters, and those of them that donate, and that accept. */
const EACH = 0x010101

const DONOR: readonly number[] = [FACE.donor]
const ACCEPTORS: readonly number[] = [FACE.straight, FACE.bent]

/** Which neighbours of a water are waters, and which are bonded to it, straight or bent, as masks of directions. */
export class BondedNeighbours {
  /** [state] → 1 for water */
  readonly isWater: Uint8Array
  readonly #configuration: Configuration
  /** [state] → the three masks, by the direction in which a state is seen; 0 where it is no water */
  readonly #shown: Int32Array
  /** [state] → where it donates and where it accepts, by its own directions */
  readonly #donors: Uint8Array
  readonly #acceptors: Uint8Array

  constructor(configuration: Configuration) {
    const { model } = configuration
    const water = speciesIndex(model, WATER)
    const faces = waterFaces(model)
    const mask = (state: number, wanted: readonly number[], turn: number) =>
      NEAREST_DIRECTIONS.reduce(
        (sum, _, d) => sum | (wanted.includes(faces[8 * state + (d ^ turn)]!) ? 1 << d : 0),
        0,
      )
    this.#configuration = configuration
    this.isWater = model.states.species.map((species) => (species === water ? 1 : 0))
    this.#donors = this.isWater.map((_, state) => mask(state, DONOR, 0))
    this.#acceptors = this.isWater.map((_, state) => mask(state, ACCEPTORS, 0))
    this.#shown = Int32Array.from(this.isWater, (isWater, state) =>
      isWater === 0 ? 0 : 255 | (mask(state, DONOR, 4) << 8) | (mask(state, ACCEPTORS, 4) << 16),
    )
  }

  /** Of a water on `site`: bit d where the neighbour in direction d is a water, 8 + d where it is bonded. */
  around(site: number): number {
    const { lattice, state } = this.#configuration
    const steps = lattice.nearestSteps
    const row = 8 * lattice.kind[site]!
    const shown = this.#shown
    let seen = 0
    for (let d = 0; d < 8; d++) seen |= shown[state[site + steps[row + d]!]!]! & (EACH << d)
    const own = state[site]!
    const given = this.#donors[own]! & (seen >> 16)
    const taken = this.#acceptors[own]! & (seen >> 8)
    return (seen & 255) | ((given | taken) << 8)
  }
}
