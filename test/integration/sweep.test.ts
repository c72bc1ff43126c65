import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { SweepRecord } from '../../src/store/sweep-record.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { smallDisk } from '../support/small-disk.ts'
import {
  type Ending,
  entrolyte,
  inWorkers,
  QUIET,
  readResult,
  temporaryDirectory,
} from './command.ts'

// Commands take a while to start where the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const path = temporaryDirectory()

/** A sweep of the given axes whose points take a moment. */
const textOf = (sweep: string) =>
  [
    'forcefield: aqueous',
    'observables: [energy, hydrogenBonds]',
    'composition: { solvents: { H2O: 1 } }',
    'lattice: { cells: 4 }',
    'sampling: { equilibration: 100, production: 2000, measureEvery: 20, replicas: 2 }',
    'output: { checkpoint: 0.05 s }',
    `sweep: ${sweep}`,
    '',
  ].join('\n')

function scenario(sweep: string): string {
  writeFileSync(path('sweep.yaml'), textOf(sweep))
  return path('sweep.yaml')
}

const SIX = '{ temperature: [0 degC, 25 degC, 50 degC], composition.salts.LiCl: [0, 3] }'
/** A part of it. */
const THREE = '{ temperature: [0 degC, 25 degC, 50 degC], composition.salts.LiCl: [0] }'
const HERE = [...QUIET, '--threads', '1']
const run = (file: string, out: string, ...rest: string[]) =>
  commandInProcess(['run', file, ...HERE, '--out', out, ...rest])
const resume = (out: string) => commandInProcess(['resume', out, ...HERE])

const read = (out: string) => JSON.parse(readFileSync(`${out}/sweep.json`, 'utf8')) as SweepRecord
const table = (out: string) =>
  readFileSync(`${out}/sweep.csv`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
/** Ids of the points that have such a file. */
const having = (out: string, name: string) =>
  existsSync(`${out}/points`)
    ? readdirSync(`${out}/points`).filter((id) => existsSync(`${out}/points/${id}/${name}`))
    : []
/** When each point's result was written. */
const times = (out: string) =>
  having(out, 'result.json').map((id) => statSync(`${out}/points/${id}/result.json`).mtimeMs)

/** The six points, run on two threads, which no test changes. */
const root = mkdtempSync(join(tmpdir(), 'entrolyte-sweep-'))
const six = join(root, 'six')
let ending: Ending
afterAll(() => rmSync(root, { recursive: true }))
beforeAll(async () => {
  writeFileSync(join(root, 'six.yaml'), textOf(SIX))
  const args = ['run', join(root, 'six.yaml'), '--progress', 'plain', '--no-report']
  ending = await entrolyte([...args, '--threads', '2', '--out', six])
})

test('tells of each point when it is done, and is a table with units', async () => {
  const { status, stdout, stderr } = ending
  expect([status, stdout]).toEqual([0, expect.stringContaining('6 of 6 points completed')])
  expect(stderr.match(/^[0-9a-f]{12} {2}done {2}temperature = /gm)).toHaveLength(6)
  const [header, ...rows] = table(six)
  expect(header!.slice(0, 6)).toEqual([
    'point',
    'state',
    'temperature [degC]',
    'composition.salts.LiCl [mol/kg]',
    'energyPerSite [kJ/mol]',
    'energyPerSite.standardError [kJ/mol]',
  ])
  expect(rows.map((row) => row.slice(1, 4).join(' '))).toEqual([
    'completed 0 0',
    'completed 0 3',
    'completed 25 0',
    'completed 25 3',
    'completed 50 0',
    'completed 50 3',
  ])
  for (const row of rows) expect(row).toHaveLength(header!.length)
  const last = read(six).points.at(-1)!
  const record = readResult(`${six}/points/${last.id}`)
  expect(record.digest).toBe(last.digest)
  expect(Number(rows.at(-1)![4])).toBe(record.observables.energyPerSite!.value)

  await run(`${six}/points/${last.id}/scenario.resolved.yaml`, path('single'))
  expect(readResult(path('single')).digest).toBe(last.digest)
})

test('gives the same bytes on 1, 2 and 4 threads', async () => {
  expect(read(six)).toMatchObject({ format: 'entrolyte-sweep', state: 'completed' })
  expect(read(six).points).toHaveLength(6)
  expect(read(six).digest).toMatch(/^[0-9a-f]{64}$/)
  for (const [threads, runWith] of [
    ['1', commandInProcess],
    ['4', entrolyte],
  ] as const) {
    const out = path(threads)
    const args = ['run', scenario(SIX), ...QUIET, '--out', out, '--threads', threads]
    expect((await runWith(args)).status).toBe(0)
    expect(read(out).points).toEqual(read(six).points)
    expect(read(out).digest).toBe(read(six).digest)
    expect(table(out)).toEqual(table(six))
  }
})

test('runs the longest points first', async () => {
  const settings = [
    'composition.counts.A=16',
    'lattice.cells=2',
    'sampling={ equilibration: 10, production: 20, replicas: 1 }',
    'sweep={ sampling.production: [20, 80, 40], lattice.cells: [2, 4] }',
  ].flatMap((setting) => ['--set', setting])
  const args = ['run', 'ising-bcc', ...settings, '--threads', '1', '--no-report']
  const { stderr } = await commandInProcess([...args, '--progress', 'json', '--out', path('out')])
  const events = stderr.trim().split('\n')
  const points = events.map((line) => JSON.parse(line)).filter(({ event }) => event === 'point')
  expect(points.map(({ settings }) => Object.values(settings))).toEqual([
    ...[80, 40, 20].map((production) => [production, 4]),
    ...[80, 40, 20].map((production) => [production, 2]),
  ])
})

describe('that is there already', () => {
  test('is finished: nothing is run again, and resuming says so', async () => {
    const before = [times(six), read(six)]
    expect((await run(join(root, 'six.yaml'), six)).status).toBe(0)
    const { status, stderr } = await resume(six)
    expect([status, stderr]).toEqual([0, expect.stringContaining('is finished already')])
    expect([times(six), read(six)]).toEqual(before)
  })

  test('is extended: only what is missing is run', async () => {
    const out = path('out')
    await run(scenario(THREE), out)
    const before = times(out)
    expect(before).toHaveLength(3)
    expect((await run(scenario(SIX), out)).status).toBe(0)
    expect(times(out)).toEqual(expect.arrayContaining(before))
    expect(times(out)).toHaveLength(6)
    expect(read(out).digest).toBe(read(six).digest)
  })

  test('is another one: refused without --force, replaced with it', async () => {
    const out = path('out')
    cpSync(six, out, { recursive: true })
    const other = scenario('{ temperature: [0 degC, 60 degC], composition.salts.LiCl: [0] }')
    const { status, stderr } = await run(other, out)
    expect([status, stderr]).toEqual([2, expect.stringContaining('5 of its 6 points')])
    expect((await run(other, out, '--force')).status).toBe(0)
    expect(read(out).points).toHaveLength(2)
    expect(readdirSync(`${out}/points`).toSorted()).toEqual(
      read(out)
        .points.map(({ id }) => id)
        .toSorted(),
    )
  })

  test('does not make way for a single run', async () => {
    const { status, stderr } = await commandInProcess([
      'run',
      'pure-water',
      '--out',
      six,
      '--force',
    ])
    expect([status, stderr]).toEqual([2, expect.stringContaining('holds a sweep')])
  })
})

describe('that is interrupted', () => {
  /** Points that have a checkpoint to go on from; a kill may leave one beside a result, too. */
  const unfinished = (out: string) => {
    const finished = having(out, 'result.json')
    return having(out, 'checkpoint.bin').filter((id) => !finished.includes(id))
  }

  /** Sends the signal once another point is finished, and one is begun. */
  function interrupt(args: readonly string[], out: string, signal: NodeJS.Signals) {
    const before = having(out, 'result.json').length
    return entrolyte(args, {
      onStart: async (child) => {
        const isMidway = () =>
          having(out, 'result.json').length > before && unfinished(out).length > 0
        while (!isMidway() && child.exitCode === null) await sleep(5)
        child.kill(signal)
      },
    })
  }

  test('by SIGINT, then by SIGTERM, then by SIGKILL, is resumed to the same bytes', async () => {
    const out = path('out')
    const file = scenario(SIX)
    let args = ['run', file, ...QUIET, '--out', out]
    for (const [signal, status] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGKILL', null],
    ] as const) {
      const ending = await interrupt(args, out, signal)
      expect(ending.status).toBe(status)
      expect(ending.stderr).not.toContain('could not')
      expect(read(out).state).toBe('interrupted')
      expect(having(out, 'result.json').length).toBeLessThan(6)
      args = ['resume', out, ...QUIET]
    }
    const [begun] = unfinished(out)
    const damaged = `${out}/points/${begun}/checkpoint.bin`
    truncateSync(damaged, statSync(damaged).size - 1)
    // The scenario file is not needed any more.
    rmSync(file)
    const resumed = await resume(out)
    expect(resumed).toMatchObject({
      status: 0,
      stderr: `${damaged} cannot be used: it is cut off\n`,
    })
    expect(read(out)).toMatchObject({ state: 'completed', digest: read(six).digest })
    const left = readdirSync(out, { recursive: true }).filter((name) =>
      /checkpoint|claim|part$/.test(String(name)),
    )
    expect(left).toEqual([])
  })
})

describe('with a broken worker', () => {
  /**
   * Loaded into every thread: workers of one point break whenever they have work, those of others once.
   * @param temperatures K, of the one and of the others
   */
  function preload(action: string, always = 298.15, once: number | null = 273.15): string[] {
    writeFileSync(
      path('break.mjs'),
      `import { existsSync, writeFileSync } from 'node:fs'
       function isFirst() {
         if (existsSync(${JSON.stringify(path('broken'))})) return false
         writeFileSync(${JSON.stringify(path('broken'))}, '')
         return true
       }
       ${inWorkers(`if (temperature === ${always} || (temperature === ${once} && isFirst())) { ${action} }`)}`,
    )
    return ['--import', path('break.mjs')]
  }

  test.each([
    ['throws', "throw new Error('broken on purpose')", 'broken on purpose'],
    ['is ended', 'process.exit(9)', 'ended with code 9'],
    [
      'runs out of memory',
      'const all = []; for (;;) all.push(Array.from({ length: 1e6 }, (_, k) => ({ k })))',
      'memory',
    ],
  ])(
    'that %s once or always: it is tried again, and loses its own point only',
    async (name, action, cause) => {
      const out = path('out')
      const nodeArgs = [...preload(action), '--max-old-space-size=100']
      const args = ['run', scenario(THREE), ...QUIET, '--out', out, '--threads', '2']
      const { status, stdout } = await entrolyte(args, { nodeArgs })
      expect(status).toBe(3)
      expect(existsSync(path('broken'))).toBe(true)
      expect(stdout).toContain('2 of 3 points completed, 1 failed')
      const [cold, broken, warm] = read(out).points
      const sound = read(six).points.filter((_, at) => at % 2 === 0)
      expect([cold, warm]).toEqual([sound[0], sound[2]])
      expect(broken).toMatchObject({ state: 'failed', digest: null })
      expect(broken!.cause).toContain(cause)
      expect(existsSync(`${out}/points/${broken!.id}/failure.json`)).toBe(true)
      expect(table(out)[2]!.slice(0, 6)).toEqual([broken!.id, 'failed', '25', '0', '', ''])
      if (name !== 'throws') return

      const before = statSync(`${out}/points/${warm!.id}/result.json`).mtimeMs
      expect((await resume(out)).status).toBe(0)
      expect(read(out)).toMatchObject({ state: 'completed', points: sound })
      expect(readdirSync(`${out}/points/${broken!.id}`)).not.toContain('failure.json')
      expect(statSync(`${out}/points/${warm!.id}/result.json`).mtimeMs).toBe(before)
    },
  )

  test('that ends the whole process: after two attempts its point has failed, and the others go on', async () => {
    const out = path('out')
    const nodeArgs = preload("process.kill(process.pid, 'SIGKILL')", 273.15, null)
    // Points of two replicas each, two at a time: the first takes one with it that is sound.
    const args = ['run', scenario(THREE), ...QUIET, '--out', out, '--threads', '4']
    const again = ['resume', out, ...QUIET, '--threads', '4']
    expect((await entrolyte(args, { nodeArgs })).status).toBe(null)
    expect(having(out, 'attempt.json').length).toBeGreaterThan(0)
    expect((await entrolyte(again, { nodeArgs })).status).toBe(null)
    const { status, stdout } = await entrolyte(again, { nodeArgs })
    expect([status, stdout]).toEqual([
      3,
      expect.stringContaining('2 of 3 points completed, 1 failed'),
    ])
    expect(stdout).toContain('2 processes were killed while they ran it')
    const sound = read(six).points.filter((_, at) => at % 2 === 0)
    const [cold, ...others] = read(out).points
    expect(others).toEqual(sound.slice(1))
    expect(cold!.state).toBe('failed')
    expect(having(out, 'failure.json')).toEqual([cold!.id])
    expect(having(out, 'attempt.json')).toEqual([])
    // With what killed it out of the way, it is run like any other that has failed.
    expect((await resume(out)).status).toBe(0)
    expect(read(out)).toMatchObject({ state: 'completed', points: sound })
  })
})

test('on a full disk keeps what is written, says what to do, and goes on to the same bytes', async (context) => {
  const disk = smallDisk(path('disk'), 0.9, six)
  if (disk === null) return context.skip('no small disk can be mounted here')
  try {
    const out = path('disk', 'out')
    // One point at a time, so that the first has room for its results and the last has not.
    const args = ['run', scenario(SIX), ...QUIET, '--out', out, '--threads', '1']
    const { status, stderr } = await entrolyte(args)
    expect(status).toBe(1)
    expect(stderr).toContain('the results could not be written: ENOSPC')
    expect(stderr).toContain(`make room and go on with \`entrolyte resume ${out}\``)
    expect(stderr).not.toMatch(/^ {4}at /m)
    const kept = having(out, 'result.json')
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(6)
    for (const { id, digest } of read(six).points.filter(({ id }) => kept.includes(id))) {
      expect(readResult(`${out}/points/${id}`).digest).toBe(digest)
    }
    disk.enlarge()
    expect(await resume(out)).toMatchObject({ status: 0, stderr: '' })
    expect(read(out)).toEqual(expect.objectContaining({ points: read(six).points }))
  } finally {
    disk.remove()
  }
})

test('is shown by validate', async () => {
  const { status, stdout } = await commandInProcess(['validate', join(root, 'six.yaml')])
  expect(status).toBe(0)
  expect(stdout).toContain('a sweep of 6 points over temperature, composition.salts.LiCl')
  expect(stdout).toMatch(/[0-9a-f]{12} {2}temperature = 0 degC, composition.salts.LiCl = 0\n/)
})

test('with a point that cannot be run is refused before anything runs', async () => {
  const file = scenario('{ density: [1 g/cm3, 29 g/cm3] }')
  const { status, stderr } = await run(file, path('out'))
  expect(status).toBe(2)
  expect(stderr).toContain('sweep.yaml:3:14')
  expect(stderr).toContain("density = '29 g/cm3'")
  expect(existsSync(path('out'))).toBe(false)
})
