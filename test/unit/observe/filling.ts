import type { ForceField } from '../../../src/forcefield/force-field.ts'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { NEAREST_DIRECTIONS } from '../../../src/lattice/directions.ts'
import { Configuration } from '../../../src/model/configuration.ts'
import { Hamiltonian } from '../../../src/model/hamiltonian.ts'
import { compileModel, type LatticeModel, speciesIndex } from '../../../src/model/lattice-model.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'
import type { Observer } from '../../../src/observe/observer.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'

export const TEMPERATURE = 298.15

/** Random numbers below n, the same on every run. */
export function randomBelow(seed: string): (n: number) => number {
  const choices = new RandomChoices(randomStream(seed, 'chain'))
  return (n) => choices.below(n)
}

export function emptyBox(
  cells: number,
  species: readonly string[],
  forceField: ForceField = SMALL_FORCE_FIELD,
): Configuration {
  return new Configuration(new BccLattice(cells), compileModel(forceField, species))
}

/** Puts the given numbers of each species on random sites in random orientations. */
export function fillAtRandom(
  configuration: Configuration,
  counts: Readonly<Record<string, number>>,
  below: (n: number) => number,
): void {
  const { model, lattice } = configuration
  const state = new Uint8Array(lattice.sites)
  for (const [name, count] of Object.entries(counts)) {
    const species = speciesIndex(model, name)
    for (let placed = 0; placed < count; ) {
      const site = below(lattice.sites)
      if (state[site] !== 0) continue
      state[site] = model.states.first[species]! + below(model.states.orientations[species]!)
      placed++
    }
  }
  configuration.fill(state)
}

/** The state of water whose arms and straight acceptors point in the directions given. */
export function waterState(model: LatticeModel, donors: number[], acceptors: number[]): number {
  const { species, faceShown, faces } = model.states
  const shows = (state: number, d: number) => faces[faceShown[8 * state + d]!]!.name
  const found = species.findIndex(
    (_, state) =>
      donors.every((d) => shows(state, d) === 'donor') &&
      acceptors.every((d) => shows(state, d) === 'acceptor'),
  )
  if (found < 0) throw new Error(`no water with donors ${donors} and acceptors ${acceptors}`)
  return found
}

/** Proton-ordered ice Ic on fcc sublattices 0 and 2, all bonds straight. */
export function perfectIce(cells: number): Configuration {
  const ice = emptyBox(cells, ['H2O'])
  const { lattice, model } = ice
  const neighbours = new Int32Array(8)
  lattice.nearest(0, neighbours)
  // Of the eight directions from a corner, the four of one tetrahedron lead to sublattice 2.
  const out = NEAREST_DIRECTIONS.map((_, d) => d).filter(
    (d) => lattice.fccSublattice(neighbours[d]!) === 2,
  )
  const back = out.map((d) => d ^ 4)
  const corner = waterState(model, out.slice(0, 2), out.slice(2))
  const centre = waterState(model, back.slice(2), back.slice(0, 2))
  ice.fill(
    ice.state.map((_, site) => [corner, 0, centre, 0][lattice.fccSublattice(site)] as number),
  )
  return ice
}

export function hamiltonianOf(
  configuration: Configuration,
  temperature = TEMPERATURE,
): Hamiltonian {
  return new Hamiltonian(configuration.model, temperature)
}

/** What one observer measures now, by the names of its columns. */
export function measured(observer: Observer, block = 0): Record<string, number> {
  const out = new Float64Array(observer.columns.length + 2).fill(Number.NaN)
  observer.measure(out, 1, block)
  if (!Number.isNaN(out[0]) || !Number.isNaN(out.at(-1)))
    throw new Error('wrote outside its columns')
  return Object.fromEntries(observer.columns.map(({ name }, k) => [name, out[k + 1]!]))
}
