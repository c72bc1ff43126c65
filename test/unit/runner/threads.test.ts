import { afterEach, expect, test } from 'vitest'
import type { ReplicaTask } from '../../../src/run/replica-task.ts'
import type { Outcome, Runner, Running } from '../../../src/runner/runner.ts'
import { threads } from '../../../src/runner/threads.ts'

const workerFile = new URL('./workers/echo.mjs', import.meta.url)

interface Behaviour {
  readonly dies?: number
  readonly throws?: number
  readonly fails?: number
  readonly spins?: number
  /** Until it is asked to stop. */
  readonly waits?: number
  /** Only the first time. */
  readonly breaks?: number
}

let runner: Runner
afterEach(() => runner.close())

function start(width: number, patience?: number): void {
  const options = { workerFile, ...(patience === undefined ? {} : { patience }) }
  runner = threads(width, options)
}

/** Starts replicas in the stand-in worker; how each has ended is heard as well as what came before. */
function run(behaviours: readonly Behaviour[]) {
  const heard: string[] = []
  const all = behaviours.map((counts, replica): Running => {
    const task = { replica, counts } as unknown as ReplicaTask
    const running = runner.start({ task }, ({ kind }) => heard.push(`${replica} ${kind}`))
    void running.outcome.then((outcome) => heard.push(`${replica} ${wordsOf(outcome)}`))
    return running
  })
  const outcomes = Promise.all(all.map(({ outcome }) => outcome))
  return { heard, all, outcomes }
}

function wordsOf(outcome: Outcome): string {
  return outcome.kind === 'failed' ? `failed: ${outcome.failure.cause}` : outcome.kind
}

test.each([1, 2, 8])('every replica is run once on %d threads', async (width) => {
  start(width)
  const { heard, outcomes } = run([{}, {}, {}])
  const records = (await outcomes).map((outcome) => {
    return outcome.kind === 'record' ? outcome.record : null
  })
  expect(records).toEqual([0, 1, 2].map((replica) => ({ replica })))
  expect(heard.toSorted()).toEqual([0, 1, 2].flatMap((job) => [`${job} progress`, `${job} record`]))
})

test('one thread takes replicas in the order in which they are started', async () => {
  start(1)
  const { heard, outcomes } = run([{}, {}, {}])
  await outcomes
  expect(heard).toEqual([0, 1, 2].flatMap((job) => [`${job} progress`, `${job} record`]))
})

test('a worker that throws, dies or fails costs its own replica, after a second attempt', async () => {
  start(2)
  const { heard, outcomes } = run([{ throws: 1 }, {}, { dies: 1 }, {}, { fails: 1 }, {}])
  await outcomes
  expect(heard.filter((line) => !line.endsWith('progress')).toSorted()).toEqual([
    '0 failed: TypeError: broken',
    '1 record',
    '2 failed: its worker thread ended with code 7 before it had a result',
    '3 record',
    '4 failed: TypeError: no such state',
    '5 record',
  ])
  const attempts = (job: number) => heard.filter((line) => line === `${job} progress`).length
  expect([0, 1, 2, 3, 4, 5].map(attempts)).toEqual([2, 1, 2, 1, 2, 1])
})

test('a replica that fails once goes on from its last snapshot', async () => {
  start(1)
  const { heard, outcomes } = run([{ breaks: 1 }])
  await outcomes
  expect(heard).toEqual(['0 progress', '0 snapshot', '0 progress', '0 record'])
})

test('a replica hands in a snapshot when it is asked, and another one when it is stopped', async () => {
  start(1)
  const { heard, all, outcomes } = run([{ waits: 1 }, { waits: 1 }])
  await expect.poll(() => heard).toEqual(['0 progress'])
  for (const running of all) running.requestSnapshot()
  await expect.poll(() => heard).toEqual(['0 progress', '0 snapshot'])
  for (const running of all) running.requestStop()
  expect(await outcomes).toEqual([
    { kind: 'stopped', snapshot: { replica: 0 } },
    // Which was not begun.
    { kind: 'stopped', snapshot: null },
  ])
  expect(heard).not.toContain('1 progress')
})

test('a stop ends workers that never would, once patience is at its end', async () => {
  start(2, 0.2)
  const { heard, all, outcomes } = run([{ spins: 1 }, { spins: 1 }, {}])
  await expect.poll(() => heard.toSorted()).toEqual(['0 progress', '1 progress'])
  const begin = performance.now()
  for (const running of all) running.requestStop()
  const stopped = { kind: 'stopped', snapshot: null }
  expect(await outcomes).toEqual([stopped, stopped, stopped])
  const waited = performance.now() - begin
  expect(waited).toBeGreaterThan(150)
  expect(waited).toBeLessThan(5000)
})

test('closing ends whatever is still running or waits', async () => {
  start(1)
  const { heard, outcomes } = run([{ spins: 1 }, {}])
  await expect.poll(() => heard).toEqual(['0 progress'])
  const begin = performance.now()
  await runner.close()
  const stopped = { kind: 'stopped', snapshot: null }
  expect(await outcomes).toEqual([stopped, stopped])
  expect(performance.now() - begin).toBeLessThan(5000)
})

test('there is room once no replica waits, before those that run have ended', async () => {
  start(2)
  const { heard, all } = run([{ waits: 1 }, { waits: 1 }, {}])
  let hasRoom = false
  const room = runner.room().then(() => {
    hasRoom = true
  })
  await expect.poll(() => heard.toSorted()).toEqual(['0 progress', '1 progress'])
  expect(hasRoom).toBe(false)
  all[0]!.requestStop()
  await room
  expect(heard).not.toContain('1 stopped')
})
