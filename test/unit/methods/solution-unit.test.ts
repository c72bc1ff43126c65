import { expect, test } from 'vitest'
import { solutionUnit, unitsOf } from '../../../src/methods/solution-unit.ts'
import { shippedScenario } from '../../support/shipped-scenario.ts'

test('a unit has one formula unit of the rarest salt and whole numbers of the rest', () => {
  const scenario = shippedScenario('li2zncl4-9h2o', {})
  const counts = { 'Zn2+': 138, 'Li+': 277, 'Cl-': 553, H2O: 1246 }
  const unit = solutionUnit(scenario, counts, 1)!
  expect(unit.counts).toEqual({ 'Zn2+': 1, 'Li+': 2, 'Cl-': 4, H2O: 9 })
  expect(unit).toMatchObject({ waters: 9, particles: 16, salts: 3 })
  expect(unitsOf(unit, 3)).toEqual({ 'Zn2+': 3, 'Li+': 6, 'Cl-': 12, H2O: 27 })
  expect(solutionUnit(scenario, counts, 2)!.waters).toBe(18)
})

test('of water alone it is a molecule', () => {
  const unit = solutionUnit(shippedScenario('pure-water', {}), { H2O: 900 }, 1)
  expect(unit).toEqual({ counts: { H2O: 1 }, waters: 1, particles: 1, salts: 0 })
})
