import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shellWords } from '../../../src/sweep/shell.ts'
import { anyCharacter } from '../../support/any-character.ts'

const nasty = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '$(id)',
        '`id`',
        '$HOME',
        ' ',
        '\n',
        ';',
        '*',
        '!',
        '~',
        '#',
        '-',
        '=',
      ),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
)
/** What no program can be given, and what no text file can hold. */
const isText = (text: string) => Buffer.from(text).toString('utf8') === text
const possible = nasty.filter((text) => !text.includes('\0') && isText(text))

test.each(['bash', 'sh'])('%s takes every text for the word that it is', (shell) => {
  fc.assert(
    fc.property(fc.array(possible, { minLength: 1, maxLength: 20 }), (texts) => {
      const script = `printf '%s\\0' ${shellWords(texts)}`
      const said = execFileSync(shell, ['-c', script], { encoding: 'utf8' })
      expect(said).toBe(texts.map((text) => `${text}\0`).join(''))
    }),
    { numRuns: 50, seed: 813 },
  )
})

test('NUL is refused', () => {
  expect(() => shellWords(['a\0b'])).toThrow(RangeError)
})
