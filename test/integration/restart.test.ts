import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type Ending, entrolyte, readResult, temporaryDirectory } from './command.ts'

const path = temporaryDirectory()
const quiet = ['--progress', 'none', '--threads', '2']

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
const resume = (out: string) => entrolyte(['resume', out, ...quiet])

let reference = ''
const digest = (directory: string) => readResult(directory).digest

async function referenceDigest(): Promise<string> {
  const { status } = await entrolyte(run(path('reference')))
  expect(status).toBe(0)
  return digest(path('reference'))
}

/** Runs until some milliseconds after the first checkpoint, then sends the signal. */
function runUntil(out: string, delay: number, signal: NodeJS.Signals): Promise<Ending> {
  return entrolyte(run(out), {
    onStart: async (child) => {
      while (!existsSync(`${out}/checkpoint.bin`) && child.exitCode === null) await sleep(2)
      await sleep(delay)
      child.kill(signal)
    },
  })
}

/** Delays of a fixed seed, in milliseconds. */
function delays(count: number, most: number): number[] {
  let state = 20240229
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  })
}

async function resumesToReference(out: string): Promise<void> {
  const { status, stderr } = await resume(out)
  expect(stderr).not.toContain('cannot be used')
  expect(status).toBe(0)
  reference ||= await referenceDigest()
  expect(digest(out)).toBe(reference)
  expect(readdirSync(out).filter((name) => /checkpoint|claim|part/.test(name))).toEqual([])
}

/** Moments in the writing of the n-th checkpoint; the first has no snapshots yet. */
const FAULTS = ['half:1', 'half:3', 'written:2', 'renaming:2', 'renaming:3', 'renamed:2']

describe('twenty kills', { timeout: 120_000 }, () => {
  let killed = 0

  test.each(delays(14, 400))('%d ms after the first checkpoint', async (delay) => {
    const out = path('killed')
    const { status } = await runUntil(out, delay, 'SIGKILL')
    if (status === null) killed++
    await resumesToReference(out)
  })

  test('come in time, most of them', () => {
    expect(killed).toBeGreaterThan(7)
  })

  test.each(FAULTS)('during the writing of a checkpoint: %s', async (fault) => {
    const out = path('killed')
    const { status } = await entrolyte(run(out), { env: { ENTROLYTE_TEST_KILL: fault } })
    expect(status).toBe(null)
    if (fault === 'half:1') {
      const { status, stderr } = await resume(out)
      expect([status, stderr]).toEqual([2, expect.stringContaining('run anew')])
    } else {
      await resumesToReference(out)
    }
  })
})

/** Leaves a run with two checkpoints behind. */
async function interruptedRun(out: string): Promise<void> {
  await entrolyte(run(out), { env: { ENTROLYTE_TEST_KILL: 'renamed:4' } })
  expect(readdirSync(out)).toEqual(
    expect.arrayContaining(['checkpoint.bin', 'checkpoint.previous.bin']),
  )
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a run with %d and a checkpoint', async (signal, status) => {
  const out = path('a')
  const ending = await runUntil(out, 100, signal)
  expect(ending.status).toBe(status)
  expect(ending.stderr).toBe(
    `interrupted; a checkpoint is written: go on with \`entrolyte resume ${out}\`\n`,
  )
  expect(existsSync(`${out}/result.json`)).toBe(false)
  await resumesToReference(out)
})

test('a second signal ends a run at once, and it goes on from the last checkpoint', async () => {
  const out = path('a')
  // A sweep of so many sites takes longer than the test waits between the signals.
  const ending = await entrolyte(run(out, 'lattice.cells=64'), {
    onStart: async (child) => {
      while (!existsSync(`${out}/checkpoint.bin`) && child.exitCode === null) await sleep(2)
      child.kill('SIGTERM')
      await sleep(50)
      child.kill('SIGTERM')
    },
  })
  expect([ending.status, ending.stderr]).toEqual([143, ''])
  expect(readdirSync(out)).toEqual(expect.arrayContaining(['checkpoint.bin']))
})

test('a run that is interrupted again and again gets to the same end', async () => {
  const out = path('a')
  await runUntil(out, 50, 'SIGTERM')
  for (let times = 0; times < 3; times++) {
    await entrolyte(['resume', out, ...quiet], {
      onStart: async (child) => {
        await sleep(600)
        child.kill('SIGTERM')
      },
    })
  }
  await resumesToReference(out)
})

test('a damaged newest checkpoint is refused by name and the one before is used', async () => {
  const out = path('a')
  await interruptedRun(out)
  truncateSync(`${out}/checkpoint.bin`, statSync(`${out}/checkpoint.bin`).size - 1)
  // Killed between the two renamings: the one that was used is still there.
  const { stderr } = await entrolyte(['resume', out, ...quiet], {
    env: { ENTROLYTE_TEST_KILL: 'renaming:1' },
  })
  expect(stderr).toContain(`${out}/checkpoint.bin cannot be used: it is cut off`)
  expect(await resume(out)).toMatchObject({ status: 0, stderr: '' })
  reference ||= await referenceDigest()
  expect(digest(out)).toBe(reference)
})

test('without any usable checkpoint the scenario is to be run anew', async () => {
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
  const out = path('a')
  await entrolyte(run(out))
  const before = readFileSync(`${out}/result.json`, 'utf8')
  const { status, stdout, stderr } = await entrolyte(['resume', out, '--json'])
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
  const refused = await entrolyte(run(out))
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain(`entrolyte resume ${out}`)
  expect((await entrolyte([...run(out, 'seed=other'), '--force'])).status).toBe(0)
  expect(readResult(out).scenario.seed).toBe('other')
})

const system = (command: string, ...args: string[]) => execFileSync(command, args)

/** A file system of so many kilobytes; null where none can be mounted. */
function smallDisk(kilobytes: number): string | null {
  mkdirSync(path('disk'))
  try {
    system('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'none', path('disk'))
    return path('disk')
  } catch {
    return null
  }
}

test('a full disk costs checkpoints and results but not those that were there', async (context) => {
  const disk = smallDisk(600)
  if (disk === null) return context.skip('no small disk can be mounted here')
  try {
    const out = `${disk}/a`
    const { status, stderr } = await entrolyte(run(out))
    expect(status).toBe(1)
    expect(stderr).toContain('could not be written: ENOSPC')
    expect(stderr).toContain(`make room and go on with \`entrolyte resume ${out}\``)
    expect(stderr).not.toMatch(/^ {4}at /m)
    expect(existsSync(`${out}/result.json`)).toBe(false)
    expect(readdirSync(out).filter((name) => name.endsWith('.part'))).toEqual([])
    system('mount', '-o', 'remount,size=10m', disk)
    await resumesToReference(out)
  } finally {
    system('umount', disk)
  }
})
