import { expect, test } from 'vitest'
import { Progress, seconds } from '../../../src/cli/progress.ts'
import { showProgress } from '../../../src/cli/progress-display.ts'
import { runKey, withSampling } from '../../../src/methods/method.ts'
import { replicaLoads } from '../../../src/methods/run-loads.ts'
import { quietTerminal } from '../../support/quiet-terminal.ts'
import { tinyTask } from '../run/tiny-task.ts'

const at = (replica: number, done: number, total = 100) => {
  return { replica, phase: 'production', done, total } as const
}

/** So many replicas of a hundred sweeps. */
const replicas = (count: number, attempts = 100) =>
  Array.from({ length: count }, () => ({ sweeps: 100, attemptsPerSweep: attempts / 100 }))

/** Of one point, `''`, with so many replicas. */
function progressOfOne(count: number, { threads = 1, start = 0 } = {}): Progress {
  const progress = new Progress({ threads, start })
  progress.add('', replicas(count))
  return progress
}

/** A run of so many replicas of 82 sweeps (30 of equilibration), which makes 128 attempts a sweep. */
const run = (count: number) => {
  const { scenario, counts } = tinyTask()
  return withSampling({ scenario, counts }, { replicas: count, production: 52 })
}

test('replicas add up to a share, a rate and a time left', () => {
  const progress = progressOfOne(2, { threads: 2, start: 10 })
  expect(progress.summary(10)).toEqual({
    finished: 0,
    points: 1,
    share: 0,
    attemptsPerSecond: null,
    sweepsPerSecond: null,
    secondsLeft: null,
  })
  expect(progress.phase()).toBe('starting')
  progress.update('', at(0, 50))
  progress.update('', { ...at(1, 30), phase: 'equilibration' })
  // The second replica needs 70 sweeps, of which its thread does 10 in a second.
  expect(progress.summary(14)).toMatchObject({ share: 0.4, sweepsPerSecond: 20, secondsLeft: 7 })
  expect(progress.phase()).toBe('replicas 1–2 of 2: equilibration')
})

test('replicas that are done are not named', () => {
  const progress = progressOfOne(2)
  progress.update('', at(0, 100))
  expect(progress.phase()).toBe('starting')
  progress.update('', at(1, 30))
  expect(progress.phase()).toBe('replica 2 of 2: production')
  progress.update('', at(1, 100))
  expect(progress.phase()).toBe('evaluating')
})

test('a slow beginning is forgotten', () => {
  const progress = new Progress({ threads: 1, start: 0 })
  progress.add('', [{ sweeps: 10_000, attemptsPerSweep: 7 }])
  const left = (now: number, done: number) => {
    progress.update('', at(0, done, 10_000))
    return progress.summary(now).secondsLeft
  }
  // 1 sweep a second for 10 s, then 100: at the end of the first half minute 2010 are done.
  expect(left(4, 4)).toBeNull()
  expect(left(10, 10)).toBe(9990)
  const last = Array.from({ length: 20 }, (_, k) => left(11 + k, 10 + 100 * (k + 1))).at(-1)
  expect(last).toBeCloseTo((10_000 - 2010) / 100, 0)
})

test('work is counted in attempts, not in points', () => {
  const progress = new Progress({ threads: 2, start: 0, points: 3, finished: 1 })
  progress.add('large', replicas(1, 900))
  progress.add('small', replicas(2, 50))
  expect(progress.summary(0)).toMatchObject({ finished: 1, points: 3, share: 0 })
  progress.update('small', at(0, 100))
  progress.update('small', at(1, 100))
  progress.end('small')
  progress.update('large', at(0, 50))
  expect(progress.summary(11)).toMatchObject({
    finished: 2,
    points: 3,
    share: 0.55,
    attemptsPerSecond: 50,
    secondsLeft: 18,
  })
})

test('a point that fails is over, but does not make the others look fast', () => {
  const progress = new Progress({ threads: 1, start: 0, points: 2 })
  progress.add('bad', replicas(1))
  progress.add('good', replicas(1))
  progress.update('bad', at(0, 10))
  progress.end('bad')
  progress.update('good', at(0, 10))
  expect(progress.summary(10)).toMatchObject({
    finished: 1,
    share: 0.55,
    attemptsPerSecond: 2,
    secondsLeft: 45,
  })
})

test('the last replica takes its time however many threads there are', () => {
  const progress = progressOfOne(2, { threads: 4 })
  progress.update('', at(0, 100))
  expect(progress.summary(10)).toMatchObject({ attemptsPerSecond: 10, secondsLeft: 40 })
})

test('sweeps done before this process count for the share and not for the rate', () => {
  const own = run(2)
  const progress = new Progress({ threads: 1, start: 0 })
  progress.add('', replicaLoads(own.scenario))
  progress.resume('', [{ key: runKey(own), snapshots: [{ replica: 0, done: 41 }] }])
  progress.asked('', own, 0)
  expect(progress.summary(5)).toMatchObject({ share: 0.25, attemptsPerSecond: null })
  expect(progress.phase()).toBe('replica 1 of 2: production')
  progress.update('', at(0, 61, 82))
  expect(progress.summary(5)).toMatchObject({
    share: 61 / 164,
    sweepsPerSecond: 4,
    attemptsPerSecond: 4 * 128,
    secondsLeft: (164 - 61) / 4,
  })
})

test('a run to a precision makes more work when it goes on, for all of its replicas', () => {
  const progress = new Progress({ threads: 1, start: 0, points: 2 })
  progress.add('a', replicas(1))
  progress.add('b', replicas(1))
  progress.update('a', at(0, 100))
  expect(progress.summary(10)).toMatchObject({ share: 0.5, secondsLeft: 10 })
  progress.update('a', at(0, 100, 200))
  expect(progress.summary(10)).toMatchObject({ share: 100 / 300, secondsLeft: 20 })
  progress.update('a', at(0, 200, 200))
  progress.end('a')
  expect(progress.summary(20)).toMatchObject({ share: 200 / 300, secondsLeft: 10 })

  const two = new Progress({ threads: 1, start: 0 })
  two.add('', [])
  two.asked('', run(2), 0)
  two.asked('', run(1), 2)
  two.update('', at(0, 82, 164))
  expect(two.summary(0).share).toBe(82 / (164 + 164 + 82))
})

test('a sweep without work left is done', () => {
  const progress = new Progress({ threads: 2, start: 0, points: 2, finished: 2 })
  expect(progress.summary(5)).toMatchObject({ share: 1, secondsLeft: null })
})

test('what is asked for takes the place of what was expected, and adds to it', () => {
  const progress = new Progress({ threads: 1, start: 0 })
  progress.add('', replicaLoads(run(2).scenario))
  progress.asked('', run(1), 0)
  expect(progress.count()).toBe('0 of 1 runs')
  expect(progress.replicas()).toBe(2)
  progress.update('', at(0, 82, 82))
  expect(progress.summary(0).share).toBe(0.5)
  progress.asked('', run(3), 1)
  expect(progress.replicas()).toBe(4)
  expect(progress.summary(0).share).toBe(0.25)
})

test('counts the replicas that have ended, of all that were asked for', () => {
  const { terminal, told } = quietTerminal()
  const progress = new Progress({ threads: 2, start: 0 })
  progress.add('', [])
  const display = showProgress('bar', 'runs', progress, terminal)
  const report = (replica: number, done: number) =>
    display.event({ kind: 'progress', progress: at(replica, done, 82) })
  display.event({ kind: 'asked', run: run(2), first: 0 })
  report(1, 82)
  expect(progress.count()).toBe('1 of 2 runs')
  display.event({ kind: 'asked', run: run(1), first: 2 })
  report(2, 50)
  report(1, 82)
  expect(progress.count()).toBe('1 of 3 runs')
  report(2, 82)
  expect(told.stderr.split('\r').at(-1)).toContain('2 of 3 runs')
  display.end()
  expect(told.stderr).toMatch(/\r\S*2K$/)
})

test('each display writes what its mode asks for', () => {
  const written = (mode: 'plain' | 'json' | 'none' | 'bar') => {
    const { terminal, told } = quietTerminal()
    const progress = new Progress({ threads: 1, start: seconds(), points: 2 })
    progress.add('a', replicas(1))
    progress.add('b', replicas(1))
    const display = showProgress(mode, 'sweep', progress, terminal)
    display.event({ kind: 'progress', progress: at(0, 50) }, 'a')
    const settings = { temperature: '300 K' }
    display.point({ id: 'a', settings, state: 'completed', digest: 'd', cause: null }, 3)
    display.line('next')
    display.end()
    expect(progress.summary(seconds())).toMatchObject({ finished: 1, share: 0.5 })
    return told.stderr
  }
  expect(written('none')).toBe('')
  expect(written('plain')).toBe('a  done  temperature = 300 K  (3.0 s)\nnext\n')
  expect(JSON.parse(written('json'))).toMatchObject({ event: 'point', id: 'a', seconds: 3 })
  const bar = written('bar').split('\r\x1b[2K')
  expect(bar[1]).toMatch(/━{6}─{18} {2}25 % {2}0 of 2 points$/)
  expect(bar[2]).toMatch(/^a {2}done .*\n {2}━{12}─{12} {2}50 % {2}1 of 2 points$/)
  expect(bar[3]).toMatch(/^next\n/)
  expect(bar.at(-1)).toBe('')
})
