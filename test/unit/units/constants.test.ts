import { expect, it } from 'vitest'
import * as constants from '../../../src/units/constants.ts'

it('the gas constant is N_A k_B', () => {
  expect(constants.AVOGADRO * 1.380649e-23).toBeCloseTo(constants.GAS_CONSTANT, 13)
})

it('e² N_A / 4πε₀ is 1389.35 kJ/mol Å', () => {
  const { ELEMENTARY_CHARGE: e, AVOGADRO, VACUUM_PERMITTIVITY } = constants
  const joule = (e * e * AVOGADRO) / (4 * Math.PI * VACUUM_PERMITTIVITY)
  expect(joule * 1e10 * 1e-3).toBeCloseTo(1389.3546, 3)
})
