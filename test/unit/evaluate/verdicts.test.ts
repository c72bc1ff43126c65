import { expect, test } from 'vitest'
import type { Estimate } from '../../../src/evaluate/record.ts'
import { verdicts } from '../../../src/evaluate/verdicts.ts'

const sampling = { equilibration: 1000, production: 20_000, measureEvery: 10, replicas: 2 }
const sound: Estimate = {
  value: 1,
  standardError: 0.1,
  unit: '',
  tauInt: 50,
  effectiveSamples: 400,
  equilibrated: true,
}
const codes = (name: string, change: Partial<Estimate>) =>
  verdicts({ [name]: { ...sound, ...change } }, sampling).map(({ code }) => code)

test('a sound estimate is passed without a word', () => {
  expect(codes('a', {})).toEqual([])
})

test('a density fluctuation counts as two phases once it is two errors above the bound', () => {
  const name = 'densityFluctuation:H2O'
  expect(codes(name, { value: 3.3, standardError: 0.1 })).toEqual(['phase-separated'])
  expect(codes(name, { value: 3.1, standardError: 0.1 })).toEqual([])
  expect(codes('energyPerWater', { value: 50 })).toEqual([])
})

test('too few samples name the observable, its time and the sweeps needed', () => {
  const [warning] = verdicts({ a: { ...sound, effectiveSamples: 10, tauInt: 312.4 } }, sampling)
  expect(warning).toMatchObject({ code: 'too-few-samples', observable: 'a' })
  expect(warning!.message).toContain('10.0 independent')
  expect(warning!.message).toContain('310 sweeps')
  expect(warning!.message).toContain('200000 sweeps of production')
})

test('a value that had not settled asks for a longer equilibration', () => {
  const [warning] = verdicts({ a: { ...sound, equilibrated: false } }, sampling)
  expect(warning).toMatchObject({ code: 'not-equilibrated', observable: 'a' })
  expect(warning!.message).toContain('42000 sweeps of equilibration')
  expect(warning!.message).not.toContain('R-hat')
  const spread = { ...sound, equilibrated: false, rHat: 1.234 }
  expect(verdicts({ a: spread }, sampling)[0]!.message).toContain('R-hat 1.23 is above 1.1')
})
