import type { Override } from '../src/document/override.ts'
import type { Configuration } from '../src/model/configuration.ts'
import { type Engine, startEngine } from './engine.ts'

/** Cells of the box that is laid out. */
export const SMALL = 16
const EQUILIBRATION = 400

/**
 * A box of 16 cells of one scenario, and larger ones in which it is repeated in all three directions, so that all sizes
 * start from the same liquid: from a random start nearly every transfer of a charge is accepted, each of which
 * changes the potential of all sites.
 */
export class LaidOut {
  readonly #small: Engine
  readonly #name: string
  readonly #settings: readonly Override[]

  private constructor(small: Engine, name: string, settings: readonly Override[]) {
    this.#small = small
    this.#name = name
    this.#settings = settings
  }

  static async of(name: string, mix: string, settings: readonly Override[] = []): Promise<LaidOut> {
    const small = await startEngine(name, SMALL, { settings })
    const chain = small.newChain(mix)
    for (let sweep = 0; sweep < EQUILIBRATION; sweep++) chain.sweep()
    return new LaidOut(small, name, settings)
  }

  /** @param cells a multiple of 16 */
  async engine(cells: number): Promise<Engine> {
    if (cells === SMALL) return this.#small
    const fill = (larger: Configuration) => repeat(this.#small.configuration, larger)
    return startEngine(this.#name, cells, { fill, settings: this.#settings })
  }
}

/**
 * Fills a larger box with a small one, repeated. Its potential is repeated, too: building it anew takes as
 * many steps as there are charges times sites.
 */
function repeat(small: Configuration, larger: Configuration): void {
  const { cells } = larger.lattice
  const smallSites = Int32Array.from({ length: larger.lattice.sites }, (_, site) => {
    const half = site < cells ** 3 ? 0 : 1
    const cell = site - half * cells ** 3
    const [x, y, z] = [
      cell % cells,
      Math.floor(cell / cells) % cells,
      Math.floor(cell / cells ** 2),
    ]
    return half * SMALL ** 3 + ((z % SMALL) * SMALL + (y % SMALL)) * SMALL + (x % SMALL)
  })
  const [from, to] = [small.electrostatics, larger.electrostatics]
  if (from !== null && to !== null) {
    to.rebuild = () => {
      for (const [site, other] of smallSites.entries()) to.potential[site] = from.potential[other]!
      to.twiceEnergy = from.twiceEnergy * (cells / SMALL) ** 3
    }
  }
  larger.fill(Uint8Array.from(smallSites, (site) => small.state[site]!))
}
