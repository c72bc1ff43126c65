import { lineThrough } from '../statistics/line.ts'

/** While the share of waters off the ice lattice is between these, ice and liquid are both there. */
const TWO_PHASES = [0.06, 0.44] as const
const FEWEST_SAMPLES = 10

/**
 * How fast the share of waters on the ice lattice grows while both phases are there, per sweep.
 * @param off share of waters off that lattice, every so many sweeps
 */
export function growthRate(off: readonly number[], every: number): number {
  const end = off.findIndex((share) => share < TWO_PHASES[0] || share > TWO_PHASES[1])
  const seen = off.slice(0, end < 0 ? off.length : Math.max(end, FEWEST_SAMPLES))
  return lineThrough(seen.map((y, k) => ({ x: (k + 1) * every, y: -y }))).slope.value
}
