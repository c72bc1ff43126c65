import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import {
  claimTask,
  refuseIfTasksRun,
  type TaskState,
  taskDirectory,
  tasksAtWork,
  writeTaskState,
} from '../../../src/sweep/task-files.ts'

let sweep = ''
beforeEach(() => {
  sweep = mkdtempSync(join(tmpdir(), 'entrolyte-tasks-'))
})
afterEach(() => rmSync(sweep, { recursive: true }))

const state: TaskState = {
  format: 'entrolyte-sweep-task',
  version: 1,
  task: 3,
  state: 'running',
  host: 'node17',
  pid: 12,
  job: { name: '5_3', restarts: 0 },
  threads: 1,
  running: ['0123456789ab'],
  finished: 1,
  points: 4,
  share: 0.4,
  attemptsPerSecond: 1e6,
  secondsLeft: 90,
}

/** As another machine would leave the task, with its last word so many seconds ago. */
function leave(host: string, { silence = 0, pid = 12, told = state } = {}): void {
  const directory = taskDirectory(sweep, 3)
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, '.claim'), JSON.stringify({ pid, host, started: null }))
  writeTaskState(sweep, { ...told, host, pid })
  const then = Date.now() / 1000 - silence
  utimesSync(join(directory, 'task.json'), then, then)
}

const claimed = (job: TaskState['job'] = null) => {
  try {
    claimTask(sweep, 3, job)()
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(InputError)
    return false
  }
}

describe('a task on another machine', () => {
  test('is at work, and is kept from others, as long as it tells of itself', () => {
    leave('node17', { silence: 100 })
    expect(tasksAtWork(sweep)).toEqual([state])
    expect(() => refuseIfTasksRun(sweep)).toThrow('task 3 of this sweep is being run by process 12')
    expect(claimed()).toBe(false)
  })

  test('is over once it has been silent for long', () => {
    leave('node17', { silence: 1000 })
    expect(tasksAtWork(sweep)).toEqual([])
    expect(() => refuseIfTasksRun(sweep)).not.toThrow()
    expect(claimed()).toBe(true)
  })

  test('is over once its element of the job array has been started again', () => {
    leave('node17')
    expect(claimed({ name: '5_4', restarts: 1 })).toBe(false)
    expect(claimed({ name: '5_3', restarts: 0 })).toBe(false)
    expect(claimed({ name: '5_3', restarts: 1 })).toBe(true)
  })

  test('whose state cannot be read is not taken for dead', () => {
    leave('node17', { silence: 1000 })
    writeFileSync(join(taskDirectory(sweep, 3), 'task.json'), '{')
    expect(claimed()).toBe(false)
  })
})

test('a process of this machine that has died leaves its task to others at once', () => {
  leave(hostname(), { pid: 4_190_000 })
  expect(tasksAtWork(sweep)).toEqual([])
  expect(claimed()).toBe(true)
})

test('a task that has ended is not at work', () => {
  leave('node17', { told: { ...state, state: 'ended' } })
  expect(tasksAtWork(sweep)).toEqual([])
})

test('what cannot be written costs the word and not the task', () => {
  expect(() => writeTaskState(join(sweep, 'nowhere'), state)).not.toThrow()
})

test('a claim is gone when it is released, and is refused before', () => {
  const release = claimTask(sweep, 3, null)
  expect(claimed()).toBe(false)
  release()
  expect(existsSync(join(taskDirectory(sweep, 3), '.claim'))).toBe(false)
  expect(claimed()).toBe(true)
})
