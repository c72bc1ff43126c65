import { siteVolume } from '../model/solution.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import type { Measured } from './coupling-path.ts'
import { pressureUnit, wallNames, wallPressure } from './wall-runs.ts'

/** The mean of a column of one of the runs of `wallRuns`; null where there is none. */
type MeanOf = (name: string, column: string) => Measured | null

type Means = readonly (Measured | null)[]

export interface WallPressure {
  /** MPa, with the background cohesion. */
  readonly pressure: Measured
  /**
   * Share of sites taken in the half of the box that is farthest from the wall, whose pressure this is. While the
   * wall gives way it falls as 1/volume; the pressure is a mean over volume, and so is this, from both ends:
   * ln(ρ₀/ρ₁)/(1/ρ₁ − 1/ρ₀), which is √(ρ₀ρ₁) but for a few parts in 10⁵.
   */
  readonly filling: Measured
}

/**
 * What the runs at a wall come to; null where a mean is missing. The background cohesion, −a·ρ for each of the
 * cohesive particles, is felt by no chain, but gives way with the volume: it adds −a·ρ_c·ρ to p·v, with
 * densities ρ as they are in the middle, where the cohesive species is taken to have its share of all particles.
 */
export function pressureAtWall(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
  mean: MeanOf,
): WallPressure | null {
  const { cells, temperature, forceField } = scenario
  const area = cells * cells
  const names = wallNames()
  const inLayer: Means = names.map((name) => mean(name, 'layer:2'))
  const layers = Array.from({ length: cells }, (_, k) => `layer:${k + 2 + Math.floor(cells / 2)}`)
  const inMiddle = ([names[0]!, names.at(-1)!] as const).map((name) => {
    const means: Means = layers.map((layer) => mean(name, layer))
    return areAll(means) ? meanOf(means, area) : null
  })
  if (!areAll(inLayer) || !areAll(inMiddle)) return null
  const [before, after] = inMiddle as [Measured, Measured]
  const filling = {
    value: Math.sqrt(before.value * after.value),
    standardError: (before.standardError + after.standardError) / 2,
  }
  const occupations = inLayer.map((found) => meanOf([found], area))
  const { value, standardError } = wallPressure(occupations)
  const particles = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const { of, value: depth } = forceField.cohesion ?? { of: '', value: 0 }
  const share = (counts[of] ?? 0) / Math.max(particles, 1)
  const factor = (1000 * depth * share) / (GAS_CONSTANT * temperature)
  const cohesive = factor * filling.value * filling.value
  const error = 2 * factor * filling.value * filling.standardError
  const unit = pressureUnit(temperature, siteVolume(forceField.spacing.value))
  return {
    pressure: {
      value: unit * (value - cohesive),
      standardError: unit * Math.sqrt(standardError * standardError + error * error),
    },
    filling,
  }
}

/** Of independent means, each divided by `unit`. */
function meanOf(parts: readonly Measured[], unit: number): Measured {
  const divisor = parts.length * unit
  const square = parts.reduce((sum, part) => sum + part.standardError * part.standardError, 0)
  return {
    value: parts.reduce((sum, part) => sum + part.value, 0) / divisor,
    standardError: Math.sqrt(square) / divisor,
  }
}

function areAll(means: Means): means is readonly Measured[] {
  return means.every((mean) => mean !== null)
}
