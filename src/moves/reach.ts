import type { BccLattice } from '../lattice/bcc.ts'
import type { Choices } from '../numeric/choices.ts'

/** How far a move looks for its partner site: to a nearest neighbour, or anywhere. */
export type Reach = 'near' | 'far'

const neighbours = new Int32Array(8)

/** Draws the partner of `site`. Both ends draw each other equally often, so proposals cancel. */
export function pickPartner(
  choices: Choices,
  lattice: BccLattice,
  site: number,
  reach: Reach,
): number {
  if (reach === 'far') return choices.below(lattice.sites)
  lattice.nearest(site, neighbours)
  return neighbours[choices.below(8)]!
}
