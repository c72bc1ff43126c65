import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseForceField } from '../../../../src/forcefield/parse-force-field.ts'
import { BccLattice } from '../../../../src/lattice/bcc.ts'
import {
  calibrateForceField,
  calibrationPlans,
} from '../../../../src/methods/calibration/calibrate.ts'
import { crystalAtRandom } from '../../../../src/methods/calibration/crystals.ts'
import { parseTargets } from '../../../../src/methods/calibration/targets.ts'
import { EFFORTS, waterBox } from '../../../../src/methods/calibration/water-runs.ts'
import { type RunResult, runKey } from '../../../../src/methods/method.ts'
import { sitesOfCrystal } from '../../../../src/model/crystals.ts'
import { physicsOf, type Run } from '../../../../src/run/replica-task.ts'
import { carriedOut, resultOf } from '../../../support/carried-out.ts'

const file = 'scenarios/forcefields/aqueous.yaml'
const AQUEOUS = parseForceField(readFileSync(file, 'utf8'), file)
const { targets: TARGETS } = parseTargets(
  readFileSync('scenarios/reference/calibration-targets.yaml', 'utf8'),
)

test('waters that find no room on a crystal are put between its sites', () => {
  const place = { temperature: 273.15, filling: 0.75, cells: 6 }
  const box = waterBox({ forceField: AQUEOUS, seed: 'a' }, place, 0)
  const state = crystalAtRandom('columns', box.scenario, 324)
  expect(state.filter((own) => own !== 0)).toHaveLength(324)
  const filled = sitesOfCrystal('columns', new BccLattice(6))
  expect(filled.every((isFilled, site) => !isFilled || state[site] !== 0)).toBe(true)
})

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
  // 10 slabs, 4 ices, 4 liquids and one near melting, a small box, 22 for a pressure, 6 to order crystals, 4 salts.
  expect(runs).toHaveLength(52)
  // The liquid near melting is asked for by two parts.
  expect(asked.flat()).toHaveLength(53)
})

test('a perturbed target moves the proposals of real runs as their sensitivities say', () => {
  const effort = {
    seeds: 1,
    slab: 150,
    liquid: 150,
    ice: 150,
    crystals: 60,
    coupled: 60,
    small: 150,
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
