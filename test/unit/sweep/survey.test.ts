import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { surveyPoints } from '../../../src/sweep/survey.ts'
import type { TaskState } from '../../../src/sweep/task-files.ts'

const sweep = mkdtempSync(join(tmpdir(), 'entrolyte-survey-'))
afterAll(() => rmSync(sweep, { recursive: true }))

const ids = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(12))
const [done, failed, begun, running, pending, retried] = ids as [string, ...string[]]
const files: Record<string, readonly string[]> = {
  [done]: ['result.json', 'series.csv'],
  [failed!]: ['failure.json'],
  [begun!]: ['checkpoint.previous.bin'],
  [running!]: ['checkpoint.bin'],
  [retried!]: ['failure.json', 'checkpoint.bin'],
}
for (const [id, names] of Object.entries(files)) {
  mkdirSync(join(sweep, 'points', id), { recursive: true })
  for (const name of names) writeFileSync(join(sweep, 'points', id, name), '')
}

const task = (more: Partial<TaskState>) =>
  ({ running: [], attemptsPerSecond: null, secondsLeft: null, ...more }) as unknown as TaskState

test('tells points apart by their files, and by what tasks say', () => {
  const tasks = [task({ running: [running!] }), task({ running: [retried!] })]
  const survey = surveyPoints(sweep, ids, { tasks, attemptsOf: () => 10 })
  expect(survey).toEqual({
    points: 6,
    counts: { done: 1, failed: 1, running: 2, begun: 1, pending: 1 },
    failed: [failed],
    attemptsLeft: 40,
    secondsLeft: null,
  })
})

test('what is left takes as long as all tasks together need, or as the slowest says', () => {
  const speeds = [task({ attemptsPerSecond: 3 }), task({ attemptsPerSecond: 1, secondsLeft: 7 })]
  const left = (attempts: number, tasks = speeds) =>
    surveyPoints(sweep, [pending!], { tasks, attemptsOf: () => attempts }).secondsLeft
  expect(left(40)).toBe(10)
  expect(left(4)).toBe(7)
  expect(left(40, [])).toBe(null)
})

test('without a plan nobody knows how much is left', () => {
  const { attemptsLeft, secondsLeft } = surveyPoints(sweep, ids, {
    tasks: [task({ attemptsPerSecond: 3 })],
    attemptsOf: () => undefined,
  })
  expect([attemptsLeft, secondsLeft]).toEqual([null, null])
})
