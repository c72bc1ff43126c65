import { expect, test } from 'vitest'
import { RunsProgress } from '../../../src/cli/runs-progress.ts'
import { withSampling } from '../../../src/methods/method.ts'
import { quietTerminal } from '../../support/quiet-terminal.ts'
import { tinyTask } from '../run/tiny-task.ts'

test('counts the replicas that have ended, of all that were asked for', () => {
  const { terminal, told } = quietTerminal()
  const progress = new RunsProgress({ ...terminal, isInteractive: true }, 2)
  const run = tinyTask()
  const at = (replica: number, done: number) =>
    progress.update({ replica, phase: 'production', done, total: 100 })
  progress.asked(withSampling(run, { replicas: 2 }), 0)
  at(1, 100)
  expect(progress.count).toBe('1 of 2 runs')
  progress.asked(withSampling(run, { replicas: 1 }), 2)
  at(2, 50)
  at(1, 100)
  expect(progress.count).toBe('1 of 3 runs')
  at(2, 100)
  expect(told.stderr.split('\r').at(-1)).toContain('2 of 3 runs')
  progress.end()
  expect(told.stderr).toMatch(/\r\S*2K$/)
})
