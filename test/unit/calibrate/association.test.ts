import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluateAssociation } from '../../../src/calibrate/association.ts'
import { judgeTargets } from '../../../src/calibrate/calibrate.ts'
import { type DilutionRecord, runDilution } from '../../../src/calibrate/dilution.ts'
import { evaluateDilutions, planDilutions } from '../../../src/calibrate/dilution-plan.ts'
import { calibratedPairs } from '../../../src/calibrate/parameters.ts'
import { parseTargets } from '../../../src/calibrate/targets.ts'
import type { ForceField } from '../../../src/forcefield/force-field.ts'
import { parseForceField } from '../../../src/forcefield/parse-force-field.ts'

const shipped = (name: string) => {
  const file = `scenarios/forcefields/${name}.yaml`
  return parseForceField(readFileSync(file, 'utf8'), file)
}
const AQUEOUS = shipped('aqueous')
/** kJ/mol */
const RT = 8.314462618e-3 * 298.15
/** No energy but that of one contact, kJ/mol. */
const sticky = (enthalpy: number): ForceField => ({
  ...shipped('null'),
  contacts: [
    {
      ...AQUEOUS.contacts.find(({ name }) => name === 'Zn2+ with Cl-')!,
      enthalpy,
      role: 'calibrated',
    },
  ],
})
const run = (forceField: ForceField, anion: string) =>
  runDilution({
    ...{ name: 'a test', forceField, seed: 'x', temperature: 298.15, cells: 4 },
    ...{ cation: 'Zn2+', anion, equilibration: 10, sweeps: 800 },
  })
const sum = (series: Float64Array) => series.reduce((total, value) => total + value, 0)

/** Shares of a cation without an anion and with one; two anions over 127 sites, each of eight worth w. */
const exactShares = (enthalpy: number) => {
  const w = Math.exp(-enthalpy / RT)
  const weights = [(119 * 118) / 2, 8 * 119 * w, 28 * w * w]
  const all = weights.reduce((total, one) => total + one, 0)
  return [weights[0]! / all, weights[1]! / all] as const
}

describe('a dilute salt without any energy but a contact', () => {
  test.each([
    [0, -5],
    [-5, 0],
  ])('touches as often as %d kJ/mol says, not %d', (enthalpy, other) => {
    const { series } = run(sticky(enthalpy), 'Cl-')
    for (const [k, own] of [series.bare, series.single].entries()) {
      const share = sum(own) / own.length
      const [expected, wrong] = [exactShares(enthalpy)[k]!, exactShares(other)[k]!]
      // One independent sample in three sweeps is a guess on the safe side: ions change places in each.
      const error = Math.sqrt((expected * (1 - expected) * 3) / own.length)
      expect(Math.abs(share - expected)).toBeLessThan(4 * error)
      expect(Math.abs(share - wrong)).toBeGreaterThan(4 * error)
    }
  })
})

describe('constants of association', () => {
  const record = (cells: number, paired: number): DilutionRecord => {
    const series = (value: number) => new Float64Array(100).fill(value)
    return {
      ...{ name: '', seed: '', temperature: 298.15, cells, cation: 'Li+', anion: 'Cl-' },
      ...{ equilibration: 0, sweeps: 100, charges: [1, -1], numbers: [1, 1] },
      series: {
        bare: series(1 - paired),
        single: series(paired),
        near: series(paired),
        waters: series(4),
      },
    }
  }
  const constant = (cells: number, paired: number) =>
    evaluateAssociation('total', record(cells, paired), [], AQUEOUS).achieved!.value

  test('are α/(1 − α)²c where ions are too few to feel each other', () => {
    const litres = 2 * 400 ** 3 * 16.185e-27 * 6.02214076e23
    expect(constant(400, 0.2)).toBeCloseTo(Math.log10((0.2 / 0.8 ** 2) * litres), 2)
  })

  test('take activity coefficients from Davies: 0.78 at 0.1 mol/L', () => {
    // 0.0997 mol/L are left free
    const litres = 2 * 8 ** 3 * 16.185e-27 * 6.02214076e23
    const bare = Math.log10((0.005 / 0.995 ** 2) * litres)
    expect(10 ** ((bare - constant(8, 0.005)) / 2)).toBeCloseTo(0.78, 2)
  })

  test('follow a contact as their sensitivity says', () => {
    const forceField = sticky(-5)
    const [before, w] = [1e-4, Math.exp(1 / RT)]
    const after = (before * w) / (1 - before + before * w)
    const found = [before, after].map((paired) => {
      const one = { ...record(400, paired), cation: 'Zn2+' }
      return evaluateAssociation('contact', one, calibratedPairs(forceField), forceField)
    })
    const change = found[1]!.achieved!.value - found[0]!.achieved!.value
    expect(change).toBeCloseTo(-found[0]!.sensitivities![0]!.value, 3)
  })

  test('are not known where nothing was ever paired', () => {
    expect(evaluateAssociation('total', record(8, 0), [], AQUEOUS).achieved).toBeNull()
  })
})

describe('a calibration of ions', () => {
  const { targets } = parseTargets(
    readFileSync('scenarios/reference/calibration-targets.yaml', 'utf8'),
  )

  test('has one run for each salt that targets ask of, as far as there are its ions', () => {
    const names = planDilutions(AQUEOUS, targets, 100, 's').map(({ name }) => name)
    expect(names).toEqual(['Zn2+ Cl-', 'Zn2+ Br-', 'Zn2+ SO42-', 'Li+ Cl-'])
    const water = { ...AQUEOUS, species: AQUEOUS.species.filter(({ charge }) => charge === 0) }
    expect(planDilutions(water, targets, 100, 's')).toEqual([])
  })

  test('moves the contact of a pair by RT ln 10 for each decade that its target is moved', () => {
    const own = targets.filter(({ id }) => id === 'zinc-chloride')
    const forceField = sticky(-5)
    const records = [run(forceField, 'Cl-')]
    const pairs = calibratedPairs(forceField)
    const changes = [0, 0.5].map((by) => {
      const moved = own.map((target) => ({ ...target, value: target.value + by }))
      const evaluations = evaluateDilutions(forceField, moved, records)
      return judgeTargets(moved, pairs, evaluations).parameters[0]!.change.value
    })
    expect(changes[1]! - changes[0]!).toBeCloseTo(-0.5 * RT * Math.LN10, 8)
  })
})
