import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { SweepRecord } from '../../src/store/sweep-record.ts'
import { mutate, mutation } from '../support/mutation.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { expectPrototypesUntouched } from '../support/untouched.ts'

// Commands take a while to start where the machine is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const root = mkdtempSync(join(tmpdir(), 'entrolyte-hostile-'))
afterAll(() => rmSync(root, { recursive: true }))

/** As it was made, and what is attacked. */
const sound = join(root, 'sound')
const out = join(root, 'deep', 'inside', 'out')
const quiet = ['--progress', 'none', '--threads', '1']

beforeAll(async () => {
  const text = [
    'forcefield: { name: gas, species: { A: {}, vacancy: {} }, contacts: [{ between: [A, A], enthalpy: -1 kJ/mol }] }',
    'composition: { counts: { A: 8 } }',
    'lattice: { cells: 2 }',
    'sampling: { equilibration: 1, production: 20, replicas: 1 }',
    'sweep: { temperature: [280, 300], seed: ["a", "b"] }',
  ]
  writeFileSync(join(root, 'sweep.yaml'), `${text.join('\n')}\n`)
  const plan = ['sweep', 'plan', join(root, 'sweep.yaml'), '--out', sound, '--tasks', '2']
  const planned = await commandInProcess(plan)
  expect(planned, planned.text).toMatchObject({ status: 0 })
  const ended = await commandInProcess(['sweep', 'task', sound, '0', ...quiet])
  expect(ended).toMatchObject({ status: 0 })
})

/** Everything beside the directory that is attacked. */
const around = () =>
  readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => !name.startsWith(join('deep', 'inside', 'out', '')))
    .map((name) => `${name} ${statSync(join(root, name)).mtimeMs}`)
    .sort()

function restore(): void {
  rmSync(out, { recursive: true, force: true })
  cpSync(sound, out, { recursive: true })
}

/** Runs a command on the directory: it may refuse, and harm nothing. */
async function harmless(args: readonly string[], allowed: readonly number[]) {
  const before = around()
  const start = performance.now()
  const ending = await commandInProcess(args)
  expect(allowed, ending.text).toContain(ending.status)
  expect(ending.text).not.toMatch(/^ +at .+:\d+/m)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those that steer a terminal.
  expect(ending.text).not.toMatch(/[\0-\x08\x0b-\x1f\x7f]/)
  expect(around()).toEqual(before)
  expectPrototypesUntouched()
  expect(performance.now() - start).toBeLessThan(20_000)
  return ending
}

test('300 directories of which a file is damaged are reported, collected, submitted or refused', async () => {
  const done = readdirSync(join(sound, 'points'))[0]!
  const files = [
    ...['plan.json', 'sweep.json', 'tasks/0/task.json'],
    ...['result.json', 'failure.json'].map((name) => `points/${done}/${name}`),
  ]
  const commands = [['status'], ['status', '--json'], ['collect'], ['submit', '--dry-run']]
  const cases = fc.record({
    file: fc.constantFrom(...files),
    command: fc.constantFrom(...commands),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 4 }),
  })
  const met = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(cases, async ({ file, command, mutations }) => {
      restore()
      mkdirSync(join(out, 'tasks', '0'), { recursive: true })
      const whole = file.endsWith('failure.json')
        ? '{ "cause": "broken" }'
        : readFileSync(join(sound, file), 'utf8')
      writeFileSync(join(out, file), mutations.reduce(mutate, whole))
      if (file.endsWith('task.json')) {
        const claim = { pid: process.pid, host: 'elsewhere', started: null }
        writeFileSync(join(out, 'tasks', '0', '.claim'), JSON.stringify(claim))
      }
      const [name, ...options] = command
      const { status } = await harmless(['sweep', name!, out, ...options], [0, 2, 3])
      met.set(status, (met.get(status) ?? 0) + 1)
    }),
    { numRuns: 300, seed: 831 },
  )
  expect(met.get(0)).toBeGreaterThan(50)
  expect(met.get(2)).toBeGreaterThan(50)
}, 300_000)

test('60 damaged plans are run or refused', async () => {
  const plan = readFileSync(join(sound, 'plan.json'), 'utf8')
  const cases = fc.array(mutation, { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(cases, async (mutations) => {
      restore()
      writeFileSync(join(out, 'plan.json'), mutations.reduce(mutate, plan))
      await harmless(['sweep', 'task', out, '1', ...quiet], [0, 2])
    }),
    { numRuns: 60, seed: 832 },
  )
}, 300_000)

describe('a plan or a record made on purpose is refused', () => {
  type Json = Record<string, unknown>
  const change = (name: string, with_: (json: Json & { points: Json[]; source: Json }) => void) => {
    restore()
    const json = JSON.parse(readFileSync(join(sound, name), 'utf8'))
    with_(json)
    writeFileSync(join(out, name), JSON.stringify(json))
  }
  const task = () => harmless(['sweep', 'task', out, '1', ...quiet], [2])

  test.each([
    '../../../escaped',
    '/tmp/escaped',
    '..',
    'points/../../x',
    '0123456789ab/../../../y',
  ])('with the point %s', async (id) => {
    change('plan.json', ({ points }) => {
      for (const point of points) point.id = id
    })
    await task()
    change('sweep.json', ({ points }) => {
      points[0]!.id = id
    })
    await harmless(['sweep', 'status', out], [2])
    await harmless(['sweep', 'collect', out], [2])
  })

  test.each([
    '__proto__.polluted',
    'constructor.prototype.polluted',
    '__proto__',
    'output.x',
    'sweep',
  ])('with a setting of %s', async (path) => {
    change('plan.json', ({ points }) => {
      for (const point of points) point.settings = JSON.parse(`{ ${JSON.stringify(path)}: 1 }`)
    })
    await task()
  })

  test('with a force field that is to be read from elsewhere', async () => {
    change('plan.json', ({ source }) => {
      source.text = String(source.text).replace(/forcefield:.*/, 'forcefield: /etc/passwd')
    })
    expect((await task()).text).toContain('no force field')
  })

  test('with another seed for all points', async () => {
    change('plan.json', ({ source }) => {
      source.overrides = [{ path: 'lattice.cells', value: '4' }]
    })
    expect((await task()).text).toContain('has another name')
  })

  test('with so many blocks, points or cells that they would not fit', async () => {
    for (const value of ['{ seed: { from: 1, to: 2, steps: 9000000 } }', '[[]]']) {
      change('plan.json', ({ source }) => {
        source.overrides = [
          { path: 'sweep', value: 'x'.repeat(2_000_000) },
          { path: 'sweep', value },
        ]
      })
      await task()
    }
    change('plan.json', ({ source }) => {
      source.overrides = [{ path: 'lattice.cells', value: '1000000' }]
    })
    await task()
  })

  test('with a text that would steer the terminal', async () => {
    change('plan.json', (json) => {
      json.program = '\u001b[2J\u0007evil'
    })
    await task()
    change('sweep.json', ({ points }) => {
      points[1]!.settings = { '\u001b[31m': '\u001b]0;evil\u0007' }
      const place = join(out, 'points', String(points[1]!.id))
      rmSync(place, { recursive: true, force: true })
      mkdirSync(place)
      writeFileSync(join(place, 'failure.json'), JSON.stringify({ cause: '\u001b[2Jgone\r' }))
    })
    expect((await harmless(['sweep', 'status', out], [0])).text).toContain('gone')
    expect((await harmless(['sweep', 'collect', out], [3])).text).toContain('gone')
  })

  test('and its name does not reach the shell', async () => {
    change('plan.json', ({ source }) => {
      source.name = "x'; touch hacked; $(touch hacked) '"
    })
    const { text } = await harmless(['sweep', 'submit', out, '--dry-run'], [0])
    expect(text).toContain(`'--job-name=entrolyte-x'\\''; touch hacked; $(touch hacked) '\\'''`)
  })
})

test('what has been attacked is whole where it was left alone', async () => {
  restore()
  expect((await commandInProcess(['sweep', 'task', out, '1', ...quiet])).status).toBe(0)
  expect((await commandInProcess(['sweep', 'collect', out])).status).toBe(0)
  const record = JSON.parse(readFileSync(join(out, 'sweep.json'), 'utf8')) as SweepRecord
  expect(record.state).toBe('completed')
})
