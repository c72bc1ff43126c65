import { expect, test, vi } from 'vitest'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { entrolyte, QUIET, readResult, temporaryDirectory } from './command.ts'

// Commands take a while to start where the machine is busy.
vi.setConfig({ testTimeout: 180_000 })

const path = temporaryDirectory()

const args = (out: string, ...rest: string[]) => [
  ...['run', 'zncl2-2m', '--out', path(out), '--set', 'observables=[entropy, mixingEntropy]'],
  ...['--set', 'lattice.cells=4', '--set', 'sampling.equilibration=10'],
  ...['--set', 'sampling.production=60', ...rest],
]
const quiet = QUIET

test('extra runs give one digest on one thread or two, and after an interruption', async () => {
  const one = await commandInProcess(args('one', '--threads', '1', ...quiet))
  expect(one).toMatchObject({ status: 0, stderr: '' })
  await entrolyte(args('two', '--threads', '2', ...quiet))
  const [first, second] = [readResult(path('one')), readResult(path('two'))]
  expect(second.digest).toBe(first.digest)
  const { entropy, mixingEntropy, mixingEntropyIdeal } = first.observables
  for (const found of [entropy, mixingEntropy, mixingEntropyIdeal]) {
    expect(found!.unit).toBe('R')
    expect(Number.isFinite(found!.value)).toBe(true)
  }
  expect(first.warnings.map(({ code }) => code)).toContain('mixing-reference')

  // The first word of progress comes when the first replica has begun.
  const early = { signal: 'SIGINT' } as const
  const stopped = await entrolyte(
    args('three', '--threads', '1', '--progress', 'json', '--no-report'),
    early,
  )
  expect(stopped.status).toBe(130)
  const resumed = await commandInProcess(['resume', path('three'), '--threads', '1', ...quiet])
  expect(resumed.status).toBe(0)
  expect(readResult(path('three')).digest).toBe(first.digest)
})

test('a sweep has them at each of its points', async () => {
  const sweep = ['--set', 'sweep={temperature: [290 K, 310 K]}', '--json']
  const { status, stdout } = await commandInProcess(
    args('sweep', '--threads', '1', ...sweep, ...quiet),
  )
  expect(status).toBe(0)
  const { points } = JSON.parse(stdout) as { points: { id: string }[] }
  const values = points.map(({ id }) => {
    return readResult(path('sweep', 'points', id)).observables.entropy!.value
  })
  expect(values).toHaveLength(2)
  expect(values[0]).not.toBe(values[1])
})
