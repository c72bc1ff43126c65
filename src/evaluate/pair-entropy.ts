import { log } from '../numeric/log.ts'
import { BOND_DIRECTIONS, type PairClass } from '../observe/pair-classes.ts'

const NEIGHBOURS = 8

/**
 * Pair (quasi-chemical) entropy of the bcc lattice in k per site, from the histogram `pairStates` of classes of pairs:
 * S/k = (z − 1) Σ_s p_s ln p_s − Σ_d Σ_ab y^d_ab ln y^d_ab with z = 8, p over all states of a site and y^d over the
 * pairs along bond direction d, all members of a class alike (Bethe; Guggenheim 1935; Kikuchi 1951). It is exact
 * without interactions and on a tree, and neglects that bonds close to rings.
 *
 * A sampled histogram makes it too small. Of n independent observations of a site, with s kinds of states and c classes
 * met, every kind but one costs 8/2n in the pairs and gives 7/2n back in the sites; what pairs have beyond their
 * ends costs 1/2n for each of c − s: together (c − 1)/2n, which is added. n is at most, and by default, the sites
 * counted; for correlated samples give effective samples × sites.
 * @throws RangeError where the histogram is not of these classes, or is empty
 */
export function pairEntropyPerSite(
  histogram: ArrayLike<number>,
  classes: readonly PairClass[],
  observations?: number,
): number {
  if (histogram.length !== classes.length) {
    throw new RangeError(`${histogram.length} bins of ${classes.length} classes of pairs`)
  }
  let total = 0
  for (const k of classes.keys()) total += histogram[k]!
  if (!(total > 0)) throw new RangeError('an empty histogram has no entropy')
  const kinds = new Map<number, { share: number; readonly states: number }>()
  let entropy = 0
  let occupied = 0
  for (const [k, { members, ends }] of classes.entries()) {
    const share = histogram[k]! / total
    if (share === 0) continue
    occupied++
    entropy -= BOND_DIRECTIONS * share * log((BOND_DIRECTIONS * share) / members)
    for (const { kind, states } of ends) {
      const known = kinds.get(kind) ?? { share: 0, states }
      known.share += share / 2
      kinds.set(kind, known)
    }
  }
  for (const { share, states } of kinds.values()) {
    entropy += (NEIGHBOURS - 1) * share * log(share / states)
  }
  return entropy + (occupied - 1) / (2 * (observations ?? total / BOND_DIRECTIONS))
}

/** The same per mole of particles, in R; null where there are none. */
export function pairEntropyPerParticle(perSite: number, sites: number, particles: number) {
  return particles > 0 ? (perSite * sites) / particles : null
}
