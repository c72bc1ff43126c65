import type { ForceField } from '../../src/forcefield/force-field.ts'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel, speciesIndex } from '../../src/model/lattice-model.ts'
import { SMALL_FORCE_FIELD } from '../support/small-force-field.ts'
import { TOY_FORCE_FIELD } from '../support/toy-force-field.ts'
import { fillAtRandom, randomBelow } from '../unit/observe/filling.ts'

type Counts = Readonly<Record<string, number>>

export interface System {
  readonly name: string
  readonly forceField: ForceField
  /** In a box of four cells. */
  readonly counts: Counts
}

export const CELLS = 4
const TEMPERATURE = 298.15

const sphere = { ...TOY_FORCE_FIELD.species[1]!, patterns: [Array<string>(8).fill('plain')] }
const contact = TOY_FORCE_FIELD.contacts[0]!

/** Two kinds of spheres, and nothing that could be a network. */
const LATTICE_GAS: ForceField = {
  ...TOY_FORCE_FIELD,
  network: null,
  species: ['A', 'B'].map((name) => ({ ...sphere, name, solvent: false })),
  contacts: [
    { ...contact, name: 'A A', between: ['A', 'A'], enthalpy: -1.5 },
    { ...contact, name: 'A B', between: ['A', 'B'], enthalpy: 0.8 },
  ],
  shells: [],
  dielectric: null,
  cohesion: null,
  libration: null,
}

export const SYSTEMS: readonly System[] = [
  { name: 'water', forceField: SMALL_FORCE_FIELD, counts: { H2O: 70 } },
  {
    name: 'brine',
    forceField: SMALL_FORCE_FIELD,
    counts: { H2O: 60, 'Zn2+': 5, 'Cl-': 10 },
  },
  {
    name: 'a mixture of two solvents with a salt',
    forceField: TOY_FORCE_FIELD,
    counts: { H2O: 40, rod: 25, 'Zn2+': 4, 'SO42-': 4 },
  },
  { name: 'a bare lattice gas', forceField: LATTICE_GAS, counts: { A: 40, B: 20 } },
  {
    name: 'water whose ions are absent',
    forceField: SMALL_FORCE_FIELD,
    counts: { H2O: 70, 'Zn2+': 0, 'Cl-': 0 },
  },
]

export interface Box {
  readonly configuration: Configuration
  readonly hamiltonian: Hamiltonian
}

/** An empty box; its species are those counted, in the order of the force field. */
export function emptyBoxOf(forceField: ForceField, counts: Counts, cells = CELLS): Box {
  const model = compileModel(forceField, Object.keys(counts))
  const configuration = new Configuration(new BccLattice(cells), model)
  return { configuration, hamiltonian: new Hamiltonian(model, TEMPERATURE) }
}

/** All particles on sites and in orientations that the seed decides. */
export function randomBox({ forceField, counts }: System, seed: number): Box {
  const box = emptyBoxOf(forceField, counts)
  fillAtRandom(box.configuration, counts, randomBelow(`contract ${seed}`))
  return box
}

/** The same particles, all moved by a vector in half-cells, whose components are all even or all odd. */
export function translated({ configuration, hamiltonian }: Box, vector: readonly number[]): Box {
  const { lattice, model } = configuration
  const copy = new Configuration(lattice, model)
  const state = new Uint8Array(lattice.sites)
  for (const [site, held] of configuration.state.entries()) {
    const [x, y, z] = lattice.position(site).map((at, axis) => at + vector[axis]!)
    state[lattice.siteAt(x!, y!, z!)] = held
  }
  copy.fill(state)
  return { configuration: copy, hamiltonian }
}

/** The same particles in a model that lists its species in the opposite order. */
export function relabelled({ configuration }: Box, { forceField, counts }: System): Box {
  const reversed = { ...forceField, species: forceField.species.toReversed() }
  const box = emptyBoxOf(reversed, counts, configuration.lattice.cells)
  const { species, states } = configuration.model
  const other = box.configuration.model
  const renumber = (state: number) => {
    const owner = states.species[state]!
    if (owner === 0) return 0
    const now = speciesIndex(other, species[owner - 1]!.name)
    return other.states.first[now]! + state - states.first[owner]!
  }
  box.configuration.fill(configuration.state.map(renumber))
  return box
}

/** Eight copies of a box side by side, in one of twice the edge. */
export function eightfold({ configuration }: Box, { forceField, counts }: System): Box {
  const { lattice, state } = configuration
  const box = emptyBoxOf(forceField, counts, 2 * lattice.cells)
  const large = box.configuration.lattice
  const copies = Uint8Array.from({ length: large.sites }, (_, site) => {
    const [x, y, z] = large.position(site)
    return state[lattice.siteAt(x, y, z)]!
  })
  box.configuration.fill(copies)
  return box
}
