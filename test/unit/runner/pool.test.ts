import { expect, test } from 'vitest'
import type { ReplicaTask } from '../../../src/run/replica-task.ts'
import { type Job, runJobs } from '../../../src/runner/pool.ts'

const workerFile = new URL('./workers/echo.mjs', import.meta.url)

interface Behaviour {
  readonly dies?: number
  readonly throws?: number
  readonly spins?: number
  /** Only the first time. */
  readonly breaks?: number
}

/** Jobs for the stand-in worker, and what was heard of them. */
function jobsOf(behaviours: readonly Behaviour[]) {
  const heard: string[] = []
  const queue = behaviours.map((counts, replica): Job => {
    const tell = (what: string) => () => void heard.push(`${replica} ${what}`)
    return {
      task: { replica, counts } as unknown as ReplicaTask,
      onProgress: tell('progress'),
      onSnapshot: tell('snapshot'),
      onRecord: tell('record'),
      onFailure: ({ cause }) => tell(`failed: ${cause}`)(),
    }
  })
  return { heard, next: () => queue.shift() ?? null }
}

test.each([1, 2, 8])('every job is done once on %d threads', async (threads) => {
  const { heard, next } = jobsOf([{}, {}, {}])
  expect(await runJobs(next, { threads, workerFile })).toBe('completed')
  expect(heard.toSorted()).toEqual([0, 1, 2].flatMap((job) => [`${job} progress`, `${job} record`]))
})

test('a worker that throws or dies costs its own job, after a second attempt', async () => {
  const { heard, next } = jobsOf([{ throws: 1 }, {}, { dies: 1 }, {}])
  expect(await runJobs(next, { threads: 2, workerFile })).toBe('completed')
  expect(heard.filter((line) => !line.endsWith('progress')).toSorted()).toEqual([
    '0 failed: TypeError: broken',
    '1 record',
    '2 failed: its worker thread ended with code 7 before it had a result',
    '3 record',
  ])
})

test('a job that fails once goes on from its last snapshot', async () => {
  const { heard, next } = jobsOf([{ breaks: 1 }])
  await runJobs(next, { threads: 1, workerFile })
  expect(heard).toEqual(['0 progress', '0 snapshot', '0 progress', '0 record'])
})

test('an abort ends workers that never would, once patience is at its end', async () => {
  const { next } = jobsOf([{ spins: 1 }, { spins: 1 }, {}])
  const signal = AbortSignal.timeout(300)
  const start = performance.now()
  const outcome = await runJobs(next, { threads: 2, workerFile, signal, patience: 0.2 })
  expect(outcome).toBe('interrupted')
  expect(performance.now() - start).toBeLessThan(5000)
})
