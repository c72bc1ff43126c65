import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseForceField } from '../../../../src/forcefield/parse-force-field.ts'
import { evaluateMelting } from '../../../../src/methods/calibration/melting.ts'
import type { CalibratedParameter } from '../../../../src/methods/calibration/parameters.ts'
import { boxOf } from '../../../../src/methods/calibration/water-runs.ts'
import type { RunResult } from '../../../../src/methods/method.ts'
import { growthRate } from '../../../../src/methods/slab.ts'
import { madeUpResult } from './made-up-result.ts'

const SAMPLES = 64
const WATERS = 100
const CELLS = 4
const file = 'scenarios/forcefields/aqueous.yaml'
const forceField = parseForceField(readFileSync(file, 'utf8'), file)

/** A result whose columns go as the given functions of the sample, per water. */
function result(
  temperature: number,
  columns: Record<string, (sample: number) => number>,
): RunResult {
  const lengths = { equilibration: 0, production: 10 * SAMPLES, measureEvery: 10 }
  const counts = { H2O: WATERS }
  const run = boxOf({ forceField, seed: '' }, counts, { temperature, cells: CELLS, ...lengths })
  const totals = Object.entries(columns).map(([name, at]) => {
    return [name, (k: number) => WATERS * at(k)] as const
  })
  return madeUpResult(run, SAMPLES, Object.fromEntries(totals))
}

const slab = (temperature: number, rate: number) =>
  result(temperature, {
    // Shares of a quarter of all sites.
    'sublatticeOccupation:1': (k) => (0.25 - 10 * rate * k) / (CELLS ** 3 / 2),
    'sublatticeOccupation:3': () => 0,
  })

test('ice grows at the rate at which wrong sites vanish, while both phases are there', () => {
  const shares = (at: (k: number) => number) => Array.from({ length: SAMPLES }, (_, k) => at(k))
  expect(
    growthRate(
      shares((k) => 0.25 - 1e-3 * k),
      10,
    ),
  ).toBeCloseTo(1e-4, 12)
  expect(
    growthRate(
      shares((k) => Math.max(0.01, 0.25 - 0.01 * k)),
      10,
    ),
  ).toBeCloseTo(1e-3, 12)
})

const STRAIGHT: CalibratedParameter = {
  name: 'straight',
  key: 'enthalpy',
  unit: 'kJ/mol',
  value: -14,
  scale: 1,
  column: 'contact:straight',
}

// Liquid: −20 kJ/mol and 1.3 bonds per water; ice: −26 + 0.04 (T − 273.15) and 1.9 bonds.
const jitter = (k: number) => ((k * 7) % 5) - 2
const liquid = result(273.15, {
  enthalpy: (k) => -20 + 1e-6 * jitter(k),
  'contact:straight': (k) => 1.3 + 1e-6 * jitter(k),
})
const ices = [250, 255, 260, 265].map((t) =>
  result(t, {
    enthalpy: (k) => -26 + 0.04 * (t - 273.15) + 1e-6 * jitter(k),
    'contact:straight': (k) => 1.9 + 1e-6 * jitter(k),
  }),
)

test('melting is where the growth rate is zero; its entropy is ΔH/T of extrapolated ice', () => {
  const slabs = [265, 270, 280].map((t) => slab(t, 2e-5 * (274 - t)))
  const [melting, fusion] = evaluateMelting({ slabs, liquid, ices }, [STRAIGHT])
  expect(melting!.achieved!.value).toBeCloseTo(274, 6)
  // ΔH(274) = 6 + (0 − 0.04)·0.85 kJ/mol
  expect(fusion!.achieved!.value).toBeCloseTo((6000 - 34) / 274, 3)
  // Stronger bonds hold ice together: dT_m/dh = Δn/ΔS = −0.6 / 21.77 J/mol/K.
  expect(melting!.sensitivities![0]!.value).toBeCloseTo((-600 * 274) / 5966, 2)
})

test('a melting point is not claimed where ice does not grow less when it is warmer', () => {
  const slabs = [265, 270, 275, 280].map((t, k) => slab(t, k % 2 === 0 ? 1e-4 : -1e-4))
  expect(evaluateMelting({ slabs, liquid, ices }, [STRAIGHT])[0]!.achieved).toBeNull()
})
