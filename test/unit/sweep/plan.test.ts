import { expect, test } from 'vitest'
import { sha256 } from '../../../src/evaluate/digest.ts'
import { parseScenarioFile } from '../../../src/scenario/parse-scenario.ts'
import { isResolved } from '../../../src/scenario/scenario.ts'
import { pointId } from '../../../src/store/sweep-record.ts'
import { longestFirst, planSweep } from '../../../src/sweep/plan.ts'
import { AQUEOUS } from '../scenario/shipped.ts'

const WATER = 'forcefield: aqueous\ncomposition: { solvents: { H2O: 1 } }\n'

function planOf(sweep: string, more = '') {
  const { content } = parseScenarioFile(`${WATER}${more}sweep: ${sweep}`, 'test.yaml', {
    forceField: () => ({ text: AQUEOUS, file: 'aqueous.yaml' }),
  })
  if (content.kind !== 'sweep') throw new Error('this is no sweep')
  return planSweep(
    content.points.map(({ scenario, settings }) => {
      if (!isResolved(scenario)) throw new Error('something is still to be found')
      return { scenario, settings }
    }),
  )
}
const idsOf = (...given: Parameters<typeof planOf>) => planOf(...given).map(({ id }) => id)

test('an id is the beginning of the hash of the resolved point', () => {
  for (const { id, scenario } of planOf('{ temperature: [280, 300] }')) {
    expect(id).toBe(sha256(scenario).slice(0, 12))
    expect(pointId(structuredClone(scenario))).toBe(id)
  }
})

test('it does not depend on the sweep around the point, on how values are written, or on the output', () => {
  const ids = idsOf('{ temperature: [280, 300] }')
  expect(idsOf('{ temperature: [260 K, 280 K, 300 K] }').slice(1)).toEqual(ids)
  expect(idsOf('{ temperature: [280, 300] }', 'output: { checkpoint: 9 s }\n')).toEqual(ids)
  expect(idsOf('{ temperature: [280, 300] }', 'seed: other\n')).not.toEqual(ids)
})

test('points that are asked for twice are there once, where they come first', () => {
  expect(idsOf('[{ temperature: [280, 300, 280 K] }, { temperature: [320, 300] }]')).toEqual(
    idsOf('{ temperature: [280, 300, 320] }'),
  )
})

test('the longest come first, and those that are alike in their order', () => {
  const plan = planOf('{ lattice.cells: [4, 8], sampling.production: [500, 1000] }')
  const order = longestFirst(plan).map(({ settings }) => Object.values(settings))
  expect(order).toEqual([
    [8, 1000],
    [8, 500],
    [4, 1000],
    [4, 500],
  ])
  const alike = planOf('{ temperature: [300, 280, 320] }')
  expect(longestFirst(alike)).toEqual(alike)
})
