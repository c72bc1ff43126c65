import { expect, test } from 'vitest'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { Configuration } from '../../../src/model/configuration.ts'
import { trapLayers, trapWeight } from '../../../src/model/ion-trap.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { layerOf } from '../../../src/model/wall-field.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'
import { fillInitially } from '../../../src/run/initial-state.ts'
import { SHIPPED, scenarioOf } from '../scenario/shipped.ts'

const CELLS = 16
const FILLINGS = 20
const COUNTS = { H2O: 3000, 'Zn2+': 30, 'Cl-': 60 }
const lattice = new BccLattice(CELLS)
const { forceField } = scenarioOf(SHIPPED.get('zncl2-2m')!)
const configuration = new Configuration(lattice, compileModel(forceField, Object.keys(COUNTS)))
const layers = trapLayers(CELLS)

/** Energies in the trap of what is there, kT, of many fillings. */
function energies(species: 'ions' | 'water', weight?: (site: number) => number): number[] {
  const choices = new RandomChoices(randomStream('trap', 'initial-state'))
  return Array.from({ length: FILLINGS }, () => {
    fillInitially(configuration, COUNTS, 'random', choices, weight)
    return Array.from({ length: lattice.sites }, (_, site) => site)
      .filter((site) => {
        const occupant = configuration.speciesAt(site)
        return occupant !== 0 && (occupant === 1) === (species === 'water')
      })
      .map((site) => layers[layerOf(lattice, site)]!.energy)
  }).flat()
}

function deviation(values: readonly number[], expected: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return (mean - expected) / Math.sqrt(variance / values.length)
}

/** Σ U e^(−cU) / Σ e^(−cU) over the layers. */
function mean(c: number): number {
  const weights = layers.map(({ energy }) => Math.exp(-c * energy))
  const norm = weights.reduce((sum, weight) => sum + weight, 0)
  return layers.reduce((sum, { energy }, k) => sum + (energy * weights[k]!) / norm, 0)
}

test('ions that are held start where the trap alone would have them, and water everywhere', () => {
  const held = trapWeight(lattice)
  expect(Math.abs(deviation(energies('ions', held), mean(1)))).toBeLessThan(4)
  expect(Math.abs(deviation(energies('water', held), mean(0)))).toBeLessThan(4)
})

test('which is told from other traps, and from none', () => {
  const half = (site: number) => Math.sqrt(trapWeight(lattice)(site))
  expect(deviation(energies('ions', half), mean(1))).toBeGreaterThan(8)
  expect(deviation(energies('ions'), mean(1))).toBeGreaterThan(8)
  expect(Math.abs(deviation(energies('ions'), mean(0)))).toBeLessThan(4)
})
