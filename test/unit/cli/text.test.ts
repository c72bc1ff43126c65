import pc from 'picocolors'
import { expect, test } from 'vitest'
import { formatBreakdown, formatWarnings } from '../../../src/cli/text.ts'
import { MOVE_NAMES } from '../../../src/moves/move.ts'

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

const timing = { wallSeconds: 10, cpuSeconds: 10, threads: 1, attemptsPerSecond: 1 }

test('every kind of work has its line, in percent and seconds', () => {
  const breakdown = { writing: 1, reorientation: 6, setup: 0, observables: 3 }
  expect(formatBreakdown({ ...timing, breakdown })).toEqual([
    'where the time of all threads went',
    '  moves: reorientation   60.0 %       6.00 s',
    '  observables            30.0 %       3.00 s',
    '  writing                10.0 %       1.00 s',
  ])
})

test('all moves are known to it, and nothing is said where nothing is known', () => {
  const breakdown = Object.fromEntries(MOVE_NAMES.map((name) => [name, 1]))
  expect(formatBreakdown({ ...timing, breakdown })).toHaveLength(1 + MOVE_NAMES.length)
  expect(formatBreakdown(timing)).toEqual([])
})
