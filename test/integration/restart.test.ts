import {
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
import { commandInProcess } from '../support/quiet-terminal.ts'
import { smallDisk } from '../support/small-disk.ts'
import {
  type Ending,
  entrolyte,
  QUIET,
  readResult,
  stopped,
  temporaryDirectory,
} from './command.ts'

// Commands take a while to start where the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const path = temporaryDirectory()
const quiet = [...QUIET, '--threads', '2']

// Three replicas, one of each start, take about half a second and write some ten checkpoints.
const SETTINGS = [
  'lattice.cells=4',
  'sampling={ equilibration: 500, production: 2500, measureEvery: 20, replicas: 3 }',
  'output.checkpoint=every 0.05 s',
]
const run = (out: string, ...more: string[]) => [
  'run',
  'zncl2-2m',
  ...[...SETTINGS, ...more].flatMap((setting) => ['--set', setting]),
  ...[...quiet, '--out', out],
]
const resuming = (out: string) => ['resume', out, ...quiet]
/** In this process and thread: what went before was another process, on two. */
const resume = (out: string) => commandInProcess([...resuming(out), '--threads', '1'])
const digest = (directory: string) => readResult(directory).digest

/** The same run, whole and uninterrupted. */
const whole = mkdtempSync(join(tmpdir(), 'entrolyte-whole-'))
afterAll(() => rmSync(whole, { recursive: true }))
beforeAll(async () => {
  expect((await commandInProcess([...run(whole), '--threads', '1'])).status).toBe(0)
})

/** Delays of a fixed seed, in milliseconds. */
function delays(count: number, most: number): number[] {
  let state = 20240229
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  })
}

/** What has come to its end is as if it had not been interrupted, and nothing else is left. */
function expectWhole(out: string): void {
  expect(digest(out)).toBe(digest(whole))
  expect(readdirSync(out).filter((name) => /checkpoint|claim|part/.test(name))).toEqual([])
}

async function resumesToWhole(out: string): Promise<void> {
  const { status, stderr } = await resume(out)
  expect([status, stderr]).toEqual([0, ''])
  expectWhole(out)
}

describe('twenty kills', () => {
  test('fourteen at any moment, in runs that go on from one to the next', async () => {
    const moments = delays(14, 300)
    let kills = 0
    for (let runs = 1; kills < moments.length; runs++) {
      expect(runs).toBeLessThan(15)
      const out = path(`${runs}`)
      let args = run(out)
      for (;;) {
        const delay = moments[kills]
        const { status, stderr } =
          delay === undefined
            ? await entrolyte(args)
            : await stopped(args, out, 'SIGKILL', delay / runs)
        expect(stderr).toBe('')
        args = resuming(out)
        if (status === 0) break
        expect(status).toBe(null)
        kills++
      }
      expectWhole(out)
    }
  })

  // Moments in the writing of the n-th checkpoint.
  test.each([[['half:3', 'renaming:2', 'renamed:2']], [['written:2', 'renaming:3']]])(
    'during the writing of a checkpoint: %j, one after the other',
    async (faults) => {
      const out = path('killed')
      for (const [times, fault] of faults.entries()) {
        const args = times === 0 ? run(out) : resuming(out)
        const { status, stderr } = await entrolyte(args, { env: { ENTROLYTE_TEST_KILL: fault } })
        expect([status, stderr]).toEqual([null, ''])
      }
      await resumesToWhole(out)
    },
  )

  test('during the writing of the first checkpoint: then there is nothing to go on from', async () => {
    const out = path('killed')
    const { status } = await entrolyte(run(out), { env: { ENTROLYTE_TEST_KILL: 'half:1' } })
    expect(status).toBe(null)
    expect(await resume(out)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('run again from the start'),
    })
  })
})

/** Leaves a run with two checkpoints behind. */
async function interruptedRun(out: string): Promise<void> {
  await entrolyte(run(out), { env: { ENTROLYTE_TEST_KILL: 'renamed:4' } })
  expect(readdirSync(out)).toEqual(
    expect.arrayContaining(['checkpoint.bin', 'checkpoint.previous.bin']),
  )
}

test('SIGINT and SIGTERM end a run with 130 and 143 and a checkpoint, and again when it goes on', async () => {
  const out = path('a')
  let args = run(out)
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    expect(await stopped(args, out, signal, 30)).toEqual({
      status,
      stdout: '',
      stderr: `interrupted; a checkpoint is written: go on with \`entrolyte resume ${out}\`\n`,
    })
    expect(existsSync(`${out}/result.json`)).toBe(false)
    args = resuming(out)
  }
  await resumesToWhole(out)
})

test('a second signal ends a run at once, and leaves the last checkpoint', async () => {
  const out = path('a')
  // A sweep of so many sites takes longer than the test waits between the signals.
  const ending = await entrolyte(run(out, 'lattice.cells=48', 'sampling.replicas=1'), {
    onStart: async (child) => {
      while (!existsSync(`${out}/checkpoint.bin`) && child.exitCode === null) await sleep(2)
      child.kill('SIGTERM')
      await sleep(20)
      child.kill('SIGTERM')
    },
  })
  expect([ending.status, ending.stderr]).toEqual([143, ''])
  expect(readdirSync(out)).toEqual(expect.arrayContaining(['checkpoint.bin']))
})

test('a damaged newest checkpoint is refused by name and the one before is used', async () => {
  const out = path('a')
  await interruptedRun(out)
  truncateSync(`${out}/checkpoint.bin`, statSync(`${out}/checkpoint.bin`).size - 1)
  // Killed between the two renamings: the one that was used is still there.
  const { stderr } = await entrolyte(resuming(out), { env: { ENTROLYTE_TEST_KILL: 'renaming:1' } })
  expect(stderr).toContain(`${out}/checkpoint.bin cannot be used: it is cut off`)
  await resumesToWhole(out)
})

test('without any usable checkpoint the scenario is to be run again from the start', async () => {
  const out = path('a')
  await interruptedRun(out)
  for (const name of ['checkpoint.bin', 'checkpoint.previous.bin']) {
    const bytes = readFileSync(`${out}/${name}`)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(`${out}/${name}`, bytes)
  }
  const { status, stdout, stderr } = await resume(out)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr.match(/is damaged|are damaged/g)).toHaveLength(2)
  expect(stderr).toContain('--force')
  expect(stderr).not.toMatch(/^ {4}at /m)
})

test('resuming a finished run says so and changes nothing', async () => {
  const before = readFileSync(`${whole}/result.json`, 'utf8')
  const { status, stdout, stderr } = await commandInProcess(['resume', whole, '--json'])
  expect(readFileSync(`${whole}/result.json`, 'utf8')).toBe(before)
  expect([status, stdout]).toEqual([0, before])
  expect(stderr).toContain('is finished already')
})

test('a second run into a directory that is being written to is refused, even with --force', async () => {
  const out = path('a')
  let second: Ending | undefined
  let third: Ending | undefined
  const first = await entrolyte(run(out, 'sampling.production=20000'), {
    onStart: async (child) => {
      while (!existsSync(`${out}/checkpoint.bin`) && child.exitCode === null) await sleep(2)
      second = await entrolyte([...run(out), '--force'])
      third = await entrolyte(['resume', out])
      child.kill('SIGTERM')
    },
  })
  expect(first.status).toBe(143)
  for (const ending of [second!, third!]) {
    expect(ending.status).toBe(2)
    expect(ending.stderr).toContain('is being written to by process')
  }
})

test('--force starts anew where a run was interrupted, and without it that is offered', async () => {
  const out = path('a')
  await interruptedRun(out)
  const refused = await commandInProcess(run(out))
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain(`entrolyte resume ${out}`)
  const anew = [...run(out, 'seed=other'), '--threads', '1', '--force']
  expect((await commandInProcess(anew)).status).toBe(0)
  expect(readResult(out).scenario.seed).toBe('other')
})

test('a full disk costs checkpoints and results but not those that were there', async (context) => {
  const disk = smallDisk(path('disk'), 0.8, whole)
  if (disk === null) return context.skip('no small disk can be mounted here')
  try {
    const out = path('disk', 'a')
    const { status, stderr } = await entrolyte(run(out))
    expect(status).toBe(1)
    expect(stderr).toContain('could not be written: ENOSPC')
    expect(stderr).toContain(`make room and go on with \`entrolyte resume ${out}\``)
    expect(stderr).not.toMatch(/^ {4}at /m)
    expect(existsSync(`${out}/result.json`)).toBe(false)
    expect(readdirSync(out).filter((name) => name.endsWith('.part'))).toEqual([])
    disk.enlarge()
    await resumesToWhole(out)
  } finally {
    disk.remove()
  }
})
