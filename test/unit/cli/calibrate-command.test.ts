import pc from 'picocolors'
import { expect, test } from 'vitest'
import { formatCalibration } from '../../../src/cli/calibrate-command.ts'
import { judgeTargets } from '../../../src/methods/calibration/calibrate.ts'
import type { Target } from '../../../src/methods/calibration/targets.ts'
import { commandInProcess } from '../../support/quiet-terminal.ts'

test('the report has targets, sensitivities, proposals, soft directions and sources', () => {
  const target = (quantity: string, kind: Target['kind']): Target => {
    const rest = { value: 273, tolerance: 1, unit: 'K', source: `${quantity} of a book` }
    return { id: quantity, data: quantity, quantity, kind, ...rest, parameters: ['bond'] }
  }
  const own = { name: 'bond', scale: 1, column: 'bond' }
  const calibration = judgeTargets(
    [target('melting', 'equal'), target('boiling', 'at-most')],
    [
      { ...own, key: 'enthalpy', unit: 'kJ/mol', value: -14 },
      { ...own, key: 'entropy', unit: 'J/mol/K', value: -20 },
    ],
    [
      {
        quantity: 'melting',
        achieved: { value: 268.123, standardError: 0.52, settled: true },
        sensitivities: [
          { value: -40, standardError: 1, settled: true },
          { value: 0, standardError: 0, settled: true },
        ],
      },
    ],
  )
  const head = { forceField: 'brine', effort: 'quick', seed: 'x' }
  const text = formatCalibration({ ...head, ...calibration }, pc.createColors(false))
  expect(text).toMatch(/melting +273 ± 1 +268.12 ± 0.52 +K +missed +bond/)
  expect(text).toMatch(/boiling +≤ 273 +– +K +not determined/)
  expect(text).toMatch(/2 free parameters against 1 values and 1 bounds/)
  // −14 − 4.877/40
  expect(text).toMatch(/bond, enthalpy +-14 +-14.122 ± 0.013 +kJ\/mol/)
  expect(text).toMatch(/bond, entropy +-20 +-20 +J\/mol\/K/)
  expect(text).toMatch(/stiff 35.\d: [+−]1.00 bond, enthalpy/)
  expect(text).toMatch(/soft {2}0.0: [+−]1.00 bond, entropy/)
  expect(text).toContain('melting: melting of a book')
})

test('a force field that cannot be calibrated is refused', async () => {
  const none = await commandInProcess(['calibrate', 'nowhere'])
  expect(none.status).toBe(2)
  expect(none.text).toContain('there is no such force field')
  const other = await commandInProcess(['calibrate', 'README.md'])
  expect(other.status).toBe(2)
})
