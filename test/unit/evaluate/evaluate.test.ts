import { expect, test } from 'vitest'
import { evaluate } from '../../../src/evaluate/evaluate.ts'
import type { Scenario } from '../../../src/scenario/scenario.ts'
import { GAS_CONSTANT } from '../../../src/units/constants.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { noise, replicaRecord } from './synthetic.ts'

const sampling = { equilibration: 0, production: 20_000, measureEvery: 10, replicas: 2 }
// Nothing else of a scenario is looked at.
const scenario = { forceField: SMALL_FORCE_FIELD, temperature: 300, sampling } as Scenario
const contents = { sites: 16, counts: { H2O: 8 } }

test('independent samples give their mean, its error, and half a sample of autocorrelation', () => {
  const records = [0, 1].map((replica) => replicaRecord(replica, { a: noise(2000, 5, 1, replica) }))
  const { observables, warnings } = evaluate(records, scenario, contents)
  const { value, standardError, tauInt, effectiveSamples, rHat, equilibrated, unit } =
    observables.a!
  expect(Math.abs(value! - 5)).toBeLessThan(4 * standardError!)
  expect(standardError).toBeGreaterThan(0.9 / Math.sqrt(4000))
  expect(standardError).toBeLessThan(2.5 / Math.sqrt(4000))
  expect(tauInt).toBeGreaterThanOrEqual(5)
  expect(tauInt).toBeLessThan(7)
  expect(effectiveSamples).toBeGreaterThan(2800)
  expect(Math.abs(rHat! - 1)).toBeLessThan(0.01)
  expect([equilibrated, unit, warnings]).toEqual([true, 'u', []])
})

test('auxiliary columns are not reported', () => {
  const record = replicaRecord(
    0,
    { a: noise(100, 0, 1, 1), b: noise(100, 0, 1, 2) },
    { auxiliary: ['b'] },
  )
  expect(Object.keys(evaluate([record], scenario, contents).observables)).toEqual(['a'])
})

test('a value that is undefined in some samples is null, with a reason', () => {
  const record = replicaRecord(0, { a: [1, Number.NaN, 3, 4] })
  const { observables, warnings } = evaluate([record], scenario, contents)
  expect(observables.a).toMatchObject({ value: null, standardError: null, unit: 'u' })
  expect(warnings).toMatchObject([{ code: 'undefined-value', observable: 'a' }])
  expect(warnings[0]!.message).toContain('1 of 4')
})

test('heat capacity is the fluctuation of the enthalpy plus its slope, per water', () => {
  const deviation = 2.5
  const records = [0, 1].map((replica) => {
    const enthalpy = noise(2000, -100, deviation, replica + 7)
    const enthalpySlope = enthalpy.map(() => 0.008)
    const energyPerSite = enthalpy.map((value) => value / 16)
    const auxiliary = ['enthalpy', 'enthalpySlope']
    return replicaRecord(replica, { enthalpy, enthalpySlope, energyPerSite }, { auxiliary })
  })
  const { heatCapacityPerWater } = evaluate(records, scenario, contents).observables
  const fluctuation = (deviation * 1000) ** 2 / (GAS_CONSTANT * 300 ** 2)
  const expected = (fluctuation + 8) / 8
  const { value, standardError, unit } = heatCapacityPerWater!
  expect(unit).toBe('J/mol/K')
  expect(standardError! / value!).toBeGreaterThan(0.005)
  expect(standardError! / value!).toBeLessThan(0.06)
  expect(Math.abs(value! - expected)).toBeLessThan(4 * standardError!)
})

test('the ideal entropy of two equal parts is ln 2, exactly', () => {
  const record = replicaRecord(0, { energyPerSite: noise(100, 0, 1, 3) })
  const { observables } = evaluate([record], scenario, { sites: 16, counts: { A: 5, B: 5 } })
  expect(observables.configurationalEntropyIdeal).toMatchObject({
    value: expect.closeTo(Math.LN2, 14),
    standardError: 0,
    unit: 'R',
    tauInt: null,
  })
})

/** 16 blocks that hold `full` of 100 shells in one bin, a few more or less, and the rest in the other. */
function shells(full: number) {
  const blocks = Array.from({ length: 16 }, (_, k) => {
    return Float64Array.of(full + (k % 3) - 1, 100 - full - (k % 3) + 1)
  })
  return { name: 'shell:Zn2+', unit: 'ligands', bins: ['H2O:5', 'H2O:6'], blocks }
}

test('an entropy of shells has the error of replicas apart and the convergence of the coordination', () => {
  const entropyOf = (full: readonly number[]) => {
    const records = full.map((shellsOfFive, replica) => {
      const energyPerSite = noise(1600, 0, 1, replica)
      // Every value 40 times: as slow as that.
      const slow = noise(40, 0, 1, 10 + replica).flatMap((x) => new Array<number>(40).fill(x))
      const series = { energyPerSite, 'coordination:Zn2+-H2O': slow }
      return replicaRecord(replica, series, { distributions: [shells(shellsOfFive)] })
    })
    const counts = { 'Zn2+': 4 }
    return evaluate(records, scenario, { sites: 16, counts }).observables
  }
  const shannon = (p: number) => -p * Math.log(p) - (1 - p) * Math.log(1 - p)
  const apart = entropyOf([10, 40])
  const entropy = apart['solvationEntropy:Zn2+']!
  expect(entropy.value!).toBeGreaterThan(shannon(0.25))
  expect(entropy.value!).toBeLessThan(shannon(0.25) + 0.01)
  // The slope of the entropy, ln 3, times half of the distance between the shares.
  expect(entropy.standardError!).toBeCloseTo(Math.log(3) * 0.15, 1)
  expect(entropy.tauInt).toBe(apart['coordination:Zn2+-H2O']!.tauInt)
  expect(entropy.tauInt!).toBeGreaterThan(10 * apart.energyPerSite!.tauInt!)
  expect(entropy.rHat).toBeUndefined()
  // Control: replicas that agree.
  expect(entropyOf([25, 25])['solvationEntropy:Zn2+']!.standardError!).toBeLessThan(0.01)
})
