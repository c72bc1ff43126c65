import { existsSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { type Ending, entrolyte, TINY, temporaryDirectory } from './command.ts'

const path = temporaryDirectory()
const run = ['run', 'pure-water', ...TINY, '--progress', 'none']

function expectCalm({ stdout, stderr }: Ending): void {
  expect(stderr).not.toMatch(/^ {4}at /m)
  expect(stdout).not.toMatch(/^ {4}at /m)
}

test.each([
  ['throws', "throw new Error('broken on purpose')", 'broken on purpose'],
  ['dies', 'process.exit(9)', 'ended with code 9'],
])('a replica whose worker %s fails the run, which leaves nothing', async (_, code, message) => {
  // Node loads this into every thread; only the workers are to break.
  const preload = path('break.mjs')
  writeFileSync(
    preload,
    `import { isMainThread } from 'node:worker_threads'\nif (!isMainThread) ${code}\n`,
  )
  const ending = await entrolyte([...run, '--out', path('a')], { nodeArgs: ['--import', preload] })
  expect(ending.status).toBe(1)
  expect(ending.stderr).toContain(message)
  expect(ending.stderr.trim().split('\n')).toHaveLength(1)
  expect(ending.stdout).toBe('')
  expectCalm(ending)
  expect(existsSync(path('a'))).toBe(false)
})

function expectUsage(ending: Ending, message: string): void {
  expect(ending.status).toBe(2)
  expect(ending.stderr).toContain(message)
  expect(ending.stdout).toBe('')
  expectCalm(ending)
}

test('an unknown command is invalid usage', async () => {
  expectUsage(await entrolyte(['validat']), 'did you mean validate?')
})

test.each([
  ['a command still to come', ['explore', 'x'], 'not in this version'],
  ['a scenario without its command', ['x.yaml'], 'entrolyte run x.yaml'],
  ['a missing result', ['compare', 'nowhere'], 'there is no result'],
  ['an unknown option', ['run', 'pure-water', '--theads', '2'], '--threads'],
  ['a directory that is not there', ['resume', 'nowhere'], 'no such directory'],
  ['a missing scenario', ['run', 'pure-watr'], 'did you mean pure-water?'],
  ['no scenario', ['run'], 'missing required argument'],
  ['an impossible number of threads', ['run', 'pure-water', '--threads', '0'], 'whole number'],
  ['an override without a value', ['run', 'pure-water', '--set', 'seed'], 'path=value'],
  [
    'an unknown key',
    ['validate', 'pure-water', '--set', 'lattice.cels=4'],
    "did you mean 'cells'?",
  ],
])('%s is invalid usage', async (_, args, message) => {
  expectUsage(await commandInProcess(args), message)
})
