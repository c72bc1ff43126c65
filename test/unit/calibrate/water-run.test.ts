import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CalibrationOptions, calibrateForceField } from '../../../src/calibrate/calibrate.ts'
import { runTasks } from '../../../src/calibrate/calibration-pool.ts'
import { parseTargets } from '../../../src/calibrate/targets.ts'
import { runWater, type WaterTask } from '../../../src/calibrate/water-run.ts'
import { startWater } from '../../../src/calibrate/water-start.ts'
import { parseForceField } from '../../../src/forcefield/parse-force-field.ts'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { Configuration } from '../../../src/model/configuration.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'
import { strongestPeak } from '../../../src/observe/bragg-peak.ts'

const file = 'scenarios/forcefields/aqueous.yaml'
const AQUEOUS = parseForceField(readFileSync(file, 'utf8'), file)
const { targets: TARGETS } = parseTargets(
  readFileSync('scenarios/reference/calibration-targets.yaml', 'utf8'),
)

const task = (name: string): WaterTask => ({
  name,
  forceField: AQUEOUS,
  seed: 'a test',
  temperature: 298.15,
  cells: 4,
  waters: 69,
  start: 'liquid',
  coupling: 1,
  equilibration: 10,
  sweeps: 50,
  measureEvery: 5,
})

describe('starts', () => {
  const started = (start: WaterTask['start'], cells: number, waters: number) => {
    const lattice = new BccLattice(cells)
    const configuration = new Configuration(lattice, compileModel(AQUEOUS, ['H2O']))
    startWater(configuration, waters, start, new RandomChoices(randomStream('a', 'initial-state')))
    expect(configuration.population[1]).toBe(waters)
    return configuration
  }

  test('a slab is ice below, with two straight bonds a water, and anything above', () => {
    const { state, lattice } = started('slab', 8, 540)
    const low = (site: number) => lattice.position(site)[2] < 8
    const occupied = [...state.keys()].filter((site) => state[site] !== 0)
    const isIce = (site: number) => lattice.fccSublattice(site) % 2 === 0
    expect(occupied.filter(low).every(isIce)).toBe(true)
    expect(occupied.filter(low)).toHaveLength(256)
    const above = occupied.filter((site) => !low(site))
    const share = above.filter(isIce).length / above.length
    expect(share).toBeGreaterThan(0.35)
    expect(share).toBeLessThan(0.65)
  })

  test('columns leave every third row along ⟨111⟩ empty', () => {
    const { state, lattice } = started('columns', 6, 288)
    expect(strongestPeak(lattice, (site) => state[site] !== 0).share).toBeCloseTo(0.25, 10)
  })

  test('a crystal has no water off the lattice of ice, a liquid half of them', () => {
    const wrong = (start: WaterTask['start']) => {
      const { state, lattice } = started(start, 8, 512)
      return [...state.keys()].filter((s) => state[s] !== 0 && lattice.fccSublattice(s) % 2).length
    }
    expect(wrong('crystal')).toBe(0)
    expect(Math.abs(wrong('liquid') - 256)).toBeLessThan(60)
  })
})

test('records do not depend on the number of threads', async () => {
  const tasks = ['a', 'b', 'c'].map(task)
  const done: number[] = []
  const [one, two] = [
    await runTasks(tasks, 1, (n) => done.push(n)),
    await runTasks(tasks, 2, () => {}),
  ]
  expect(one).toEqual(two)
  expect(one).toEqual(tasks.map(runWater))
  expect(one[0]!.series).not.toEqual(one[1]!.series)
  expect(done).toEqual([1, 2, 3])
})

test('a run that fails is told', async () => {
  await expect(runTasks([{ ...task('cold'), temperature: 1 }], 1, () => {})).rejects.toThrow(/kT/)
})

test('a perturbed target moves the proposals of real runs as their sensitivities say', async () => {
  const effort = {
    seeds: 1,
    slab: 300,
    liquid: 300,
    ice: 300,
    columns: 20,
    coupled: 100,
    small: 300,
    dilute: 0,
  }
  const records = new Map<string, ReturnType<typeof runWater>>()
  // No target asks for anything but water.
  const run = (async (tasks: readonly WaterTask[]) =>
    tasks.map((one) => {
      const record = records.get(one.name) ?? runWater(one)
      records.set(one.name, record)
      return record
    })) as CalibrationOptions['run']
  const own = TARGETS.filter(({ id }) => ['breaking-enthalpy', 'pressure'].includes(id))
  const by = { 'breaking-enthalpy': 0.4, pressure: 0 } as Record<string, number>
  const before = await calibrateForceField(AQUEOUS, own, { effort, seed: 's', run })
  const after = await calibrateForceField(
    AQUEOUS,
    own.map((target) => ({ ...target, value: target.value + by[target.id]! })),
    { effort, seed: 's', run },
  )
  expect(before.directions.filter(({ isSoft }) => !isSoft)).toHaveLength(2)
  for (const { id, sensitivities } of before.targets) {
    const effect = before.parameters.reduce((sum, { change }, k) => {
      return sum + sensitivities![k]!.value * (after.parameters[k]!.change.value - change.value)
    }, 0)
    expect(effect).toBeCloseTo(by[id]!, 8)
  }
})
