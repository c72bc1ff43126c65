import { expect, it } from 'vitest'
import { formatProblems } from '../../../src/errors/format-problems.ts'

it('shows place, path, message, frame and hint of each problem', () => {
  const problem = { file: 'a.yaml', path: 'lattice.cells', message: 'must be even' }
  const text = formatProblems([
    { ...problem, line: 2, column: 10, hint: 'try 12', frame: '> 2 | cells: 11\n    |        ^' },
    { ...problem, file: '--set lattice.cells', line: null, column: null, hint: null, frame: null },
  ])
  expect(text).toBe(
    [
      'a.yaml:2:10  lattice.cells',
      '  must be even',
      '  > 2 | cells: 11',
      '      |        ^',
      '  → try 12',
      '',
      '--set lattice.cells  lattice.cells',
      '  must be even',
    ].join('\n'),
  )
})
