import { type ChildProcess, execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { SweepRecord } from '../../src/store/sweep-record.ts'
import type { Manifest } from '../../src/sweep/manifest.ts'
import { missing } from '../support/debian.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import {
  type Ending,
  entrolyte,
  inWorkers,
  MAIN,
  QUIET,
  readResult,
  temporaryDirectory,
} from './command.ts'

// Commands take a while to start where the machine is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const path = temporaryDirectory()
afterEach(() => void vi.unstubAllEnvs())
const quiet = ['--progress', 'none']

/** A sweep whose points take a moment, or several. */
function scenario(sweep: string, production = 300): string {
  const text = [
    'forcefield: aqueous',
    'observables: [energy, hydrogenBonds]',
    'composition: { solvents: { H2O: 1 } }',
    'lattice: { cells: 4 }',
    `sampling: { equilibration: 100, production: ${production}, replicas: 2 }`,
    'output: { checkpoint: 0.05 s }',
    `sweep: ${sweep}`,
  ]
  writeFileSync(path('sweep.yaml'), `${text.join('\n')}\n`)
  return path('sweep.yaml')
}

const FOUR = '[{ temperature: [280, 290] }, { temperature: [280], density: [1 g/cm3, 1.05 g/cm3] }]'
const plan = (file: string, out: string, ...rest: string[]) =>
  commandInProcess(['sweep', 'plan', file, '--out', out, ...rest])
const taskOf = (out: string, index: number) => ['sweep', 'task', out, String(index), ...quiet]
const task = (out: string, index: number) =>
  commandInProcess([...taskOf(out, index), '--threads', '1'])
/** In a process of its own. */
const spawnedTask = (out: string, index: number, setting = {}) =>
  entrolyte(taskOf(out, index), setting)
const collect = (out: string) => commandInProcess(['sweep', 'collect', out])
const status = async (out: string) => {
  const { stdout } = await commandInProcess(['sweep', 'status', out, '--json'])
  return JSON.parse(stdout) as {
    counts: Record<string, number>
    failed: string[]
    tasks: unknown[]
  }
}
const read = (out: string) => JSON.parse(readFileSync(`${out}/sweep.json`, 'utf8')) as SweepRecord
const manifestOf = (out: string) => JSON.parse(readFileSync(`${out}/plan.json`, 'utf8')) as Manifest
/** Name, time and bytes of every file of a point. */
const stateOf = (out: string, id: string) =>
  readdirSync(`${out}/points/${id}`)
    .sort()
    .map((name) => {
      const file = `${out}/points/${id}/${name}`
      return [name, statSync(file).mtimeMs, readFileSync(file, 'latin1')]
    })

test('tasks in any order, and side by side, collect to what a local run gives', async () => {
  const file = scenario(FOUR)
  const out = path('tasks')
  const local = ['run', file, ...QUIET, '--threads', '1', '--out', path('local')]
  expect((await commandInProcess(local)).status).toBe(0)
  const planned = await plan(file, out, '--tasks', '3')
  expect([planned.status, planned.stdout]).toEqual([0, expect.stringContaining('3 tasks')])
  expect(await status(out)).toMatchObject({ counts: { pending: 4, done: 0 } })
  const early = await collect(out)
  expect([early.status, early.stdout]).toEqual([0, expect.stringContaining('4 missing')])

  expect((await task(out, 2)).status).toBe(0)
  const both = await Promise.all([spawnedTask(out, 0), spawnedTask(out, 1)])
  expect(both.map((ending) => ending.status)).toEqual([0, 0])
  const asked = await commandInProcess(['sweep', 'status', out])
  expect([asked.status, asked.stdout]).toEqual([0, expect.stringMatching(/done +4\n/)])
  expect(await status(out)).toMatchObject({ counts: { pending: 0, done: 4 }, tasks: [] })
  expect((await collect(out)).status).toBe(0)
  expect(read(out)).toEqual(read(path('local')))
  expect(read(out).digest).toMatch(/^[0-9a-f]{64}$/)
  for (const name of ['sweep.csv', 'sweep.parquet']) {
    expect(readFileSync(`${out}/${name}`)).toEqual(readFileSync(path('local', name)))
  }
  const left = readdirSync(out, { recursive: true }).filter((name) =>
    /checkpoint|claim|part$/.test(String(name)),
  )
  expect(left).toEqual([])
  // A task that is through has nothing to do, and leaves everything as it is.
  const before = stateOf(out, read(out).points[0]!.id)
  expect((await task(out, 0)).status).toBe(0)
  expect(stateOf(out, read(out).points[0]!.id)).toEqual(before)
})

describe('the recipes of the README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const sh = promisify(execFile)

  /** A folder with a sweep of two tasks, planned as the README says, and what it runs such commands with. */
  async function planned(name: string) {
    const file = scenario('{ temperature: [280, 290] }')
    mkdirSync(path(name, 'bin'), { recursive: true })
    const script = (program: string, text: string) => {
      writeFileSync(path(name, 'bin', program), `#!/bin/sh\n${text}\n`)
      chmodSync(path(name, 'bin', program), 0o755)
    }
    script('entrolyte', `exec '${process.execPath}' '${MAIN}' "$@"`)
    await plan(file, path(name, 'brine'), '--tasks', '2')
    const run = (command: string) =>
      sh('sh', ['-euc', command], {
        cwd: path(name),
        env: { ...process.env, PATH: `${path(name, 'bin')}:${process.env.PATH}` },
      })
    return { script, run, out: path(name, 'brine') }
  }

  test('for GNU parallel and for Snakemake make the same sweep', async () => {
    const parallel = await planned('parallel')
    const recipe = readme.match(/^parallel .*'(.*)' ::: \$\(seq 0 11\)$/m)!
    if (missing('parallel', ['parallel', '--version']) !== null) {
      // Called as in the recipe: parallel --joblog FILE COMMAND ::: INDEX…
      parallel.script('parallel', 'c=$3; shift 4; printf "%s\\n" "$@" | xargs -P 2 -I{} sh -c "$c"')
    }
    await parallel.run(recipe[0].replace('seq 0 11', 'seq 0 1'))
    await parallel.run(readme.match(/^entrolyte sweep collect brine(?= )/m)![0])
    expect(read(parallel.out).points.map(({ state }) => state)).toEqual(['completed', 'completed'])

    const snakemake = await planned('snakemake')
    const [all, task] = [...readme.matchAll(/^ {4}shell: "(.*)"$/gm)].map(([, command]) => command!)
    for (const index of ['0', '1']) {
      const filled = task!.replace('{wildcards.task}', index).replace('{threads}', '1')
      expect(filled).not.toMatch(/[{}]/)
      await snakemake.run(filled)
    }
    await snakemake.run(all!)
    expect(read(snakemake.out)).toEqual(read(parallel.out))
    expect(recipe[1]!.replace('{}', '0')).toBe('entrolyte sweep task brine 0 --threads 1')
  })
})

describe('a task that is stopped', () => {
  const checkpoints = (out: string) =>
    !existsSync(`${out}/points`)
      ? []
      : readdirSync(`${out}/points`, { recursive: true })
          .map(String)
          .filter((name) => name.endsWith('checkpoint.bin'))
          .map((name) => statSync(`${out}/points/${name}`, { throwIfNoEntry: false })?.mtimeMs ?? 0)

  /** Once a checkpoint has been written. */
  const whenBegun = (out: string, then: (child: ChildProcess) => unknown) => ({
    onStart: async (child: ChildProcess) => {
      const before = Math.max(0, ...checkpoints(out))
      while (Math.max(0, ...checkpoints(out)) === before && child.exitCode === null) await sleep(5)
      await then(child)
    },
  })

  test('by SIGTERM, then by SIGUSR1, then by SIGKILL, goes on to the same bytes', async () => {
    const file = scenario('{ temperature: [280, 290] }', 4000)
    const out = path('out')
    await plan(file, out, '--tasks', '1')
    for (const [signal, status] of [
      ['SIGTERM', 143],
      ['SIGUSR1', 143],
      ['SIGKILL', null],
    ] as const) {
      const ending = await spawnedTask(
        out,
        0,
        whenBegun(out, async (child) => {
          child.kill(signal)
          // A scheduler may tell both the job and its shell, which passes it on.
          await sleep(3)
          child.kill(signal)
        }),
      )
      expect(ending.status).toBe(status)
      expect(ending.stderr).not.toContain('ebugger')
    }
    const again = await task(out, 0)
    expect([again.status, again.stderr]).toEqual([0, ''])
    await commandInProcess(['run', file, ...QUIET, '--threads', '1', '--out', path('local')])
    const digests = read(out).points.map(({ id }) => readResult(`${out}/points/${id}`).digest)
    expect(digests).toEqual(read(path('local')).points.map(({ digest }) => digest))
  })

  test('keeps others from its points while it runs', async () => {
    const file = scenario('{ temperature: [280, 290] }', 3000)
    const out = path('out')
    await plan(file, out, '--tasks', '1')
    const refusals: Pick<Ending, 'status' | 'stderr'>[] = []
    const first = await spawnedTask(
      out,
      0,
      whenBegun(out, async (child) => {
        child.kill('SIGSTOP')
        for (const args of [
          ['sweep', 'task', out, '0'],
          ['sweep', 'plan', file, '--out', out],
          ['resume', out],
          ['run', file, '--out', out],
        ]) {
          refusals.push(await commandInProcess(args))
        }
        child.kill('SIGCONT')
      }),
    )
    expect(first.status).toBe(0)
    expect(refusals.map(({ status }) => status)).toEqual([2, 2, 2, 2])
    for (const { stderr } of refusals)
      expect(stderr).toMatch(/is being (run|written to) by process/)
  })
})

test('a point that fails costs its task nothing else, and is tried again', async () => {
  const out = path('out')
  await plan(scenario('{ temperature: [280, 300, 320] }'), out, '--tasks', '1')
  mkdirSync(path('preload'))
  writeFileSync(
    path('preload', 'break.mjs'),
    inWorkers("if (temperature === 300) throw new Error('broken on purpose')"),
  )
  const nodeArgs = ['--import', path('preload', 'break.mjs')]
  const { status: first, stdout } = await spawnedTask(out, 0, { nodeArgs })
  expect([first, stdout]).toEqual([3, 'task 0: 2 of 3 points completed, 1 failed\n'])
  const broken = read(out).points[1]!.id
  expect(await status(out)).toMatchObject({ counts: { done: 2, failed: 1 }, failed: [broken] })
  const collected = await collect(out)
  expect([collected.status, collected.stdout]).toEqual([
    3,
    expect.stringContaining('broken on purpose'),
  ])
  expect(read(out)).toMatchObject({ state: 'failed', digest: null })
  const kept = stateOf(out, read(out).points[0]!.id)
  expect((await task(out, 0)).status).toBe(0)
  expect((await collect(out)).status).toBe(0)
  expect(read(out).state).toBe('completed')
  expect(stateOf(out, read(out).points[0]!.id)).toEqual(kept)
})

test('a sweep with more values plans what is missing, and leaves the rest untouched', async () => {
  const out = path('out')
  await plan(scenario('{ temperature: [280, 300] }'), out)
  for (const index of manifestOf(out).tasks.keys()) await task(out, index)
  await collect(out)
  const before = read(out).points.map(({ id }) => [id, stateOf(out, id)] as const)

  const more = await plan(scenario('{ temperature: [270, 280, 290, 300] }'), out, '--tasks', '9')
  expect(more.stdout).toContain('2 of them finished already')
  expect(manifestOf(out).tasks).toEqual([[0], [2]])
  for (const index of [0, 1]) expect((await task(out, index)).status).toBe(0)
  expect((await collect(out)).status).toBe(0)
  expect(read(out).points.map(({ state }) => state)).toEqual(Array(4).fill('completed'))
  for (const [id, state] of before) expect(stateOf(out, id)).toEqual(state)

  const other = await plan(scenario('{ temperature: [280] }'), out)
  expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('3 of its 4 points')])
  const nothing = await plan(scenario('{ temperature: [270, 280, 290, 300] }'), out)
  expect(nothing.stdout).toContain('there is nothing to do')
})

test('has no more tasks than a job array takes, unless there is no Slurm', async () => {
  const file = scenario('{ temperature: { from: 280, to: 300, steps: 20 } }')
  mkdirSync(path('bin'))
  writeFileSync(path('bin', 'scontrol'), '#!/bin/sh\necho "MaxArraySize            = 7"\n')
  chmodSync(path('bin', 'scontrol'), 0o755)
  const args = ['sweep', 'plan', file, '--out', path('out'), '--tasks', '15']
  vi.stubEnv('PATH', `${path('bin')}:${process.env.PATH}`)
  const clipped = await commandInProcess(args)
  expect(clipped).toMatchObject({ status: 0, stderr: expect.stringContaining('which is 7') })
  expect(manifestOf(path('out')).tasks).toHaveLength(7)
  vi.stubEnv('PATH', '/nowhere')
  await commandInProcess(args)
  expect(manifestOf(path('out')).tasks).toHaveLength(15)
  vi.unstubAllEnvs()
  vi.stubEnv('PATH', `${path('bin')}:${process.env.PATH}`)
  const refused = await commandInProcess(['sweep', 'submit', path('out')])
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('takes 7') })
})

describe('is refused', () => {
  const refused = async (out: string, args: readonly string[]) => {
    const { status, stderr } = await commandInProcess(args)
    expect(status).toBe(2)
    expect(stderr).not.toMatch(/^ +at /m)
    expect(existsSync(`${out}/points`)).toBe(false)
    return stderr
  }

  test('a task that there is not', async () => {
    const out = path('out')
    await plan(scenario('{ temperature: [280, 300] }'), out, '--tasks', '2')
    for (const index of ['2', '../0', '']) {
      expect(await refused(out, ['sweep', 'task', out, index])).toContain('a number from 0 to 1')
    }
  })

  test('a plan whose points are not what they are called', async () => {
    const out = path('out')
    await plan(scenario('{ temperature: [280, 300] }'), out)
    const text = readFileSync(`${out}/plan.json`, 'utf8')
    writeFileSync(`${out}/plan.json`, text.replace('"temperature":280', '"temperature":281'))
    expect(await refused(out, ['sweep', 'task', out, '0'])).toContain('has another name')
  })

  test('a plan of another version of the program', async () => {
    const out = path('out')
    await plan(scenario('{ temperature: [280, 300] }'), out)
    const text = readFileSync(`${out}/plan.json`, 'utf8')
    writeFileSync(`${out}/plan.json`, text.replace(/"program": "[^"]*"/, '"program": "9.9.9"'))
    expect(await refused(out, ['sweep', 'task', out, '0'])).toContain("entrolyte '9.9.9'")
  })

  test('a directory without a sweep, and a scenario that is none', async () => {
    mkdirSync(path('empty'))
    for (const command of ['status', 'collect', 'submit']) {
      const said = await refused(path('empty'), ['sweep', command, path('empty')])
      expect(said).toContain('entrolyte sweep plan')
    }
    const said = await refused(path('out'), ['sweep', 'plan', 'pure-water', '--out', path('out')])
    expect(said).toContain('has no `sweep` block')
  })
})

test('submit prints its scripts, and sends nothing, with --dry-run', async () => {
  const out = path("it's a sweep")
  await plan(scenario('{ temperature: [280, 300] }'), out, '--tasks', '2')
  writeFileSync(path('cluster.yaml'), 'partition: debug\naccount: chem; id\nmodules: [nodejs/20]\n')
  const dry = await commandInProcess([
    'sweep',
    'submit',
    out,
    '--template',
    path('cluster.yaml'),
    '--dry-run',
  ])
  expect(dry.status).toBe(0)
  for (const line of [
    '--array=0-1',
    "'--account=chem; id'",
    'module load nodejs/20',
    "it'\\''s a",
  ]) {
    expect(dry.stdout).toContain(line)
  }
  expect(existsSync(`${out}/slurm`)).toBe(false)
})
