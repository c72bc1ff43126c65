import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { SweepRecord } from '../../src/store/sweep-record.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { entrolyte, QUIET, readResult, stopped, temporaryDirectory } from './command.ts'

const path = temporaryDirectory()

const SETTINGS = [
  'lattice.cells=4',
  'observables=[energy, hydrogenBonds]',
  'sampling={ equilibration: 100, production: 200, measureEvery: 5, replicas: 3 }',
  'output.checkpoint=every 0.05 s',
  // Hot, so that little of what decides is slow: at 450 K a box of this size boils.
  'temperature=600 K',
]
const UNTIL = 'until={ observable: hydrogenBondsPerWater, absoluteError: 0.015, maxSweeps: 8000 }'
const run = (out: string, threads: number, until = UNTIL, ...more: string[]) => [
  ...['run', 'zncl2-2m', '--threads', String(threads), '--out', out],
  ...[...SETTINGS, until, ...more].flatMap((setting) => ['--set', setting]),
  ...QUIET,
]

describe('a run to a precision', { timeout: 300_000 }, () => {
  test('has one digest for 1, 2 and 3 threads, for kills on the way, and run again as resolved', async () => {
    const one = path('one')
    expect(await commandInProcess(run(one, 1))).toMatchObject({ status: 0, stderr: '' })
    const { digest, precision } = readResult(one)
    expect(precision!.length).toBeGreaterThan(2)
    expect(precision!.at(-1)).toMatchObject({ isReached: true })
    expect(precision!.slice(0, -1).some(({ isReached }) => isReached)).toBe(false)

    const resolved = `${one}/scenario.resolved.yaml`
    await entrolyte(['run', resolved, ...QUIET, '--threads', '3', '--out', path('three')])
    expect(readResult(path('three')).digest).toBe(digest)

    const killed = path('killed')
    let args = run(killed, 2)
    for (const [signal, status] of [
      ['SIGKILL', null],
      ['SIGTERM', 143],
      ['SIGKILL', null],
    ] as const) {
      expect((await stopped(args, killed, signal, 100)).status).toBe(status)
      args = ['resume', killed, ...QUIET, '--threads', '2']
    }
    expect((await entrolyte(args)).status).toBe(0)
    expect(readResult(killed).digest).toBe(digest)
  })

  test('says in numbers what is missing when it comes to its end', async () => {
    const hard = 'until={ observable: hydrogenBondsPerWater, relativeError: 1e-4, maxSweeps: 500 }'
    const { stdout } = await commandInProcess(run(path('a'), 1, hard))
    const { warnings, precision, discardedSweeps } = readResult(path('a'))
    expect(precision!.map(({ sweeps }) => sweeps)).toEqual([200, 250, 300, 350, 400, 500])
    expect(Math.max(...discardedSweeps)).toBeLessThanOrEqual(250)
    const warning = warnings.find(({ code }) => code === 'precision-not-reached')
    expect(warning!.message).toMatch(/standard error of [\d.e-]+, and [\d.e-]+ was asked for/)
    expect(stdout).toContain('precision-not-reached')
  })

  test('refuses what is not measured, with its place and the nearest name', async () => {
    const file = path('typo.yaml')
    const text = readFileSync(new URL('../../scenarios/zncl2-2m.yaml', import.meta.url), 'utf8')
    writeFileSync(file, `${text}until: { observable: hydrogenBondPerWater, relativeError: 0.01 }\n`)
    const { status, stderr } = await commandInProcess(['validate', file])
    expect(status).toBe(2)
    expect(stderr).toContain(`${file}:${text.split('\n').length}:22  until.observable`)
    expect(stderr).toContain('did you mean hydrogenBondsPerWater?')
  })

  test('is shown by validate with what it may take', async () => {
    const settings = [...SETTINGS, UNTIL].flatMap((setting) => ['--set', setting])
    const { status, stdout } = await commandInProcess(['validate', 'zncl2-2m', ...settings])
    expect(status).toBe(0)
    expect(stdout).toContain('hydrogenBondsPerWater to ± 0.015, at most 8,000 sweeps of production')
    expect(stdout).toMatch(/time +about .* s to .* on/)
  })

  test('works in a sweep, whose points are the runs by themselves', async () => {
    const out = path('sweep')
    // The warmer it is, the sooner a precision is reached.
    const until = UNTIL.replace('0.015', '0.01')
    const more = ['--set', 'sweep={ temperature: [600 K, 650 K] }']
    expect((await entrolyte([...run(out, 2, until), ...more])).status).toBe(0)
    await commandInProcess(run(path('alone'), 1, until, 'temperature=650 K'))
    const { points } = JSON.parse(readFileSync(`${out}/sweep.json`, 'utf8')) as SweepRecord
    expect(points.map(({ state }) => state)).toEqual(['completed', 'completed'])
    const warm = readResult(`${out}/points/${points[1]!.id}`)
    expect(warm.scenario.temperature).toBe(650)
    expect(warm.precision!.length).toBeGreaterThan(1)
    expect(warm.digest).toBe(readResult(path('alone')).digest)
  })
})
