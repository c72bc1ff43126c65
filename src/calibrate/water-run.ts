import { Chain } from '../chain/chain.ts'
import type { ForceField } from '../forcefield/force-field.ts'
import { networkName } from '../forcefield/species-kinds.ts'
import { BccLattice } from '../lattice/bcc.ts'
import { Configuration } from '../model/configuration.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import { RandomChoices } from '../numeric/choices.ts'
import { randomStream } from '../numeric/random-stream.ts'
import { strongestPeak } from '../observe/bragg-peak.ts'
import { createObservers } from '../observe/registry.ts'
import { countersOf } from './parameters.ts'
import { startWater, type WaterStart } from './water-start.ts'

/** A chain of pure water for calibration; plain data that can be posted to a thread. */
export interface WaterTask {
  /** No two of a calibration are called the same: with the seed it names the random streams. */
  readonly name: string
  readonly forceField: ForceField
  readonly seed: string
  /** K */
  readonly temperature: number
  readonly cells: number
  readonly waters: number
  readonly start: WaterStart
  /** λ of `Coupling`; 1 for water itself. */
  readonly coupling: number
  readonly equilibration: number
  readonly sweeps: number
  readonly measureEvery: number
}

/** What was measured; totals of the box but `densityFluctuation`. */
export interface WaterRecord extends Omit<WaterTask, 'forceField'> {
  /**
   * `enthalpy` (kJ/mol), `reducedEnergy` (βH at λ = 1), `bonds` (arms bonded), `wrong` (waters off the
   * diamond lattice of ice), `densityFluctuation`, and the columns of the calibrated parameters.
   */
  readonly series: Readonly<Record<string, Float64Array>>
  /** The share of the strongest Bragg peak at the end. */
  readonly peak: number
}

/** The same bytes for the same task. */
export function runWater({ forceField, ...task }: WaterTask): WaterRecord {
  const { temperature, coupling, waters } = task
  const lattice = new BccLattice(task.cells)
  const model = compileModel(forceField, [networkName(forceField)])
  const configuration = new Configuration(lattice, model)
  const placing = new RandomChoices(randomStream(task.seed, 'initial-state', task.name))
  startWater(configuration, waters, task.start, placing)
  const choices = new RandomChoices(randomStream(task.seed, 'chain', task.name))
  const whole = new Hamiltonian(model, temperature)
  const chain = new Chain(configuration, new Hamiltonian(model, temperature, { coupling }), choices)
  const isWrong = Uint8Array.from({ length: lattice.sites }, (_, s) => lattice.fccSublattice(s) % 2)
  const observers = createObservers(['hydrogenBonds', 'densityFluctuation'], configuration, whole)
  const names = observers.flatMap(({ columns }) => columns.map(({ name }) => name))
  const bonds = names.indexOf('hydrogenBondsPerWater')
  const fluctuation = names.indexOf(`densityFluctuation:${networkName(forceField)}`)
  const measured = new Float64Array(names.length)
  const columns: [string, () => number][] = [
    ['enthalpy', () => whole.enthalpy(configuration)],
    ['reducedEnergy', () => whole.reducedEnergy(configuration)],
    ['bonds', () => (measured[bonds]! * waters) / 2],
    ['densityFluctuation', () => measured[fluctuation]!],
    ['wrong', () => configuration.state.reduce((n, s, at) => n + (s === 0 ? 0 : isWrong[at]!), 0)],
    ...countersOf(forceField).map(({ column, count }): [string, () => number] => [
      column,
      () => count(configuration),
    ]),
  ]
  const samples = Math.floor(task.sweeps / task.measureEvery)
  const series = Object.fromEntries(columns.map(([name]) => [name, new Float64Array(samples)]))
  for (let sweep = 0; sweep < task.equilibration; sweep++) chain.sweep()
  for (let sample = 0; sample < samples; sample++) {
    for (let sweep = 0; sweep < task.measureEvery; sweep++) chain.sweep()
    let offset = 0
    for (const observer of observers) {
      observer.measure(measured, offset, 0)
      offset += observer.columns.length
    }
    for (const [name, value] of columns) series[name]![sample] = value()
  }
  const peak = strongestPeak(lattice, (site) => configuration.state[site] !== 0).share
  return { ...task, series, peak }
}
