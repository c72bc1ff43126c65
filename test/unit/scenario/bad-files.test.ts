import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { problemsOf } from './shipped.ts'

const FOLDER = join(import.meta.dirname, '../../integration/bad-files')
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

interface Expected {
  readonly place: string
  readonly message: string
  readonly hint?: string
}

const expected: Record<string, Expected[]> = JSON.parse(read('expected.json'))

describe('bad files', () => {
  it('are all listed', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))
    expect(files.sort()).toEqual(Object.keys(expected).sort())
  })

  it.each(Object.entries(expected))('%s', (file, wanted) => {
    const problems = problemsOf(read(file))
    expect(problems.map(({ line, column }) => `${line}:${column}`)).toEqual(
      wanted.map(({ place }) => place),
    )
    for (const [index, { message, hint }] of wanted.entries()) {
      expect(problems[index]!.message).toContain(message)
      if (hint !== undefined) expect(problems[index]!.hint).toContain(hint)
      expect(problems[index]!.frame).toContain('^')
    }
  })
})
