import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { digestOf } from '../../src/evaluate/digest.ts'
import type { ResultRecord } from '../../src/evaluate/record.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { entrolyte, QUIET, readResult, TINY, temporaryDirectory } from './command.ts'

const path = temporaryDirectory()
const quiet = QUIET
/** Runs replicas in this thread. */
const here = ['--threads', '1']

test('a run gives the same digest again, on one thread or two, and from its resolved scenario', async () => {
  const run = (scenario: string, out: string, ...rest: string[]) => [
    ...['run', scenario, ...quiet, '--out', path(out), ...rest],
  ]
  const first = await commandInProcess([...run('zncl2-2m', 'a', ...TINY), ...here])
  expect(first).toMatchObject({ status: 0, stderr: '' })
  await entrolyte(run('zncl2-2m', 'b', ...TINY, '--threads', '2'))
  await commandInProcess([...run(path('a', 'scenario.resolved.yaml'), 'c'), ...here])
  const [a, b, c] = ['a', 'b', 'c'].map((name) => readResult(path(name)))
  expect(a!.digest).toMatch(/^[0-9a-f]{64}$/)
  expect(digestOf(a!)).toBe(a!.digest)
  expect([b!.digest, c!.digest]).toEqual([a!.digest, a!.digest])
  for (const file of [
    'series.csv',
    'distributions.json',
    'scenario.resolved.yaml',
    'configuration.json',
    'final.extxyz',
  ]) {
    const [one, two, three] = ['a', 'b', 'c'].map((name) => readFileSync(path(name, file), 'utf8'))
    expect([two, three]).toEqual([one, one])
  }
})

test('a run tells of its blocks while it goes on, and at its end where the time went', async () => {
  const args = ['run', 'zncl2-2m', ...TINY, '--progress', 'plain', '--out', path('a')]
  const { stdout, stderr } = await entrolyte(args)
  const rows = stderr.split('\n').filter((line) => /^ +[12] +\d/.test(line))
  // Four blocks of equilibration and ten samples of production, of two replicas.
  expect(rows).toHaveLength(2 * (4 + 10))
  expect(stderr.split('\n')[0]).toMatch(/rep +sweep +energy +H bonds +q +accepted +elapsed +left/)
  expect(stdout).toMatch(/moves: reorientation +\d+\.\d % +\d+\.\d\d s/)
  const { timing } = readResult(path('a'))
  const seconds = Object.values(timing.breakdown!)
  for (const work of ['setup', 'reorientation', 'observables', 'evaluating', 'writing']) {
    expect(timing.breakdown![work], work).toBeGreaterThan(0)
  }
  const spent = seconds.reduce((sum, one) => sum + one, 0)
  expect(spent).toBeLessThan((timing.threads + 1) * timing.wallSeconds + 1)
})

test('another seed gives another digest', async () => {
  const run = (out: string, ...rest: string[]) =>
    commandInProcess(['run', 'pure-water', ...TINY, ...quiet, ...here, '--out', path(out), ...rest])
  await run('a')
  await run('b', '--seed', '12345678901234567890')
  expect(readResult(path('b')).scenario.seed).toBe('12345678901234567890')
  expect(readResult(path('b')).digest).not.toBe(readResult(path('a')).digest)
})

test('--json prints the record that is in the file, and nothing else', async () => {
  const args = ['run', 'pure-water', ...TINY, ...quiet, ...here, '--out', path('a'), '--json']
  const { status, stdout, stderr } = await commandInProcess(args)
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toBe(readFileSync(path('a', 'result.json'), 'utf8'))
  const record = JSON.parse(stdout) as ResultRecord
  expect(record).toMatchObject({ format: 'entrolyte-result', version: 1, state: 'completed' })
  for (const [name, { value, standardError }] of Object.entries(record.observables)) {
    expect(value, name).not.toBeNaN()
    expect(standardError, name).not.toBeNull()
  }
})

test('without --json a table with units is printed, without colour where there is no terminal', async () => {
  const { stdout } = await entrolyte([
    'run',
    'ising-bcc',
    ...quiet,
    '--out',
    path('a'),
    ...isingTiny,
  ])
  expect(stdout).toMatch(/energyPerSite +-\d\.\d+\(\d+\) +kJ\/mol/)
  expect(stdout).toContain(readResult(path('a')).digest)
  expect(stdout).not.toContain('\x1b')
})
const isingTiny = [...TINY, '--set', 'composition.counts.A=64']

test('progress as JSON is one object a line on stderr', async () => {
  const args = ['run', 'ising-bcc', ...isingTiny, '--progress', 'json', '--out', path('a')]
  const { stderr } = await commandInProcess([...args, ...here])
  const events = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(events.at(-1)).toMatchObject({ event: 'progress', phase: 'production', total: 150 })
})

test('an existing result is refused without --force; then its report goes, too', async () => {
  const args = ['run', 'ising-bcc', ...isingTiny, ...here, '--progress', 'none', '--out', path('a')]
  expect((await commandInProcess(args)).status).toBe(0)
  const { digest } = readResult(path('a'))
  const again = await commandInProcess([...args, '--seed', 'other'])
  expect(again.status).toBe(2)
  expect(again.stderr).toContain('--force')
  expect(readResult(path('a')).digest).toBe(digest)
  expect(existsSync(path('a', 'report.html'))).toBe(true)
  const forced = await commandInProcess([...args, '--seed', 'other', '--force', '--no-report'])
  expect(forced.status).toBe(0)
  expect(forced.stdout).not.toContain('report.html')
  expect(readResult(path('a')).digest).not.toBe(digest)
  expect(existsSync(path('a', 'report.html'))).toBe(false)
})

test('no command at all runs the default scenario, into the next free directory', async () => {
  const args = [...TINY, ...quiet]
  for (const name of ['li2zncl4-9h2o', 'li2zncl4-9h2o-2']) {
    expect((await entrolyte(args, { cwd: path() })).status).toBe(0)
    expect(existsSync(path('results', name, 'result.json'))).toBe(true)
  }
})
