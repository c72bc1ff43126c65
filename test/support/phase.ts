import { log } from '../../src/numeric/log.ts'
import { PI } from '../../src/numeric/trigonometry.ts'
import { exact, type Uncertain } from '../../src/statistics/uncertain.ts'

/** A homogeneous phase of one species at one temperature, in kT; p times the volume of a site. */
export interface Phase {
  readonly filling: number
  /** βF per site. */
  readonly freeEnergy: Uncertain
  /** βμ, all orientations counted. */
  readonly chemicalPotential: Uncertain
  /** βpv = βμ·filling − βF/sites */
  readonly pressure: Uncertain
}

/**
 * The equation of state of one species from its free energy and its chemical potential: ln Ξ = βpV. A box
 * of fixed N has less than that by the fluctuations of N: ln Ξ = βμN − βF + ½ ln 2πσ², 1/σ² = dβμ/dN.
 * @param slope dβμ/dN of the box; null to leave the fluctuations out
 */
export function phaseOf(
  sites: number,
  particles: number,
  betaF: Uncertain,
  betaMu: Uncertain,
  slope: number | null,
): Phase {
  const filling = particles / sites
  const fluctuations = slope === null || !(slope > 0) ? 0 : 0.5 * log((2 * PI) / slope)
  const [a, b] = [filling * betaMu.standardError, betaF.standardError / sites]
  return {
    filling,
    freeEnergy: { ...betaF, value: betaF.value / sites, standardError: b },
    chemicalPotential: betaMu,
    pressure: {
      value: filling * betaMu.value + (fluctuations - betaF.value) / sites,
      standardError: Math.sqrt(a * a + b * b),
      settled: betaF.settled && betaMu.settled,
    },
  }
}

/**
 * Pressures at several fillings from the chemical potentials alone (Gibbs and Duhem, dp v = ρ dμ), from that
 * at the first: ρ is taken to be linear in μ between them, which the pressure at the ends is right for to
 * third order. Rising fillings.
 */
export function pressuresByGibbsDuhem(
  fillings: readonly number[],
  betaMu: readonly Uncertain[],
  first: number,
): Uncertain[] {
  const pressures: Uncertain[] = [exact(first)]
  for (let k = 1; k < fillings.length; k++) {
    let value = first
    let square = 0
    for (let j = 0; j <= k; j++) {
      // Each μ counts half of the step in filling on either side of it, and the ends with their filling.
      const [before, after] = [fillings[Math.max(j - 1, 0)]!, fillings[Math.min(j + 1, k)]!]
      const ends = j === k ? fillings[k]! : j === 0 ? -fillings[0]! : 0
      const weight = ends - 0.5 * (after - before)
      value += weight * betaMu[j]!.value
      square += weight * weight * betaMu[j]!.standardError * betaMu[j]!.standardError
    }
    const settled = betaMu.slice(0, k + 1).every((one) => one.settled)
    pressures.push({ value, standardError: Math.sqrt(square), settled })
  }
  return pressures
}
