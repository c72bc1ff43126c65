import { Chain } from '../chain/chain.ts'
import type { ForceField } from '../forcefield/force-field.ts'
import { type Salt, saltsOf } from '../forcefield/salt.ts'
import { networkName } from '../forcefield/species-kinds.ts'
import { BccLattice } from '../lattice/bcc.ts'
import { Configuration } from '../model/configuration.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import { RandomChoices } from '../numeric/choices.ts'
import { randomStream } from '../numeric/random-stream.ts'
import { fillInitially } from '../run/initial-state.ts'
import { CationSurroundings } from './cation-surroundings.ts'

/** Filling of water at 25 °C, ions counted. */
const FILLING = 0.539
/** Down from a hot liquid, relative to the temperature wanted. */
const ANNEALING = [1.5, 1.25, 1.1]
const SWEEPS_OF_ANNEALING = 200

/** One formula unit of a salt alone in water; plain data that can be posted to a thread. */
export interface DilutionTask {
  /** With the seed it names the random streams. */
  readonly name: string
  readonly forceField: ForceField
  readonly seed: string
  /** K */
  readonly temperature: number
  readonly cells: number
  readonly cation: string
  readonly anion: string
  readonly equilibration: number
  readonly sweeps: number
}

/** What was measured at every sweep, as shares of the cations or per cation. */
export interface DilutionRecord extends Omit<DilutionTask, 'forceField'> {
  readonly charges: readonly [cation: number, anion: number]
  /** Of the formula unit. */
  readonly numbers: readonly [cations: number, anions: number]
  readonly series: {
    /** Without an anion beside it. */
    readonly bare: Float64Array
    /** With exactly one. */
    readonly single: Float64Array
    /** With an anion within Bjerrum's distance, where |z₊z₋| l_B/2r is 1: paired in any way. */
    readonly near: Float64Array
    /** Waters beside it. */
    readonly waters: Float64Array
  }
}

/** The same bytes for the same task. */
export function runDilution({ forceField, ...task }: DilutionTask): DilutionRecord {
  const { cation, anion, temperature, seed, name, sweeps } = task
  const water = networkName(forceField)
  const model = compileModel(forceField, [water, cation, anion])
  const lattice = new BccLattice(task.cells)
  const configuration = new Configuration(lattice, model)
  const salt = saltOf(forceField, cation, anion)
  const charges = [salt.cation.charge, salt.anion.charge] as const
  const numbers = [salt.cations, salt.anions] as const
  const waters = Math.round(FILLING * lattice.sites) - numbers[0] - numbers[1]
  const counts = { [water]: waters, [cation]: numbers[0], [anion]: numbers[1] }
  const placing = new RandomChoices(randomStream(seed, 'initial-state', name))
  fillInitially(configuration, counts, 'random', placing)
  const choices = new RandomChoices(randomStream(seed, 'chain', name))
  const sweep = (factor: number, number: number, onSweep = (_: number) => {}) => {
    const hamiltonian = new Hamiltonian(model, factor * temperature)
    const chain = new Chain(configuration, hamiltonian, choices)
    for (let k = 0; k < number; k++) {
      chain.sweep()
      onSweep(k)
    }
  }
  for (const factor of ANNEALING) sweep(factor, SWEEPS_OF_ANNEALING)
  sweep(1, task.equilibration)
  const surroundings = new CationSurroundings(configuration, cation, anion, temperature)
  const [bare, single, near, around] = [0, 1, 2, 3].map(() => new Float64Array(sweeps)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  sweep(1, sweeps, (k) => {
    for (const { anions, waters: own, isNear } of surroundings.look()) {
      const share = 1 / numbers[0]
      if (anions === 0) bare[k]! += share
      if (anions === 1) single[k]! += share
      if (isNear) near[k]! += share
      around[k]! += own * share
    }
  })
  return { ...task, charges, numbers, series: { bare, single, near, waters: around } }
}

/** @throws RangeError for ions that make no salt */
function saltOf({ species }: ForceField, cation: string, anion: string): Salt {
  for (const salt of saltsOf(species).values()) {
    if (salt.cation.name === cation && salt.anion.name === anion) return salt
  }
  throw new RangeError(`${cation} and ${anion} make no salt of this force field`)
}
