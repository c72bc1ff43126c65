import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ForceField } from '../../../../src/forcefield/force-field.ts'
import { parseForceField } from '../../../../src/forcefield/parse-force-field.ts'
import { saltsOf } from '../../../../src/forcefield/salt.ts'
import { judgeTargets } from '../../../../src/methods/calibration/calibrate.ts'
import { evaluateAssociation, ionPlan } from '../../../../src/methods/calibration/ions.ts'
import { calibratedPairs } from '../../../../src/methods/calibration/parameters.ts'
import { parseTargets } from '../../../../src/methods/calibration/targets.ts'
import { boxOf, EFFORTS } from '../../../../src/methods/calibration/water-runs.ts'
import { methodRun } from '../../../../src/methods/method.ts'
import { bjerrumLength, permittivity } from '../../../../src/model/dielectric.ts'
import { POTENTIAL_UNIT, tabulatePotential } from '../../../../src/model/ewald.ts'
import { carriedOut, resultOf } from '../../../support/carried-out.ts'
import { madeUpResult } from './made-up-result.ts'

const shipped = (name: string) => {
  const file = `scenarios/forcefields/${name}.yaml`
  return parseForceField(readFileSync(file, 'utf8'), file)
}
const AQUEOUS = shipped('aqueous')
const SALTS = saltsOf(AQUEOUS.species)
const [ZNCL2, LICL] = [SALTS.get('ZnCl2')!, SALTS.get('LiCl')!]
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
/** One formula unit of zinc chloride in a small box. */
const zincChloride = (forceField: ForceField) => {
  const counts = { H2O: 66, 'Zn2+': 1, 'Cl-': 2 }
  const box = { temperature: 298.15, cells: 4, equilibration: 10, production: 800, measureEvery: 1 }
  const { scenario } = boxOf({ forceField, seed: 'x' }, counts, box)
  const observables = ['pairing', 'bjerrumPairs', 'coordination']
  return resultOf(methodRun(scenario, counts, { observables, start: 'random' }))
}
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
    const result = zincChloride(sticky(enthalpy))
    const [free, separated, contact] = ['free', 'separated', 'contact'].map(
      (kind) => result.series(`pairing:Zn2+:${kind}`)[0]!,
    )
    const bare = free!.map((share, sample) => share + separated![sample]!)
    for (const [k, own] of [bare, contact!].entries()) {
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
  const made = (cells: number, paired: number, { cation, anion } = LICL, forceField = AQUEOUS) => {
    const counts = { H2O: 1, [cation.name]: 1, [anion.name]: 1 }
    const box = { temperature: 298.15, cells, equilibration: 0, production: 100, measureEvery: 1 }
    return madeUpResult(boxOf({ forceField, seed: '' }, counts, box), 100, {
      [`pairing:${cation.name}:free`]: () => 1 - paired,
      [`pairing:${cation.name}:separated`]: () => 0,
      [`pairing:${cation.name}:contact`]: () => paired,
      [`bjerrumPairs:${cation.name}`]: () => paired,
    })
  }
  /** L/mol of a site */
  const site = 16.185e-27 * 6.02214076e23

  test('are those of eight sticky places for two particles without charges in a box', () => {
    const forceField = { ...sticky(-5), dielectric: null }
    const w = Math.exp(5 / RT)
    // The anion has 127 sites, of which eight are worth w.
    const paired = (8 * w) / (8 * w + 119)
    const { achieved } = evaluateAssociation('contact', made(4, paired, LICL, forceField), LICL, [])
    expect(achieved!.value).toBeCloseTo(Math.log10(8 * w * site), 3)
    const countedTwice = Math.log10(((8 * w) / 119 / (1 - paired)) * 119 * site)
    expect(Math.abs(achieved!.value - countedTwice)).toBeGreaterThan(0.1)
  })

  test('are found in a run, too', () => {
    const exactly = Math.log10(8 * Math.exp(5 / RT) * site)
    const found = evaluateAssociation('contact', zincChloride(sticky(-5)), ZNCL2, []).achieved!
    // Two anions are not on one site: 119/118
    expect(Math.abs(found.value - exactly)).toBeLessThan(
      4 * found.standardError + Math.log10(119 / 118),
    )
    expect(found.standardError).toBeLessThan(0.05)
  })

  test.each([
    ['LiCl', 'total', 12, 0.01],
    ['LiCl', 'contact', 8, 0.01],
    ['ZnSO4', 'total', 12, 0.05],
    ['ZnSO4', 'contact', 12, 0.01],
  ] as const)(
    'are those of two charges at infinite dilution: %s, %s',
    (formula, kind, cells, within) => {
      const salt = SALTS.get(formula)!
      const product = -salt.cation.charge * salt.anion.charge
      const spacing = AQUEOUS.spacing.value
      const { value } = permittivity(AQUEOUS.dielectric!, 298.15)
      const length = (product * bjerrumLength(value, 298.15)) / spacing
      const reach = kind === 'contact' ? 1 : length / 2
      const table = tabulatePotential(cells)
      let [alone, inside, outside] = [0, 0, 0]
      const box = 2 * cells
      for (let k = 1; k < box ** 3; k++) {
        const steps = [k % box, Math.floor(k / box) % box, Math.floor(k / box ** 2)]
        const odd = steps[0]! % 2
        if (steps.some((step) => step % 2 !== odd)) continue
        const distance =
          Math.hypot(...steps.map((step) => Math.min(step, box - step))) / Math.sqrt(3)
        const [x, y, z] = steps.map((step) => (step - odd) / 2) as [number, number, number]
        const potential = (odd ? table.cross : table.same)[(z * cells + y) * box + x]!
        const inBox = Math.exp(length * POTENTIAL_UNIT * potential)
        if (distance > reach) outside += inBox
        else [alone, inside] = [alone + Math.exp(length / distance), inside + inBox]
      }
      const result = made(cells, inside / (inside + outside), salt)
      const { achieved } = evaluateAssociation(kind, result, salt, [])
      expect(Math.abs(achieved!.value - Math.log10(alone * site))).toBeLessThan(within)
    },
  )

  test('are the same of an anion that two cations share', () => {
    const salt = SALTS.get('Li2SO4')!
    // One place in four holds a cation's anion.
    const ratio = 0.25
    const [alone, shared] = [
      evaluateAssociation('total', made(8, ratio / (1 + ratio), salt), { ...salt, cations: 1 }, []),
      evaluateAssociation('total', made(8, ratio / (1 + 2 * ratio), salt), salt, []),
    ]
    expect(shared.achieved!.value).toBeCloseTo(alone.achieved!.value, 10)
  })

  test('follow a contact as their sensitivity says', () => {
    const forceField = sticky(-5)
    const [before, w] = [1e-4, Math.exp(1 / RT)]
    const after = (before * w) / (1 - before + before * w)
    const found = [before, after].map((paired) =>
      evaluateAssociation('contact', made(12, paired, ZNCL2), ZNCL2, calibratedPairs(forceField)),
    )
    const change = found[1]!.achieved!.value - found[0]!.achieved!.value
    expect(change).toBeCloseTo(-found[0]!.sensitivities![0]!.value, 3)
  })

  test('are not known where nothing was ever paired', () => {
    expect(evaluateAssociation('total', made(8, 0), LICL, []).achieved).toBeNull()
  })
})

describe('a calibration of ions', () => {
  const { targets } = parseTargets(
    readFileSync('scenarios/reference/calibration-targets.yaml', 'utf8'),
  )

  const setting = (forceField: ForceField) => {
    return { forceField, effort: EFFORTS.quick, seed: 's' }
  }
  const runsFor = (forceField: ForceField) => {
    const first = ionPlan(setting(forceField), calibratedPairs(forceField), targets).next()
    return first.done ? [] : first.value
  }

  test('has one run for each salt that targets ask of, as far as there are its ions', () => {
    const ions = runsFor(AQUEOUS).map(({ counts: { H2O: _, ...own } }) => own)
    expect(ions).toEqual([
      { 'Zn2+': 1, 'Cl-': 2 },
      { 'Zn2+': 1, 'Br-': 2 },
      { 'Zn2+': 1, 'SO42-': 1 },
      { 'Li+': 1, 'Cl-': 1 },
    ])
    const water = { ...AQUEOUS, species: AQUEOUS.species.filter(({ charge }) => charge === 0) }
    expect(runsFor(water)).toEqual([])
  })

  test('moves the contact of a pair by RT ln 10 for each decade that its target is moved', () => {
    const own = targets.filter(({ id }) => id === 'zinc-chloride')
    const forceField = sticky(-5)
    const result = zincChloride(forceField)
    const pairs = calibratedPairs(forceField)
    const changes = [0, 0.5].map((by) => {
      const moved = own.map((target) => ({ ...target, value: target.value + by }))
      const plan = ionPlan(setting(forceField), pairs, moved)
      const evaluations = carriedOut(plan, () => result)
      return judgeTargets(moved, pairs, evaluations).parameters[0]!.change.value
    })
    expect(changes[1]! - changes[0]!).toBeCloseTo(-0.5 * RT * Math.LN10, 8)
  })

  test('finds hydration numbers in the run of the salt', () => {
    const own = targets.filter(({ quantity }) => quantity === 'hydration.Li+.Cl-')
    const counts = { H2O: 1, 'Li+': 1, 'Cl-': 1 }
    const plan = ionPlan(setting(AQUEOUS), [], own)
    const found = carriedOut(plan, (run) =>
      madeUpResult({ ...run, counts }, 100, { 'coordination:Li+-H2O': (k) => 4 + (k % 2) }),
    )
    expect(found).toHaveLength(1)
    expect(found[0]!.achieved!.value).toBeCloseTo(4.5, 12)
  })
})
