import { log } from '../../src/numeric/log.ts'

/** Iterations to the fixed point of the messages, which each shrink the error by a factor of 2 at least. */
const ITERATIONS = 200
/** Hexagons of a diamond lattice per site. */
const HEXAGONS = 2
const STEP = 1e-4

/**
 * ln Z/N of ice-rule water whose broken bonds weigh x, with the rings of six bonds and no longer ones: exact
 * on a tree (Bethe), which gives Pauling's W = 3/2 at x = 0, times 1 + λ⁶ + μ⁶ for each hexagon, λ and μ
 * being how much of a polarity, and of a lack of bonds, goes on from one bond to the next (Chertkov &
 * Chernyak, J. Stat. Mech. P06009 (2006)). ln 12 at x = 1.
 */
export function logPartitionWithHexagons(x: number): number {
  // What a molecule tells its neighbour: u towards a donor or an acceptor, x towards an inert face.
  let u = 1
  for (let k = 0; k < ITERATIONS; k++) u = x + (1 - x) * acceptor(u, x)
  const p = acceptor(u, x)
  const [u2, u3, x3] = [u * u, u * u * u, x * x * x]
  const site = 6 * u3 * u + 6 * x3 * x
  const bond = x + (1 - x) * 2 * p * p
  const polarity = ((1 - x) * u2) / (6 * (u3 + x3))
  const lack = ((1 - x) * u2 * x3) / (2 * (u3 + x3) * (u3 + x3))
  return log(site) - 2 * log(bond) + HEXAGONS * log(1 + sixth(polarity) + sixth(lack))
}

/** d ln Z/d ln x of it: broken bonds of a molecule. */
export function brokenBondsWithHexagons(x: number): number {
  const [above, below] = [x * (1 + STEP), x * (1 - STEP)]
  const rise = logPartitionWithHexagons(above) - logPartitionWithHexagons(below)
  return rise / log(above / below)
}

/** Share of the molecules that show an acceptor to the neighbour on a bond, were it not for that. */
function acceptor(u: number, x: number): number {
  const r = x / u
  return 0.5 / (1 + r * r * r)
}

function sixth(a: number): number {
  return a * a * a * a * a * a
}
