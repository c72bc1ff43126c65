import { expect, test } from 'vitest'
import { readScenario } from '../../../src/host/read-scenario.ts'

const TEXT = `forcefield: aqueous
temperature: 300 K
composition: { solvents: { H2O: 1 } }
lattice: { cells: 4 }
`
const DATA = {
  forcefield: 'aqueous',
  temperature: '300 K',
  composition: { solvents: { H2O: 1 } },
  lattice: { cells: 4 },
}

test('a scenario is read by name and by path', async () => {
  const byName = await readScenario('pure-water')
  const byPath = await readScenario('scenarios/pure-water.yaml')
  expect(byName.name).toBe('pure-water')
  expect(byPath).toMatchObject({ name: 'pure-water', scenario: byName.scenario })
})

test('a text and the same as an object are one scenario', async () => {
  const { scenario } = await readScenario(TEXT)
  expect(scenario.temperature).toBe(300)
  expect((await readScenario(DATA)).scenario).toEqual(scenario)
})

test('settings are put in before it is checked', async () => {
  const set = { temperature: '10 degC', 'lattice.cells': 6 }
  const { scenario } = await readScenario(DATA, { set })
  expect([scenario.temperature, scenario.cells]).toEqual([283.15, 6])
})

test('what is wrong is told with its place', async () => {
  await expect(readScenario('pure-whater')).rejects.toThrow(/no such scenario/)
  await expect(readScenario(`${TEXT}colour: red\n`)).rejects.toMatchObject({
    problems: [{ path: 'colour', line: 5 }],
  })
  await expect(readScenario(`${TEXT}sweep: { temperature: [280 K, 300 K] }\n`)).rejects.toThrow(
    /not a sweep of 2 points/,
  )
})
