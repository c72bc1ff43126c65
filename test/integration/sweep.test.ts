import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { SweepRecord } from '../../src/sweep/sweep-record.ts'
import { entrolyte, readResult, temporaryDirectory } from './command.ts'

// Commands take a while to start where the machine is busy.
vi.setConfig({ testTimeout: 180_000 })

const path = temporaryDirectory()
const quiet = ['--progress', 'none']

/** A sweep of the given axes whose points take a moment. */
function scenario(sweep: string, name = 'sweep.yaml'): string {
  const text = [
    'forcefield: aqueous',
    'composition: { solvents: { H2O: 1 } }',
    'lattice: { cells: 4 }',
    'sampling: { equilibration: 100, production: 400, replicas: 2 }',
    `sweep: ${sweep}`,
  ]
  writeFileSync(path(name), `${text.join('\n')}\n`)
  return path(name)
}

const SIX = '{ temperature: [0 degC, 25 degC, 50 degC], composition.salts.LiCl: [0, 3] }'
const run = (file: string, out: string, ...rest: string[]) =>
  entrolyte(['run', file, ...quiet, '--out', out, ...rest])
const resume = (out: string) => entrolyte(['resume', out, ...quiet])

const read = (out: string) => JSON.parse(readFileSync(`${out}/sweep.json`, 'utf8')) as SweepRecord
const table = (out: string) =>
  readFileSync(`${out}/sweep.csv`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
/** When each point's result was written. */
const times = (out: string) =>
  readdirSync(`${out}/points`).map((id) => statSync(`${out}/points/${id}/result.json`).mtimeMs)

test('gives the same bytes on 1, 2 and 4 threads', async () => {
  const file = scenario(SIX)
  for (const threads of ['1', '2', '4']) {
    expect((await run(file, path(threads), '--threads', threads)).status).toBe(0)
  }
  const [one, two, four] = ['1', '2', '4'].map((threads) => read(path(threads)))
  expect(one).toMatchObject({ format: 'entrolyte-sweep', state: 'completed' })
  expect(one!.points).toHaveLength(6)
  expect(one!.digest).toMatch(/^[0-9a-f]{64}$/)
  expect([two, four]).toEqual([one, one])
  const tables = ['1', '2', '4'].map((threads) => table(path(threads)))
  expect(tables[1]).toEqual(tables[0])
  expect(tables[2]).toEqual(tables[0])
})

test('is a table with units and one run for each point, as if it was run by itself', async () => {
  const out = path('out')
  const { stdout } = await run(scenario(SIX), out)
  expect(stdout).toContain('6 of 6 points completed')
  const [header, ...rows] = table(out)
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
  const last = read(out).points.at(-1)!
  const record = readResult(`${out}/points/${last.id}`)
  expect(record.digest).toBe(last.digest)
  expect(Number(rows.at(-1)![4])).toBe(record.observables.energyPerSite!.value)

  await run(`${out}/points/${last.id}/scenario.resolved.yaml`, path('single'))
  expect(readResult(path('single')).digest).toBe(last.digest)
})

describe('that is there already', () => {
  test('is finished: nothing is run again, and resuming says so', async () => {
    const out = path('out')
    const file = scenario('{ temperature: [280, 300] }')
    await run(file, out)
    const before = [times(out), read(out)]
    expect((await run(file, out)).status).toBe(0)
    const { status, stderr } = await resume(out)
    expect([status, stderr]).toEqual([0, expect.stringContaining('is finished already')])
    expect([times(out), read(out)]).toEqual(before)
  })

  test('is extended: only what is missing is run', async () => {
    const out = path('out')
    await run(scenario('{ temperature: [280, 300] }'), out)
    const [first, second] = times(out)
    expect((await run(scenario('{ temperature: [260, 280, 300, 320] }'), out)).status).toBe(0)
    expect(times(out)).toEqual(expect.arrayContaining([first, second]))
    expect(times(out)).toHaveLength(4)
    await run(scenario('{ temperature: [260, 280, 300, 320] }'), path('anew'))
    expect(read(out).digest).toBe(read(path('anew')).digest)
  })

  test('is another one: refused without --force, replaced with it', async () => {
    const out = path('out')
    await run(scenario('{ temperature: [280, 300] }'), out)
    const other = scenario('{ temperature: [280, 310] }')
    const { status, stderr } = await run(other, out)
    expect([status, stderr]).toEqual([2, expect.stringContaining('1 of its 2 points')])
    expect((await run(other, out, '--force')).status).toBe(0)
    expect(readdirSync(`${out}/points`).toSorted()).toEqual(
      read(out)
        .points.map(({ id }) => id)
        .toSorted(),
    )
  })

  test('does not make way for a single run', async () => {
    const out = path('out')
    await run(scenario('{ temperature: [280, 300] }'), out)
    const { status, stderr } = await entrolyte(['run', 'pure-water', '--out', out, '--force'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('holds a sweep')])
  })
})

describe('that was interrupted', () => {
  const file = () => scenario(SIX)
  const settings = ['--set', 'output.checkpoint=0.05 s', '--set', 'sampling.production=2000']

  let known: string | null = null
  async function reference(): Promise<string | null> {
    if (known !== null) return known
    await run(file(), path('reference'), ...settings)
    known = read(path('reference')).digest
    return known
  }

  /** Until some points are finished and others are not. */
  const interrupt = (out: string, signal: NodeJS.Signals) =>
    entrolyte(['run', file(), ...quiet, '--out', out, ...settings], {
      onStart: async (child) => {
        const has = (name: string) =>
          existsSync(`${out}/points`) &&
          readdirSync(`${out}/points`).some((id) => existsSync(`${out}/points/${id}/${name}`))
        const isMidway = () => has('result.json') && has('checkpoint.bin')
        while (!isMidway() && child.exitCode === null) await sleep(5)
        child.kill(signal)
      },
    })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGKILL', null],
  ] as const)('by %s, is resumed to the same bytes', async (signal, status) => {
    const out = path('out')
    const ending = await interrupt(out, signal)
    expect(ending.status).toBe(status)
    expect(ending.stderr).not.toContain('could not')
    expect(read(out).state).toBe('interrupted')
    const kept = readdirSync(`${out}/points`).filter((id) =>
      existsSync(`${out}/points/${id}/result.json`),
    )
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(6)
    const begun = readdirSync(`${out}/points`).filter((id) =>
      existsSync(`${out}/points/${id}/checkpoint.bin`),
    )
    expect(begun.length).toBeGreaterThan(0)
    // The scenario file is not needed any more.
    rmSync(file())
    const resumed = await resume(out)
    expect([resumed.status, resumed.stderr]).toEqual([0, ''])
    expect(read(out)).toMatchObject({ state: 'completed', digest: await reference() })
    const left = readdirSync(out, { recursive: true }).filter((name) =>
      /checkpoint|claim|part$/.test(String(name)),
    )
    expect(left).toEqual([])
  })
})

describe('with a broken worker', () => {
  /** Loaded into every thread; does something to the workers of one point. */
  function preload(action: string): string[] {
    mkdirSync(path('preload'), { recursive: true })
    writeFileSync(
      path('preload', 'break.mjs'),
      `import { isMainThread, parentPort } from 'node:worker_threads'
       if (!isMainThread) {
         const on = parentPort.on
         parentPort.on = (name, listener) => on.call(parentPort, name, (message) => {
           if (message.task?.scenario.temperature === 300) { ${action} }
           listener(message)
         })
       }`,
    )
    return ['--import', path('preload', 'break.mjs')]
  }

  test.each([
    ['throws', "throw new Error('broken on purpose')", 'broken on purpose'],
    ['is killed', 'process.exit(9)', 'ended with code 9'],
    [
      'runs out of memory',
      'const all = []; for (;;) all.push(Array.from({ length: 1e6 }, (_, k) => ({ k })))',
      'memory',
    ],
  ])('that %s loses its own point only, and resuming tries it again', async (_, action, cause) => {
    const file = scenario('{ temperature: [280, 300, 320] }')
    const out = path('out')
    const nodeArgs = [...preload(action), '--max-old-space-size=100']
    const args = ['run', file, ...quiet, '--out', out, '--threads', '2']
    const { status, stdout } = await entrolyte(args, { nodeArgs })
    expect(status).toBe(3)
    expect(stdout).toContain('2 of 3 points completed, 1 failed')
    const [cold, broken, warm] = read(out).points
    expect([cold!.state, broken!.state, warm!.state]).toEqual(['completed', 'failed', 'completed'])
    expect(broken!.cause).toContain(cause)
    expect(existsSync(`${out}/points/${broken!.id}/failure.json`)).toBe(true)
    expect(table(out)[2]!.slice(0, 5)).toEqual([broken!.id, 'failed', '300', '', ''])

    const before = statSync(`${out}/points/${warm!.id}/result.json`).mtimeMs
    expect((await resume(out)).status).toBe(0)
    expect(read(out).state).toBe('completed')
    expect(readdirSync(`${out}/points/${broken!.id}`)).not.toContain('failure.json')
    expect(statSync(`${out}/points/${warm!.id}/result.json`).mtimeMs).toBe(before)
  })
})

test('is shown by validate, and told point by point', async () => {
  const file = scenario(SIX)
  const { status, stdout } = await entrolyte(['validate', file])
  expect(status).toBe(0)
  expect(stdout).toContain('a sweep of 6 points over temperature, composition.salts.LiCl')
  expect(stdout).toMatch(/[0-9a-f]{12} {2}temperature = 0 degC, composition.salts.LiCl = 0\n/)
  const { stderr } = await entrolyte(['run', file, '--progress', 'plain', '--out', path('out')])
  expect(stderr.match(/^[0-9a-f]{12} {2}done {2}temperature = /gm)).toHaveLength(6)
})

test('with a point that cannot be run is refused before anything runs', async () => {
  const file = scenario('{ density: [1 g/cm3, 29 g/cm3] }')
  const { status, stderr } = await run(file, path('out'))
  expect(status).toBe(2)
  expect(stderr).toContain('density = 29 g/cm3')
  expect(existsSync(path('out'))).toBe(false)
})
