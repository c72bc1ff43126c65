import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { readInPython, withoutAse } from '../support/python.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { entrolyte, QUIET, readResult, stopped, temporaryDirectory } from './command.ts'

// Commands take a while to start where the machine is busy.
vi.setConfig({ testTimeout: 420_000 })

const obstacle = withoutAse()
const readable = obstacle === null ? test : test.skip
const told = obstacle === null ? '' : ` (not tested: ${obstacle})`

const path = temporaryDirectory()
const SETTINGS = [
  'lattice.cells=4',
  'observables=[energy, hydrogenBonds]',
  'sampling={ equilibration: 300, production: 2500, measureEvery: 20, replicas: 3 }',
  'output.checkpoint=every 0.05 s',
]
const TRAJECTORY = 'output.trajectory=every 70 sweeps'
const FRAMES = 3 * Math.floor(2500 / 70)

const run = (out: string, threads: number, ...more: string[]) => [
  ...['run', 'zncl2-2m', ...QUIET, '--threads', String(threads), '--out', out],
  ...[...SETTINGS, ...more].flatMap((setting) => ['--set', setting]),
]
const file = (out: string, name: string) => readFileSync(path(out, name))
const resuming = (out: string) => ['resume', path(out), ...QUIET, '--threads', '2']
const resume = (out: string) => commandInProcess([...resuming(out), '--threads', '1'])

test('a trajectory changes no digest, and does not depend on threads or kills', async () => {
  await commandInProcess(run(path('plain'), 1))
  await commandInProcess(run(path('one'), 1, TRAJECTORY))
  expect(readResult(path('one')).digest).toBe(readResult(path('plain')).digest)
  expect(existsSync(path('plain', 'trajectory.bin'))).toBe(false)
  expect(file('one', 'trajectory.bin')).toHaveLength(256 + FRAMES * 128)

  let args = run(path('killed'), 2, TRAJECTORY)
  for (const delay of [0, 30, 70]) {
    expect((await stopped(args, path('killed'), 'SIGKILL', delay)).status).toBe(null)
    args = resuming('killed')
  }
  expect((await resume('killed')).status).toBe(0)
  for (const name of ['trajectory.bin', 'trajectory.extxyz']) {
    expect(file('killed', name).equals(file('one', name)), name).toBe(true)
  }
})

test('a run whose frames are gone does not go on without them', async () => {
  const env = { ENTROLYTE_TEST_KILL: 'renamed:5' }
  const settings = ['output.trajectory=every 1 sweeps', 'sampling.equilibration=0']
  await entrolyte(run(path('lost'), 2, ...settings), { env })
  expect(readdirSync(path('lost'))).toContain('trajectory.bin')
  rmSync(path('lost', 'trajectory.bin'))
  const { status, stderr } = await resume('lost')
  expect([status, stderr]).toEqual([2, expect.stringContaining('trajectory.bin lacks frames')])
})

test('points of a sweep keep theirs, and a run anew without one has none', async () => {
  const sweep = ['--set', 'sweep={ temperature: [280 K, 300 K] }', '--set', 'sampling.replicas=1']
  await commandInProcess([...run(path('sweep'), 1, TRAJECTORY), ...sweep])
  const points = readdirSync(path('sweep', 'points'))
  expect(points).toHaveLength(2)
  for (const id of points) {
    expect(file('sweep', `points/${id}/trajectory.bin`)).toHaveLength(256 + (FRAMES / 3) * 128)
  }
  const single = [...run(path('again'), 1, TRAJECTORY), '--set', 'sampling.production=200']
  await commandInProcess(single)
  expect(readdirSync(path('again'))).toContain('trajectory.extxyz')
  await commandInProcess([...single, '--set', 'output.trajectory=every 300 sweeps', '--force'])
  expect(file('again', 'trajectory.bin')).toHaveLength(256)
  expect(file('again', 'trajectory.extxyz')).toHaveLength(0)
})

readable(`ASE reads all frames, the last of which is the last configuration${told}`, async () => {
  const settings = ['--set', 'sampling.production=100', '--set', 'output.trajectory=every 50']
  await commandInProcess([...run(path('out'), 1), ...settings])
  await commandInProcess(['export', path('out'), '--format', 'extxyz'])
  await commandInProcess(['export', path('out'), '--format', 'lammps'])
  mkdirSync(path('python'))
  const files = Object.fromEntries(
    ['trajectory.extxyz', 'configuration.extxyz', 'trajectory.lammpstrj'].map((name) => {
      // ASE 3.22 stumbles over any column q.
      const text = file('out', `export/${name}`)
        .toString()
        .replaceAll('element q x', 'element c_q x')
      return [name, text]
    }),
  )
  const program = `import ase.io
read = lambda name, **more: ase.io.read(name, index=':', **more)
frames, last, dump = read('trajectory.extxyz'), read('configuration.extxyz'), read('trajectory.lammpstrj', format='lammps-dump-text')
print(json.dumps(dict(
  info=[[int(a.info['replica']), int(a.info['sweep'])] for a in frames],
  last=[abs(a.positions - b.positions).max() for a, b in zip(frames[3:], last)],
  dump=[abs(a.positions - b.positions).max() for a, b in zip(frames, dump)])))`
  const found = readInPython(path('python'), files, program) as Record<string, number[]>
  expect(found.info).toEqual([1, 2, 3, 1, 2, 3].map((replica, k) => [replica, k < 3 ? 50 : 100]))
  expect(found.last).toEqual([0, 0, 0])
  expect(found.dump).toHaveLength(6)
  for (const apart of found.dump!) expect(apart).toBeLessThan(1e-5)
})
