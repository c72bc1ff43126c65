import type { BccLattice } from '../lattice/bcc.ts'
import type { Choices } from '../numeric/choices.ts'

/** How far a move looks for its partner site: to a nearest neighbour, or anywhere. */
export type Reach = 'near' | 'far'

/** Draws the partner of `site`. Both ends draw each other equally often, so proposals cancel. */
export function pickPartner(
  choices: Choices,
  lattice: BccLattice,
  site: number,
  reach: Reach,
): number {
  if (reach === 'far') return choices.below(lattice.sites)
  return lattice.neighbour(site, choices.below(8))
}

/** Up to here the numbers of two sites fit into one random number below 2^31. */
const LARGEST_PAIR = 46340

/** Draws an ordered pair of sites as one number, first · sites + second. */
export function drawPair(choices: Choices, sites: number): number {
  if (sites <= LARGEST_PAIR) return choices.below(sites * sites)
  return choices.below(sites) * sites + choices.below(sites)
}
