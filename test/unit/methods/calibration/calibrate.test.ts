import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseForceField } from '../../../../src/forcefield/parse-force-field.ts'
import { judgeTargets } from '../../../../src/methods/calibration/calibrate.ts'
import type { Evaluation } from '../../../../src/methods/calibration/evaluation.ts'
import { newtonStep } from '../../../../src/methods/calibration/newton-step.ts'
import {
  type CalibratedParameter,
  calibratedParameters,
} from '../../../../src/methods/calibration/parameters.ts'
import { parseTargets, type Target } from '../../../../src/methods/calibration/targets.ts'
import { exact } from '../../../../src/statistics/uncertain.ts'

const shipped = readFileSync('scenarios/reference/calibration-targets.yaml', 'utf8')
const file = 'scenarios/forcefields/aqueous.yaml'
const AQUEOUS = parseForceField(readFileSync(file, 'utf8'), file)

const parameter = (name: string): CalibratedParameter => {
  return { name, key: 'enthalpy', unit: 'kJ/mol', value: 10, scale: 1, column: name }
}
const target = (quantity: string, value: number, kind: Target['kind'] = 'equal'): Target => {
  const rest = { tolerance: 0.1, unit: '', source: 'a test', parameters: ['a'] }
  return { id: quantity, data: quantity, quantity, value, kind, ...rest }
}
const evaluation = (quantity: string, value: number, sensitivities: number[]): Evaluation => ({
  quantity,
  achieved: exact(value),
  sensitivities: sensitivities.map(exact),
})
const changesOf = (targets: readonly Target[], evaluations: readonly Evaluation[]) =>
  judgeTargets(targets, [parameter('a'), parameter('b')], evaluations).parameters.map(
    ({ change }) => change.value,
  )

describe('the proposed step', () => {
  const found = [evaluation('p', 5, [2, 0]), evaluation('q', 1, [1, 4])]

  test('is none where all targets are met', () => {
    expect(changesOf([target('p', 5), target('q', 1)], found)).toEqual([0, 0])
  })

  test('moves with a perturbed target as its sensitivity says', () => {
    // 2 Δa = 0.6, and Δa + 4 Δb = 0 keeps the other target where it is.
    const [a, b] = changesOf([target('p', 5.6), target('q', 1)], found)
    expect(a).toBeCloseTo(0.3, 12)
    expect(b).toBeCloseTo(-0.075, 12)
    const [, other] = changesOf([target('p', 5), target('q', 1.4)], found)
    expect(other).toBeCloseTo(0.1, 12)
  })

  test('takes the shortest way where targets leave a choice, and calls the rest soft', () => {
    const demand = { missing: exact(1), tolerance: 0.1, sensitivities: [3, 4] }
    const { changes, directions } = newtonStep([demand], [1, 1])
    expect(changes[0]!.value).toBeCloseTo(3 / 25, 12)
    expect(changes[1]!.value).toBeCloseTo(4 / 25, 12)
    expect(directions.map(({ isSoft }) => isSoft)).toEqual([false, true])
    expect(directions[0]!.strength).toBeCloseTo(50, 10)
  })

  test('carries the error of what was achieved', () => {
    const missing = { value: 1, standardError: 0.3, settled: true }
    const demand = { missing, tolerance: 0.1, sensitivities: [2] }
    expect(newtonStep([demand], [1]).changes[0]!.standardError).toBeCloseTo(0.15, 12)
  })

  test('does not move along what hardly matters', () => {
    const demand = { missing: exact(1), tolerance: 1, sensitivities: [0.1] }
    expect(newtonStep([demand], [1]).changes[0]!.value).toBe(0)
  })

  test('stops at a bound that it would leave, and ignores one that it keeps', () => {
    const bounded = [evaluation('p', 0, [1, 1]), evaluation('q', 0, [1, 0])]
    const far = [target('p', 1), target('q', 0.2, 'at-most')]
    const [a, b] = changesOf(far, bounded)
    expect(a).toBeCloseTo(0.2, 12)
    expect(b).toBeCloseTo(0.8, 12)
    const near = [target('p', 0.3), target('q', 0.2, 'at-most')]
    expect(changesOf(near, bounded)[1]).toBeCloseTo(0.15, 12)
  })
})

test('a target that nothing determines is neither met nor missed', () => {
  const { targets } = judgeTargets([target('of ions', 1)], [parameter('a')], [])
  expect(targets[0]).toMatchObject({ achieved: null, isMet: null })
})

test('a target is met within its tolerance and two errors, a bound on one side only', () => {
  const verdict = (value: number, kind: Target['kind']) =>
    judgeTargets([target('p', 1, kind)], [parameter('a')], [evaluation('p', value, [1])])
      .targets[0]!.isMet
  expect([0.5, 0.95, 1.05, 1.5].map((value) => verdict(value, 'equal'))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect([0.5, 1.05].map((value) => verdict(value, 'at-most'))).toEqual([true, false])
})

describe('the file of targets', () => {
  test('names parameters that the shipped force field calibrates', () => {
    const names = calibratedParameters(AQUEOUS).map(({ name }) => name)
    for (const { parameters, quantity } of parseTargets(shipped).targets) {
      if (!/^(water|ice)\./.test(quantity)) continue
      expect(names).toEqual(expect.arrayContaining([...parameters]))
    }
  })

  test.each([
    ['an unknown key', 'unit: K', 'unit: K\n    units: K'],
    ['a value that is none', 'value: 273.15', 'value: warm'],
    ['no tolerance', 'tolerance: 1\n', 'tolerance: 0\n'],
    ['an unknown kind', '    kind: at-most', '    kind: at-least'],
    ['an id for two', 'id: entropy-of-fusion', 'id: melting-temperature'],
  ])('is refused with %s', (_, from, to) => {
    expect(shipped).toContain(from)
    expect(() => parseTargets(shipped.replace(from, to))).toThrow()
  })
})

test('only numbers of water that say so are calibrated, and no entropy of exactly 0', () => {
  expect(calibratedParameters(AQUEOUS).map(({ name, key }) => `${name}: ${key}`)).toEqual([
    'straight hydrogen bond: enthalpy',
    'straight hydrogen bond: entropy',
    'bent hydrogen bond: enthalpy',
    'bent hydrogen bond: entropy',
    'water at the second distance: enthalpy',
    'water, at most four neighbours: above',
    'cohesion: value',
  ])
})
