import { describe, expect, it } from 'vitest'
import { columnSeries } from '../../src/evaluate/series.ts'
import { pressureUnit } from '../../src/methods/pressure.ts'
import { siteVolume } from '../../src/model/solution.ts'
import { runReplica } from '../../src/run/replica.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { logarithm, scaled, uncertain } from '../../src/statistics/uncertain.ts'
import { bareWater } from '../support/bare-water.ts'
import { insertion } from '../support/insertion.ts'
import { phaseOf, pressuresByGibbsDuhem } from '../support/phase.ts'
import { withExtraRuns } from '../support/with-extra-runs.ts'

const CELLS = 6
const SITES = 2 * CELLS ** 3
const LAYER = CELLS ** 2
/** Not counting the two layers of the wall, and the one beside it. */
const LAYERS = 2 * CELLS - 3

function logBinomial(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i)
  return sum
}

function wallPressure(
  attraction: number,
  particles: number,
  { production, cohesion = 0 }: { production: number; cohesion?: number },
) {
  const options = { cells: CELLS, production, observables: 'pressure', cohesion }
  const scenario = bareWater(attraction, options)
  const { observables } = withExtraRuns(scenario, { H2O: particles })
  const unit = pressureUnit(298.15, siteVolume(scenario.forceField.spacing.value))
  const { value, standardError } = observables.pressure!
  return {
    value: value! / unit,
    standardError: standardError! / unit,
    filling: observables['pressure:filling']!.value!,
    particles: Math.round((particles * (2 * CELLS - 2.5)) / (2 * CELLS)),
  }
}

describe('pressure of a lattice gas', { timeout: 120_000 }, () => {
  it('without interaction is the exact one, by the wall', () => {
    const { value, standardError, particles, filling } = wallPressure(0, 220, { production: 2000 })
    const [with_, without] = [LAYERS + 1, LAYERS].map((n) => logBinomial(n * LAYER, particles))
    const exact = (with_! - without!) / LAYER
    expect(Math.abs(value - exact) / standardError).toBeLessThan(4)
    expect(standardError / exact).toBeLessThan(0.01)
    // The equation of state of an endless lattice: βpv = −ln(1 − filling), up to one layer in nine.
    expect(value / -Math.log(1 - filling)).toBeCloseTo(1, 1)
    // Without the weight 1/λ in the integral, as an average of occupations, it would be far off.
    const occupation = particles / (LAYER * (LAYERS + 0.5))
    expect(Math.abs(occupation - exact) / standardError).toBeGreaterThan(5)
  })

  /** βF and βμ of the periodic box. */
  const periodic = (attraction: number, particles: number, cohesion = 0) => {
    const scenario = bareWater(attraction, {
      cohesion,
      cells: CELLS,
      production: 2000,
      observables: 'entropy',
    })
    const { observables, records } = withExtraRuns(scenario, { H2O: particles }, [insertion])
    const mean = (column: string) => uncertain(estimateSeries(columnSeries(records, column)!))!
    const kT = (8.31446261815324 * 298.15) / 1000
    const { value, standardError, equilibrated } = observables.entropy!
    return {
      betaF: {
        value: mean('enthalpy').value / kT - value! * particles,
        standardError: standardError! * particles,
        settled: equilibrated!,
      },
      betaMu: scaled(logarithm(mean('insertion:H2O')), -1),
    }
  }

  it('with interaction is the same by the wall, by free energies and by Gibbs–Duhem', () => {
    const [attraction, cohesion] = [0.25, 0.4]
    const wall = wallPressure(attraction, 260, { production: 5000, cohesion })
    const middle = Math.round(wall.filling * SITES)
    const numbers = [middle - 40, middle, middle + 40]
    const boxes = numbers.map((particles) => periodic(attraction, particles, cohesion))
    const phases = boxes.map(({ betaF, betaMu }, k) => {
      const [before, after] = [Math.max(k - 1, 0), Math.min(k + 1, boxes.length - 1)]
      const rise = boxes[after]!.betaMu.value - boxes[before]!.betaMu.value
      const slope = rise / (numbers[after]! - numbers[before]!)
      return phaseOf(SITES, numbers[k]!, betaF, betaMu, slope)
    })
    const { pressure } = phases[1]!
    const felt = wall.value + cohesion * wall.filling * wall.filling
    // One layer more or less is an eighth of the box: what the wall feels is that of their mean to 1 %.
    const error = Math.hypot(wall.standardError, pressure.standardError, 0.01 * felt)
    expect(Math.abs(wall.value - pressure.value) / error).toBeLessThan(4)
    const ideal = -Math.log(1 - wall.filling)
    expect(Math.abs(wall.value - ideal) / error).toBeGreaterThan(5)
    // Nor is it what the wall alone feels: the background gives way, too.
    expect(Math.abs(felt - pressure.value) / error).toBeGreaterThan(5)

    const duhem = pressuresByGibbsDuhem(
      phases.map(({ filling }) => filling),
      boxes.map(({ betaMu }) => betaMu),
      phases[0]!.pressure.value,
    )
    for (const [k, { value, standardError }] of duhem.entries()) {
      const own = phases[k]!.pressure
      const first = phases[0]!.pressure.standardError
      const spread = Math.hypot(standardError, own.standardError, first, 5e-3 * own.value)
      expect(Math.abs(value - own.value) / spread).toBeLessThan(4)
    }
  })

  it('and adding a particle costs what insertion says', () => {
    const [few, more] = [200, 220].map((particles) => periodic(0.25, particles))
    const middle = periodic(0.25, 210)
    const slope = (more!.betaF.value - few!.betaF.value) / 20
    const error = Math.hypot(
      Math.hypot(more!.betaF.standardError, few!.betaF.standardError) / 20,
      middle.betaMu.standardError,
    )
    // βF at 200 and 220 has its mean slope at 209.5: an insertion into N goes from N to N + 1.
    expect(Math.abs(slope - middle.betaMu.value) / error).toBeLessThan(4)
    expect(error).toBeLessThan(0.05)
  })

  it('is the same run whatever else is asked for', () => {
    const scenario = bareWater(0.25, { production: 50, observables: 'pressure' })
    const alone = withExtraRuns(scenario, { H2O: 60 }).observables.pressure
    const both = { ...scenario, observables: ['entropy', 'pressure'] }
    expect(withExtraRuns(both, { H2O: 60 }).observables.pressure).toEqual(alone)
    const task = { scenario, counts: { H2O: 60 }, replica: 0 }
    const cold = runReplica({ ...task, perturbation: { coupling: 0.5, wall: null } })
    expect(cold.finalState).not.toEqual(runReplica(task).finalState)
  })
})
