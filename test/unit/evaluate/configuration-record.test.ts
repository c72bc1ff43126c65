import { expect, test } from 'vitest'
import { recordConfigurations } from '../../../src/evaluate/configuration-record.ts'
import { columnSeries } from '../../../src/evaluate/series.ts'
import { runReplica } from '../../../src/run/replica.ts'
import { tinyTask } from '../run/tiny-task.ts'

const task = tinyTask()
// Measured after every sweep, so that the last measurement is of the last configuration.
const scenario = { ...task.scenario, sampling: { ...task.scenario.sampling, measureEvery: 1 } }
const record = runReplica({ ...task, scenario })
const { replicas, states, directions, cells } = recordConfigurations(
  [record],
  scenario,
  task.counts,
)
const { positions, states: held, hydrogenBonds } = replicas[0]!
const bonds = Array.from({ length: hydrogenBonds.length / 3 }, (_, bond) => {
  const [donor, acceptor, direction] = hydrogenBonds.slice(3 * bond, 3 * bond + 3)
  return { donor: donor!, acceptor: acceptor!, direction: direction! }
})
const speciesOf = (particle: number) => states[held[particle]!]!.species

test('every particle of the composition is there, on a site of its own', () => {
  for (const [name, count] of Object.entries(task.counts)) {
    expect(held.filter((_, particle) => speciesOf(particle) === name)).toHaveLength(count)
  }
  const places = held.map((_, particle) => positions.slice(3 * particle, 3 * particle + 3).join())
  expect(new Set(places).size).toBe(held.length)
})

test('a bond leads along an O–H arm to the particle that takes it up', () => {
  expect(bonds.length).toBeGreaterThan(10)
  const size = 2 * cells
  for (const { donor, acceptor, direction } of bonds) {
    expect(states[held[donor]!]!.faces[direction]).toBe('donor')
    const step = directions[direction]!
    const reached = [0, 1, 2].map(
      (axis) => (positions[3 * donor + axis]! + step[axis]! + size) % size,
    )
    expect(reached).toEqual(positions.slice(3 * acceptor, 3 * acceptor + 3))
  }
})

test('the bonds are as many as the observable counts', () => {
  const last = (name: string) => columnSeries([record], name)![0]!.at(-1)!
  const toWater = bonds.filter(({ acceptor }) => speciesOf(acceptor) === 'H2O').length
  const waters = task.counts.H2O!
  expect((2 * toWater) / waters).toBeCloseTo(last('hydrogenBondsPerWater'), 12)
  expect((bonds.length - toWater) / waters).toBeCloseTo(last('anionBondsPerWater'), 12)
})
