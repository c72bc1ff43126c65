import { expect, test } from 'vitest'
import { ProgressState } from '../../../src/cli/progress-state.ts'

test('replicas add up to a share, a rate and a time left', () => {
  const state = new ProgressState(2, 100, 10)
  expect(state.summary(10)).toEqual({ share: 0, phase: 'starting', rate: null, secondsLeft: null })
  state.update({ replica: 0, phase: 'production', done: 50, total: 100 })
  state.update({ replica: 1, phase: 'equilibration', done: 30, total: 100 })
  expect(state.summary(14)).toEqual({
    share: 0.4,
    phase: 'replicas 1–2 of 2: equilibration',
    rate: 20,
    secondsLeft: 6,
  })
})

test('replicas that are done are not named', () => {
  const state = new ProgressState(2, 100, 0)
  state.update({ replica: 0, phase: 'production', done: 100, total: 100 })
  state.update({ replica: 1, phase: 'production', done: 30, total: 100 })
  expect(state.summary(1).phase).toBe('replica 2 of 2: production')
})

test('sweeps done before this run count for the share and not for the rate', () => {
  const begun = { replica: 0, phase: 'production', done: 50, total: 100 } as const
  const state = new ProgressState(2, 100, 0, [begun])
  expect(state.summary(5)).toMatchObject({ share: 0.25, rate: null })
  state.update({ ...begun, done: 70 })
  expect(state.summary(5)).toMatchObject({ share: 0.35, rate: 4, secondsLeft: 32.5 })
})

test('a slow beginning is forgotten', () => {
  const state = new ProgressState(1, 10_000, 0)
  const at = (now: number, done: number) => {
    state.update({ replica: 0, phase: 'production', done, total: 10_000 })
    return state.summary(now).secondsLeft
  }
  // 1 sweep a second for 10 s, then 100: at the end of the first half minute 2010 are done.
  expect(at(4, 4)).toBeNull()
  expect(at(10, 10)).toBe(9990)
  const left = Array.from({ length: 20 }, (_, k) => at(11 + k, 10 + 100 * (k + 1))).at(-1)
  expect(left).toBeCloseTo((10_000 - 2010) / 100, 0)
})
