import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { entrolyte, QUIET, readResult, stopped, temporaryDirectory } from './command.ts'

const path = temporaryDirectory()

const SETTINGS = [
  'lattice.cells=4',
  'temperature=-40 degC',
  'sampling={ equilibration: 60, production: 500, measureEvery: 20, replicas: 3, iceBound: 0.05, ladder: { from: -40 degC, to: 20 degC, steps: 4 } }',
  'output.checkpoint=every 0.05 s',
]
const run = (out: string, threads: number) => [
  ...['run', 'zncl2-2m', '--threads', String(threads), '--out', out, ...QUIET],
  ...SETTINGS.flatMap((setting) => ['--set', setting]),
]

test('a ladder has one digest for 1, 2 and 3 threads, run again as resolved, and for kills on the way', {
  timeout: 500_000,
}, async () => {
  const [one, killed] = [path('one'), path('killed')]
  expect(await commandInProcess(run(one, 1))).toMatchObject({ status: 0, stderr: '' })
  const { digest, ladder, branch } = readResult(one)
  expect(branch).toMatchObject({ kind: 'liquid', chosenBy: 'default', iceBound: 0.05 })
  expect(branch.rejected).toBeGreaterThan(0)
  expect(ladder!.rungs.map(({ temperature }) => Math.round(temperature))).toEqual([
    233, 253, 273, 293,
  ])
  expect(ladder!.rungs[0]!.observables).toEqual(readResult(one).observables)
  for (const { rejectedShare, warnings } of ladder!.rungs) {
    expect(warnings.some(({ code }) => code === 'branch-edge')).toBe(rejectedShare! > 0.02)
  }
  expect(ladder!.exchanges.some(({ accepted }) => accepted > 0)).toBe(true)
  expect(ladder!.roundTrips).toHaveLength(3)

  const resolved = `${one}/scenario.resolved.yaml`
  await entrolyte(['run', resolved, '--threads', '3', '--out', path('three'), ...QUIET])
  expect(readResult(path('three')).digest).toBe(digest)

  let args = run(killed, 2)
  for (const [signal, status] of [
    ['SIGKILL', null],
    ['SIGTERM', 143],
    ['SIGKILL', null],
  ] as const) {
    expect((await stopped(args, killed, signal, 100)).status).toBe(status)
    args = ['resume', killed, '--threads', '2', ...QUIET]
  }
  expect((await entrolyte(args)).status).toBe(0)
  expect(readResult(killed).digest).toBe(digest)
})

test('the shipped sweep of tetrahedral entropies prints them beside pure water, and has a line for each rung', {
  timeout: 500_000,
}, async () => {
  const out = path('tetrahedral')
  const short = [
    'lattice.cells=4',
    'sampling={ equilibration: 20, production: 40, replicas: 1, branch: liquid, ladder: { from: -40 degC, to: 20 degC, steps: 3 } }',
  ]
  const settings = short.flatMap((setting) => ['--set', setting])
  const args = ['run', 'tetrahedral-entropy', '--out', out, ...QUIET, ...settings]
  const { status, stdout } = await commandInProcess([...args, '--threads', '1'])
  expect(status).toBe(0)
  expect(stdout).toMatch(/pure +2 mol\/kg .*\n *water +Zn\(ClO4\)2 +ZnBr2 .* ZnSO4$/m)
  const sections = ['S_Q − S₀', 'less that of pure water', 'C_Q', 'of which libration']
  for (const title of sections) {
    expect(stdout.slice(stdout.indexOf(title))).toMatch(
      /^.*\n +233\.15 K .*\n +263\.15 K .*\n +293\.15 K /,
    )
  }
  const [head, ...lines] = readFileSync(`${out}/sweep.csv`, 'utf8').trim().split('\n')
  expect(head).toContain('temperature [K]')
  expect(lines).toHaveLength(5 * 3)
})
