import { describe, expect, it } from 'vitest'
import { codeFrame } from '../../../src/errors/format-problems.ts'

describe('codeFrame', () => {
  it('shows the line before, the line, and a caret under the column', () => {
    const lines = ['lattice:', '  cells: 11', 'seed: x']
    expect(codeFrame(lines, 2, 10)).toBe(
      ['  1 | lattice:', '> 2 |   cells: 11', '    |          ^'].join('\n'),
    )
  })

  it('needs no line before', () => {
    expect(codeFrame(['a: b'], 1, 4)).toBe('> 1 | a: b\n    |    ^')
  })

  it('cuts a long line around the column', () => {
    const frame = codeFrame([`${'x'.repeat(500)}!${'y'.repeat(500)}`], 1, 501).split('\n')
    expect(frame[0]!.length).toBeLessThan(110)
    expect(frame[0]![frame[1]!.indexOf('^')]).toBe('!')
  })

  it('lets no control character through', () => {
    expect(codeFrame(['\u001b[2J'], 1, 1)).not.toContain('\u001b')
  })
})
