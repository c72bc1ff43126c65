import pc from 'picocolors'
import { expect, test } from 'vitest'
import { formatWarnings } from '../../../src/cli/warning-list.ts'

const plain = pc.createColors(false)
const warning = (code: string, observable: string) => {
  return { code, observable, message: `${observable} is poor.` }
}

test('many warnings of one code are drawn together', () => {
  const warnings = ['a', 'b', 'c', 'd'].map((name) => warning('too-few-samples', name))
  expect(formatWarnings(warnings, plain)).toBe(
    '! too-few-samples\n    a is poor.\n    likewise b, c, d',
  )
})

test('what was measured too few times is not said to be out of equilibrium too', () => {
  const warnings = [
    warning('too-few-samples', 'a'),
    warning('not-equilibrated', 'a'),
    warning('not-equilibrated', 'b'),
  ]
  const text = formatWarnings(warnings, plain)
  expect(text.match(/a is poor/g)).toHaveLength(1)
  expect(text).toContain('! not-equilibrated\n    b is poor.')
})
