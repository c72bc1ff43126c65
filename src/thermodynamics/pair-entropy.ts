import { log } from '../numeric/log.ts'

const NEIGHBOURS = 8
const BOND_DIRECTIONS = 4

/**
 * Pair (quasi-chemical) entropy of the bcc lattice in k per site, from the histogram `pairStates`, bin
 * (d·S + a)·S + b: S/k = (z − 1) Σ_s p_s ln p_s − Σ_d Σ_ab y^d_ab ln y^d_ab with z = 8, p over all
 * states of a site and y^d over the pairs along bond direction d (Bethe; Guggenheim 1935; Kikuchi 1951). It
 * is exact without interactions and on a tree, and neglects that bonds close to rings.
 *
 * A sampled histogram makes every Σ p ln p too large; Miller and Madow's term (occupied bins − 1)/2n is
 * applied to each. n is the number of independent observations of a site: at most, and by default,
 * the sites counted; for correlated samples give effective samples × sites.
 * @throws RangeError where the histogram has not 4·S² bins, or is empty
 */
export function pairEntropyPerSite(
  histogram: ArrayLike<number>,
  states: number,
  observations?: number,
): number {
  const pairs = states * states
  if (histogram.length !== BOND_DIRECTIONS * pairs) {
    throw new RangeError(`${histogram.length} bins, not 4 × ${states}²`)
  }
  const bonds = Array.from({ length: BOND_DIRECTIONS }, (_, d) =>
    Float64Array.from({ length: pairs }, (_, bin) => histogram[d * pairs + bin]!),
  )
  // On a periodic lattice every site begins one bond of each direction: either end has the same p.
  const site = Float64Array.from({ length: states }, (_, a) =>
    bonds[0]!.subarray(a * states, (a + 1) * states).reduce((sum, count) => sum + count, 0),
  )
  const n = observations ?? sumOf(site)
  return (
    bonds.reduce((sum, bond) => sum + entropyOf(bond, n), 0) - (NEIGHBOURS - 1) * entropyOf(site, n)
  )
}

/** The same per mole of particles, in R; null where there are none. */
export function pairEntropyPerParticle(perSite: number, sites: number, particles: number) {
  return particles > 0 ? (perSite * sites) / particles : null
}

/** −Σ p ln p of a histogram, with the correction for `observations` independent entries. */
function entropyOf(counts: Float64Array, observations: number): number {
  const total = sumOf(counts)
  if (!(total > 0)) throw new RangeError('an empty histogram has no entropy')
  let entropy = 0
  let occupied = 0
  for (const count of counts) {
    if (count === 0) continue
    occupied++
    entropy -= (count / total) * log(count / total)
  }
  return entropy + (occupied - 1) / (2 * observations)
}

function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
