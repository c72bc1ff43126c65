import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { type Ending, entrolyte } from './command.ts'

interface Expected {
  /** line:column; absent or null where a file has no place for it. */
  readonly place?: string | null
  readonly message: string
  readonly hint?: string
}

const FOLDER = fileURLToPath(new URL('./bad-files', import.meta.url))
const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Record<
  string,
  readonly Expected[]
>
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))

test('every bad file has its expectation', () => {
  expect(Object.keys(expected).sort()).toEqual(files.sort())
})

function expectRefusal(file: string, { status, stdout, stderr }: Ending): void {
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).not.toMatch(/^ {4}at /m)
  for (const { place, message, hint } of expected[file]!) {
    if (place) expect(stderr).toContain(`${file}:${place}`)
    expect(stderr).toContain(message)
    if (hint !== undefined) expect(stderr).toContain(hint)
  }
}

test.each(files)('%s is refused at the right places', async (file) => {
  expectRefusal(file, await commandInProcess(['validate', join(FOLDER, file)]))
})

test.each(['many-problems.yaml', 'alias-bomb.yaml', 'sweep-bad-points.yaml'])(
  '%s is refused alike by the command itself',
  async (file) => expectRefusal(file, await entrolyte(['validate', file], { cwd: FOLDER })),
)

const good = readFileSync(new URL('../../scenarios/zncl2-2m.yaml', import.meta.url), 'utf8')

/** Some ways to spoil a text; the unit tests try many more in process. */
const spoilt: readonly (readonly [name: string, text: string])[] = [
  ['nothing', ''],
  ['a list', '- 1\n- 2\n'],
  ['no text at all', '\u0000\u0001\u0002'],
  ['half of it', good.slice(0, good.indexOf('salts') + 3)],
  ['an open bracket', `${good}sampling: [`],
  ['tabs', good.replaceAll('  ', '\t')],
  ['another type', good.replace('298.15 K', '[1, 2]')],
  ['a negative amount', good.replace(': 2 mol/kg', ': -2 mol/kg')],
  ['an infinite amount', good.replace(': 2 mol/kg', ': .inf')],
  ['a huge amount', good.replace(': 2 mol/kg', ': 9000 mol/kg')],
]

test.each(spoilt)('%s instead of a scenario is refused without a stack trace', async (_, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'entrolyte-'))
  writeFileSync(join(folder, 'bad.yaml'), text)
  const { status, stderr } = await commandInProcess(['validate', join(folder, 'bad.yaml')])
  rmSync(folder, { recursive: true })
  expect(stderr).toContain('bad.yaml')
  expect(stderr).not.toMatch(/^ {4}at /m)
  expect(status).toBe(2)
})
