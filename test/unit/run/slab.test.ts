import { expect, test } from 'vitest'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { Configuration } from '../../../src/model/configuration.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'
import { IceLayerObserver } from '../../../src/observe/ice-layers.ts'
import { fillInitially } from '../../../src/run/initial-state.ts'
import { moleculesOf } from '../observe/molecules.ts'
import { SHIPPED, scenarioOf } from '../scenario/shipped.ts'

const CELLS = 8
const scenario = scenarioOf(SHIPPED.get('zncl2-2m')!)
const model = compileModel(scenario.forceField, ['H2O', 'Zn2+', 'Cl-'])
const configuration = new Configuration(new BccLattice(CELLS), model)
const counts = { H2O: 256 + 250, 'Zn2+': 9, 'Cl-': 18 }
fillInitially(
  configuration,
  counts,
  'slab',
  new RandomChoices(randomStream('slab', 'initial-state')),
)
const observer = new IceLayerObserver(configuration)
const out = new Float64Array(observer.columns.length)
observer.measure(out, 0)
const found = new Map(observer.columns.map(({ name }, k) => [name, out[k]!]))

test('a slab is perfect ice below, and has all ions above', () => {
  for (let layer = 0; layer < CELLS; layer++) {
    expect(found.get(`layerWater:ice:${layer}`)).toBe((CELLS * CELLS) / 2)
    expect(found.get(`layerWater:off:${layer}`)).toBe(0)
    expect(found.get(`layerOf:Zn2+:${layer}`)).toBe(0)
  }
  const above = [...found].filter(([name]) => Number(name.split(':').at(-1)) >= CELLS)
  const total = (kind: string) =>
    above.filter(([name]) => name.startsWith(kind)).reduce((sum, [, n]) => sum + n, 0)
  expect(total('layerWater')).toBe(250)
  expect([total('layerOf:Zn2+'), total('layerOf:Cl-')]).toEqual([9, 18])
  expect(Math.abs(total('layerWater:off') - 125)).toBeLessThan(40)
})

test('layers are those of the molecules in space', () => {
  const { molecules } = moleculesOf(configuration)
  const layers = new Map<string, number>()
  for (const { species, position } of molecules) {
    if (species === 'H2O') continue
    const name = `layerOf:${species}:${position[2]}`
    layers.set(name, (layers.get(name) ?? 0) + 1)
  }
  for (const [name, number] of layers) expect(found.get(name)).toBe(number)
})
