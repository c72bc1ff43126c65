import type { BccLattice } from '../lattice/bcc.ts'
import type { Choices } from '../numeric/choices.ts'

const BONDS = 4

/** fcc sublattices that make up a diamond lattice, the oxygens of ice Ic. */
export const CORNERS = 0
export const CENTRES = 2

/** Which way the hydrogen bonds of ice Ic point. */
export interface ProtonOrder {
  /** The four directions in which a corner has its bonds; a centre has them in the opposite ones. */
  readonly directions: readonly number[]
  /** Of a site of the diamond lattice: the directions in which it donates, two of its four. */
  donors(site: number): number[]
}

/**
 * A proton-disordered ice Ic on fcc sublattices 0 and 2: every bond has one proton and every site donates
 * two (Bernal & Fowler, J. Chem. Phys. 1, 515 (1933)). From an ordered crystal, as many closed loops of
 * bonds that all point one way round are turned over as there are corners (Rahman & Stillinger, J. Chem.
 * Phys. 57, 4009 (1972)): that keeps the rules.
 */
export function protonOrder(lattice: BccLattice, choices: Choices): ProtonOrder {
  const sites = Array.from({ length: lattice.sites }, (_, site) => site)
  const corners = sites.filter((site) => lattice.fccSublattice(site) === CORNERS)
  const directions = Array.from({ length: 8 }, (_, d) => d).filter((d) => {
    return lattice.fccSublattice(lattice.neighbour(corners[0]!, d)) === CENTRES
  })
  /** [corner × 4 + bond] → 1 if the corner donates in that bond, 0 if its partner does */
  const gives = new Uint8Array(lattice.sites * BONDS)
  for (const corner of corners) gives.fill(1, BONDS * corner, BONDS * corner + 2)
  const partner = (site: number, bond: number, isCorner: boolean) =>
    lattice.neighbour(site, isCorner ? directions[bond]! : directions[bond]! ^ 4)

  /** A bond of the two in which a site donates, and where it leads. */
  const step = (site: number, isCorner: boolean): { at: number; other: number } => {
    let wanted = choices.below(2)
    for (let bond = 0; ; bond++) {
      const other = partner(site, bond, isCorner)
      const at = BONDS * (isCorner ? site : other) + bond
      if ((gives[at] === 1) === isCorner && wanted-- === 0) return { at, other }
    }
  }
  /** [corner] → bonds walked before it was met, in the walk whose number `metIn` has */
  const metAfter = new Int32Array(lattice.sites)
  const metIn = new Int32Array(lattice.sites).fill(-1)
  for (let walk = 0; walk < corners.length; walk++) {
    const walked: number[] = []
    let corner = corners[choices.below(corners.length)]!
    while (metIn[corner] !== walk) {
      metIn[corner] = walk
      metAfter[corner] = walked.length
      const there = step(corner, true)
      const back = step(there.other, false)
      walked.push(there.at, back.at)
      corner = back.other
    }
    for (const at of walked.slice(metAfter[corner])) gives[at]! ^= 1
  }
  return {
    directions,
    donors(site) {
      const isCorner = lattice.fccSublattice(site) === CORNERS
      return directions.flatMap((direction, bond) => {
        if (isCorner) return gives[BONDS * site + bond] === 1 ? [direction] : []
        return gives[BONDS * partner(site, bond, false) + bond] === 1 ? [] : [direction ^ 4]
      })
    },
  }
}
