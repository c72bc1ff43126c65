import type { BccLattice } from '../lattice/bcc.ts'
import { NEAREST_DIRECTIONS, SECOND_DIRECTIONS } from '../lattice/directions.ts'

export type Vector = readonly [number, number, number]

/** Squared distances of the third to sixth shell, in half-cell units. */
const FARTHER_SHELLS = [8, 11, 12, 16]

/** Largest component of a displacement. */
const REACH = 4

/**
 * Displacements to the 64 sites of the first six shells, nearest first, in half-cell units: 8 and 6 in
 * the order of `lattice/directions`, then 12 of (220), 24 of (311), 8 of (222) and 6 of (400).
 */
export const DISPLACEMENTS: readonly Vector[] = [
  ...NEAREST_DIRECTIONS,
  ...SECOND_DIRECTIONS,
  ...FARTHER_SHELLS.flatMap(displacementsOf),
]

const COMPONENTS = Int8Array.from(DISPLACEMENTS.flat())

/** Number of displacements up to and with each shell. */
export const SHELL_ENDS = [8, 14, 26, 50, 58, 64] as const

function displacementsOf(squaredDistance: number): Vector[] {
  const found: Vector[] = []
  for (let x = -REACH; x <= REACH; x++) {
    for (let y = -REACH; y <= REACH; y++) {
      for (let z = -REACH; z <= REACH; z++) {
        const onLattice = (x - y) % 2 === 0 && (y - z) % 2 === 0
        if (onLattice && x * x + y * y + z * z === squaredDistance) found.push([x, y, z])
      }
    }
  }
  return found
}

/** Finds the sites around one site; periodic images are the sites they are images of. */
export class ShellSites {
  readonly #lattice: BccLattice
  readonly #corners: number
  /** [coordinate + REACH] → cell along an axis, folded back into the box */
  readonly #cell: Int32Array
  #x = 0
  #y = 0
  #z = 0

  constructor(lattice: BccLattice) {
    const planes = 2 * lattice.cells
    this.#lattice = lattice
    this.#corners = lattice.sites / 2
    this.#cell = Int32Array.from({ length: planes + 2 * REACH }, (_, shifted) =>
      Math.floor(((shifted - REACH + planes) % planes) / 2),
    )
  }

  moveTo(site: number): void {
    const [x, y, z] = this.#lattice.position(site)
    this.#x = x
    this.#y = y
    this.#z = z
  }

  /** The site at `DISPLACEMENTS[k]` from where `moveTo` went. */
  at(k: number): number {
    const cell = this.#cell
    const cells = this.#lattice.cells
    const x = this.#x + COMPONENTS[3 * k]!
    const y = this.#y + COMPONENTS[3 * k + 1]!
    const z = this.#z + COMPONENTS[3 * k + 2]!
    const row = cell[z + REACH]! * cells + cell[y + REACH]!
    return (x & 1) * this.#corners + row * cells + cell[x + REACH]!
  }
}
