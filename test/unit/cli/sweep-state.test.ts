import { expect, test } from 'vitest'
import { SweepState } from '../../../src/cli/sweep-state.ts'

const progress = (replica: number, done: number) => {
  return { replica, phase: 'production', done, total: 100 } as const
}

/** So many runs of a hundred sweeps. */
const runs = (count: number, attempts: number) =>
  Array.from({ length: count }, () => ({ sweeps: 100, attemptsPerSweep: attempts / 100 }))

test('work is counted in attempts, not in points', () => {
  const state = new SweepState({ points: 3, finished: 1, threads: 2, start: 0 })
  state.add('large', runs(1, 900))
  state.add('small', runs(2, 50))
  expect(state.summary(0)).toEqual({
    ...{ finished: 1, points: 3, share: 0, rate: null, secondsLeft: null },
  })
  state.end('small')
  state.update('large', progress(0, 50))
  expect(state.summary(11)).toEqual({
    ...{ finished: 2, points: 3, share: 0.55, rate: 50, secondsLeft: 18 },
  })
})

test('the last replica takes its time however many workers there are', () => {
  const state = new SweepState({ points: 1, finished: 0, threads: 4, start: 0 })
  state.add('a', runs(2, 100))
  state.update('a', progress(0, 100))
  expect(state.summary(10)).toMatchObject({ rate: 10, secondsLeft: 40 })
})

test('what was done before does not make the rest look fast', () => {
  const state = new SweepState({ points: 1, finished: 0, threads: 1, start: 0 })
  state.add('a', runs(1, 100))
  state.credit('a', 0, 50)
  expect(state.summary(0)).toMatchObject({ share: 0.5, rate: null })
  state.update('a', progress(0, 60))
  expect(state.summary(10)).toMatchObject({ share: 0.6, rate: 1, secondsLeft: 40 })
})

test('a run to a precision makes more work when it goes on', () => {
  const state = new SweepState({ points: 2, finished: 0, threads: 1, start: 0 })
  state.add('a', runs(1, 100))
  state.add('b', runs(1, 100))
  state.update('a', progress(0, 100))
  expect(state.summary(10)).toMatchObject({ share: 0.5, secondsLeft: 10 })
  state.update('a', { ...progress(0, 100), total: 200 })
  expect(state.summary(10)).toMatchObject({ share: 100 / 300, rate: 10, secondsLeft: 20 })
  state.update('a', { ...progress(0, 200), total: 200 })
  state.end('a')
  expect(state.summary(20)).toMatchObject({ share: 200 / 300, rate: 10, secondsLeft: 10 })
})

test('a sweep without work left is done', () => {
  const state = new SweepState({ points: 2, finished: 2, threads: 1, start: 0 })
  expect(state.summary(5)).toMatchObject({ share: 1, secondsLeft: null })
})
