import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Chain } from '../../src/chain/chain.ts'
import type { ForceField } from '../../src/forcefield/force-field.ts'
import { parseForceField } from '../../src/forcefield/parse-force-field.ts'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration, findDrift } from '../../src/model/configuration.ts'
import { ENERGY_UNIT, Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel, type LatticeModel } from '../../src/model/lattice-model.ts'
import type { Shares } from '../../src/moves/mix.ts'
import { MOVE_NAMES } from '../../src/moves/move.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { naiveReducedEnergy, type Particle } from '../support/naive-energy.ts'
import { TOY_FORCE_FIELD } from '../support/toy-force-field.ts'

const file = 'scenarios/forcefields/aqueous.yaml'
const AQUEOUS = parseForceField(readFileSync(file, 'utf8'), file)

const systems: { name: string; forceField: ForceField; species: string[] }[] = [
  { name: 'toy', forceField: TOY_FORCE_FIELD, species: ['H2O', 'rod', 'Zn2+', 'Cl-', 'SO42-'] },
  {
    name: 'aqueous',
    forceField: AQUEOUS,
    species: ['H2O', 'Zn2+', 'Li+', 'Cl-', 'Br-', 'ClO4-', 'SO42-'],
  },
]

/** Random occupation, about half vacant: any state on any site. */
function randomState(model: LatticeModel, sites: number, seed: number): Uint8Array {
  const choices = new RandomChoices(randomStream(String(seed), 'initial-state'))
  const states = model.states.species.length
  return Uint8Array.from({ length: sites }, () => Math.max(0, choices.below(2 * states) - states))
}

function particlesOf({ lattice, model, state }: Configuration): Particle[] {
  const { species, faces, faceShown } = model.states
  return [...state].flatMap((occupant, site) =>
    occupant === 0
      ? []
      : {
          species: model.species[species[occupant]! - 1]!,
          position: lattice.position(site),
          faces: [...faceShown.subarray(8 * occupant, 8 * occupant + 8)].map((f) => faces[f]!.name),
        },
  )
}

const withoutCohesion = (forceField: ForceField): ForceField => ({ ...forceField, cohesion: null })

describe.each(systems)('$name: the compiled energy', ({ forceField, species }) => {
  const model = compileModel(withoutCohesion(forceField), species)
  const anyCase = fc.record({
    cells: fc.constantFrom(2, 4, 6),
    seed: fc.nat(),
    temperature: fc.double({ min: 200, max: 400, noNaN: true }),
  })

  it('is what the sentences of the force field say, to the rounding of each term', () => {
    fc.assert(
      fc.property(anyCase, ({ cells, seed, temperature }) => {
        const lattice = new BccLattice(cells)
        const configuration = new Configuration(lattice, model)
        configuration.fill(randomState(model, lattice.sites, seed))
        const hamiltonian = new Hamiltonian(model, temperature)
        const coulomb = hamiltonian.coulomb * configuration.twiceCoulomb
        const naive = naiveReducedEnergy(forceField, particlesOf(configuration), cells, temperature)
        // Each of at most 4 + 3 contacts and one shell a site is rounded by half a unit.
        const rounding = 0.5 * ENERGY_UNIT * 8 * lattice.sites
        expect(Math.abs(hamiltonian.reducedEnergy(configuration) - coulomb - naive)).toBeLessThan(
          rounding,
        )
      }),
      { numRuns: 40, seed: 1 },
    )
  })

  it('does not change under translation', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(), ({ cells, seed, temperature }, to) => {
        const lattice = new BccLattice(cells)
        const configuration = new Configuration(lattice, model)
        const hamiltonian = new Hamiltonian(model, temperature)
        const state = randomState(model, lattice.sites, seed)
        const moved = new Uint8Array(lattice.sites)
        const [dx, dy, dz] = lattice.position(to % lattice.sites)
        state.forEach((occupant, site) => {
          const [x, y, z] = lattice.position(site)
          moved[lattice.siteAt(x + dx, y + dy, z + dz)] = occupant
        })
        configuration.fill(state)
        const before = hamiltonian.reducedEnergy(configuration)
        configuration.fill(moved)
        expect(hamiltonian.reducedEnergy(configuration)).toBe(before)
      }),
      { numRuns: 40, seed: 2 },
    )
  })

  it('of every site changed one by one agrees with a fresh count', () => {
    fc.assert(
      fc.property(anyCase, ({ cells, seed }) => {
        const lattice = new BccLattice(cells)
        const configuration = new Configuration(lattice, model)
        configuration.fill(randomState(model, lattice.sites, seed))
        const target = randomState(model, lattice.sites, seed + 1)
        const charge = (occupant: number) => model.charges[model.states.species[occupant]!]!
        target.forEach((occupant, site) => {
          // Charges can only be moved, not made: sites that would change theirs keep their occupant.
          if (charge(occupant) === charge(configuration.state[site]!))
            configuration.replace(site, occupant)
        })
        expect(findDrift(configuration)).toBeNull()
      }),
      { numRuns: 30, seed: 3 },
    )
  })

  it('stays exact over many sweeps of all moves, charges included', () => {
    const lattice = new BccLattice(4)
    const configuration = new Configuration(lattice, model)
    configuration.fill(randomState(model, lattice.sites, 7))
    const choices = new RandomChoices(randomStream('drift', 'chain'))
    const shares = Object.fromEntries(MOVE_NAMES.map((name) => [name, 0.1])) as Shares
    const chain = new Chain(configuration, new Hamiltonian(model, 300), choices, shares)
    for (let k = 0; k < 300; k++) chain.sweep()
    for (const { accepted } of Object.values(chain.counts)) expect(accepted).toBeGreaterThan(0)
    expect(findDrift(configuration)).toBeNull()
  })
})

describe('drift is found', () => {
  const model = compileModel(TOY_FORCE_FIELD, ['H2O', 'Zn2+', 'Cl-'])
  const fresh = () => {
    const configuration = new Configuration(new BccLattice(4), model)
    configuration.fill(randomState(model, 128, 5))
    return configuration
  }

  it('in each of the counts', () => {
    const faults: [string, (configuration: Configuration) => void][] = [
      ['contact counts', ({ contacts }) => contacts.fill(1)],
      ['shell counts', ({ slots }) => slots.fill(1)],
      ['numbers of particles', ({ population }) => population.fill(1)],
      ['shell slots', ({ slotAt }) => slotAt.fill(0)],
      ['Coulomb potentials', ({ electrostatics }) => electrostatics!.potential.fill(0)],
    ]
    for (const [name, damage] of faults) {
      const configuration = fresh()
      damage(configuration)
      expect(findDrift(configuration)).toBe(name)
    }
  })

  it('in the Coulomb energy, by one unit', () => {
    const configuration = fresh()
    configuration.electrostatics!.twiceEnergy += 1
    expect(findDrift(configuration)).toBe('Coulomb energy')
  })
})
