import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseForceField } from '../../../../src/forcefield/parse-force-field.ts'
import { BccLattice } from '../../../../src/lattice/bcc.ts'
import {
  calibrateForceField,
  calibrationPlans,
} from '../../../../src/methods/calibration/calibrate.ts'
import { columnsOfPeriodThree } from '../../../../src/methods/calibration/liquid.ts'
import { parseTargets } from '../../../../src/methods/calibration/targets.ts'
import { EFFORTS, waterBox } from '../../../../src/methods/calibration/water-runs.ts'
import { type RunResult, runKey } from '../../../../src/methods/method.ts'
import { Configuration } from '../../../../src/model/configuration.ts'
import { compileModel } from '../../../../src/model/lattice-model.ts'
import { strongestPeak } from '../../../../src/observe/bragg-peak.ts'
import { physicsOf, type Run } from '../../../../src/run/replica-task.ts'
import { carriedOut, resultOf } from '../../../support/carried-out.ts'

const file = 'scenarios/forcefields/aqueous.yaml'
const AQUEOUS = parseForceField(readFileSync(file, 'utf8'), file)
const { targets: TARGETS } = parseTargets(
  readFileSync('scenarios/reference/calibration-targets.yaml', 'utf8'),
)

test('columns leave every third row along ⟨111⟩ empty', () => {
  const box = waterBox({ forceField: AQUEOUS, seed: 'a' }, place(2 / 3, 6), 0)
  const state = columnsOfPeriodThree(box)
  const lattice = new BccLattice(6)
  const configuration = new Configuration(lattice, compileModel(AQUEOUS, ['H2O']))
  configuration.fill(state)
  expect(configuration.population[1]).toBe(288)
  expect(strongestPeak(lattice, (site) => state[site] !== 0).share).toBeCloseTo(0.25, 10)
})

test('waters that find no room there are put into the empty rows', () => {
  const state = columnsOfPeriodThree(
    waterBox({ forceField: AQUEOUS, seed: 'a' }, place(0.75, 6), 0),
  )
  expect(state.filter((own) => own !== 0)).toHaveLength(324)
})

function place(filling: number, cells: number) {
  return { temperature: 273.15, filling, cells }
}

test('no two runs share random numbers, and each is asked for once by a part', () => {
  const setting = { forceField: AQUEOUS, effort: EFFORTS.quick, seed: 's' }
  const asked = calibrationPlans(setting, TARGETS).map((plan): readonly Run[] => {
    const first = plan.next()
    return first.done ? [] : first.value
  })
  for (const runs of asked) expect(new Set(runs.map(runKey)).size).toBe(runs.length)
  const runs = [...new Map(asked.flat().map((run) => [runKey(run), run])).values()]
  const streams = runs.map((run) => `${run.scenario.seed} ${physicsOf({ ...run, replica: 0 })}`)
  expect(new Set(streams).size).toBe(streams.length)
  // 10 slabs, 4 ices, 4 liquids and one near melting, the columns, a small box, 22 for a pressure, 4 salts.
  expect(runs).toHaveLength(47)
  // The liquid near melting is asked for by two parts.
  expect(asked.flat()).toHaveLength(48)
})

test('a perturbed target moves the proposals of real runs as their sensitivities say', () => {
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
  const results = new Map<string, RunResult>()
  // No target asks for anything but water.
  const known = (run: Run) => {
    const key = runKey(run)
    const result = results.get(key) ?? resultOf(run)
    results.set(key, result)
    return result
  }
  const own = TARGETS.filter(({ id }) => ['breaking-enthalpy', 'pressure'].includes(id))
  const by = { 'breaking-enthalpy': 0.4, pressure: 0 } as Record<string, number>
  const moved = own.map((target) => ({ ...target, value: target.value + by[target.id]! }))
  const [before, after] = [own, moved].map((targets) =>
    carriedOut(calibrateForceField(AQUEOUS, targets, effort, 's'), known),
  )
  expect(before!.directions.filter(({ isSoft }) => !isSoft)).toHaveLength(2)
  for (const { id, sensitivities } of before!.targets) {
    const effect = before!.parameters.reduce((sum, { change }, k) => {
      return sum + sensitivities![k]!.value * (after!.parameters[k]!.change.value - change.value)
    }, 0)
    expect(effect).toBeCloseTo(by[id]!, 8)
  }
})
