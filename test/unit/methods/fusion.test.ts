import { describe, expect, test } from 'vitest'
import { filledCrystal, filledSolution, fitsInto, phaseRuns } from '../../../src/methods/fusion.ts'
import { runKey, sitesOf } from '../../../src/methods/method.ts'
import { pureUnit } from '../../../src/methods/solution-unit.ts'
import type { Run } from '../../../src/run/replica-task.ts'
import { shippedScenario } from '../../support/shipped-scenario.ts'

const WATER = pureUnit(shippedScenario('pure-water', {}).forceField)

const SALTY = {
  counts: { H2O: 37, 'Zn2+': 1, 'ClO4-': 2 },
  waters: 37,
  particles: 40,
  salts: 1,
}

describe('boxes of three fillings', () => {
  test('enclose the one that is wanted', () => {
    const { units } = filledSolution(WATER, 1024, 0.54)
    expect(units).toEqual([498, 553, 608])
    expect(filledCrystal('ice', WATER, 1024, 0.52).units).toEqual([521, 532, 543])
  })

  test('hold a unit at least, and no more than there is room for', () => {
    expect(filledSolution(SALTY, 128, 0.02).units).toEqual([1, 2, 3])
    expect(filledSolution(SALTY, 128, 0.98).units).toEqual([1, 2, 3])
    expect(fitsInto(128, SALTY)).toBe(true)
    expect(fitsInto(119, SALTY)).toBe(false)
  })
})

describe('runs that tell of ice and a liquid', () => {
  const scenario = shippedScenario('pure-water', { 'lattice.cells': '6' })
  const sites = sitesOf(scenario)
  const ice = filledCrystal('ice', WATER, sites, 0.52)
  const liquid = filledSolution(WATER, sites, 0.54)
  const [ofIce, ofLiquid] = [ice, liquid].map((boxes) =>
    phaseRuns(scenario, boxes).runs.flatMap(({ whole, path }) => [whole, ...path]),
  ) as [Run[], Run[]]
  const runs = [...ofIce, ...ofLiquid]

  test('are ten along the path and one at its end for each filling', () => {
    expect(new Set(runs.map(runKey)).size).toBe(runs.length)
    expect(runs).toHaveLength(2 * 3 * 11)
  })

  test('keep each to its phase where it could leave it', () => {
    const branches = (runs: readonly Run[]) =>
      runs
        .filter(({ perturbation }) => perturbation!.coupling > 0.9)
        .map(({ scenario: { sampling } }) => sampling.branch)
    expect(branches(ofIce)).toEqual(Array.from({ length: 6 }, () => 'frozen'))
    expect(branches(ofLiquid)).toEqual(Array.from({ length: 6 }, () => 'liquid'))
    const others = runs.filter(({ perturbation }) => perturbation!.coupling < 0.9)
    expect(others.every(({ scenario: { sampling } }) => sampling.branch === undefined)).toBe(true)
  })
})
