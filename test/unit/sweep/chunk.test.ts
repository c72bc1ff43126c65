import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chunkPoints } from '../../../src/sweep/plan.ts'

const costs = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { maxLength: 60 })
const chunking = fc.oneof(
  fc.record({ kind: fc.constant('tasks' as const), tasks: fc.integer({ min: 1, max: 70 }) }),
  fc.record({
    kind: fc.constant('seconds' as const),
    seconds: fc.double({ min: 0.1, max: 5000, noNaN: true }),
  }),
)

describe('points are shared out', () => {
  test('each once, in tasks that are not empty and not too many', () => {
    fc.assert(
      fc.property(costs, chunking, fc.integer({ min: 1, max: 40 }), (costs, chunking, most) => {
        const tasks = chunkPoints(costs, chunking, most)
        expect(tasks.flat().sort((a, b) => a - b)).toEqual(costs.map((_, point) => point))
        expect(tasks.length).toBeLessThanOrEqual(most)
        for (const task of tasks) expect(task.length).toBeGreaterThan(0)
      }),
      { seed: 811 },
    )
  })

  test('so that no task takes longer than the mean of all and the costliest point together', () => {
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 20 }), (costs, wanted) => {
        const tasks = chunkPoints(costs, { kind: 'tasks', tasks: wanted }, 1000)
        const sum = (points: readonly number[]) => points.reduce((all, at) => all + costs[at]!, 0)
        const mean = sum(costs.map((_, at) => at)) / Math.max(1, tasks.length)
        const bound = mean + Math.max(0, ...costs)
        for (const task of tasks) expect(sum(task)).toBeLessThanOrEqual(bound * (1 + 1e-12))
      }),
      { seed: 812 },
    )
  })
})

test('equal points come in equal tasks that take about as long as was asked for', () => {
  const tasks = chunkPoints(Array<number>(120).fill(30), { kind: 'seconds', seconds: 600 }, 1001)
  expect(tasks.map(({ length }) => length)).toEqual([20, 20, 20, 20, 20, 20])
})

test('the costliest point of a task comes first', () => {
  expect(chunkPoints([1, 5, 3], { kind: 'tasks', tasks: 1 }, 10)).toEqual([[1, 2, 0]])
})

test('no points, no tasks', () => {
  expect(chunkPoints([], { kind: 'tasks', tasks: 3 }, 10)).toEqual([])
})
