import { describe, expect, test } from 'vitest'
import { besideLiquid, perfectCrystal } from '../../studies/beside-liquid.ts'
import { oldWater } from '../support/old-water.ts'
import { shippedScenario } from '../support/shipped-scenario.ts'

const { forceField } = shippedScenario('pure-water', {})
const place = { cells: 12, filling: 0.539, seed: 'a' }

/** Half a box of a crystal beside liquid, in 12 cells: a short form of `studies/crystals.ts`. */
describe('a crystal beside liquid water', { timeout: 300_000 }, () => {
  test.each(['rows', 'columns'] as const)('melts at 25 °C if it is one of %s', (name) => {
    const crystal = perfectCrystal(forceField, name, 298.15)
    const { seeded } = besideLiquid(forceField, crystal, { ...place, kelvin: 298.15, sweeps: 6000 })
    expect(seeded).toBeLessThan(0.3)
  })

  test('melts if it is ice at 290 K, and grows at 260 K', () => {
    const ice = perfectCrystal(forceField, 'ice', 260)
    const warm = besideLiquid(forceField, ice, { ...place, kelvin: 290, sweeps: 8000 })
    expect(warm.seeded).toBeLessThan(0.3)
    const cold = besideLiquid(forceField, ice, { ...place, kelvin: 260, sweeps: 8000 })
    expect(cold.seeded).toBeGreaterThan(0.7)
    expect(cold.other).toBeGreaterThan(0.15)
  })

  test('grew at 25 °C in water as it was until 2026-11-30, both of rows and of columns', () => {
    for (const name of ['rows', 'columns'] as const) {
      const crystal = perfectCrystal(oldWater(), name, 298.15)
      const found = besideLiquid(oldWater(), crystal, { ...place, kelvin: 298.15, sweeps: 6000 })
      expect(found.seeded).toBeGreaterThan(0.7)
      expect(found.other).toBeGreaterThan(0.3)
    }
  })
})
