import { describe, expect, it } from 'vitest'
import type { ForceField } from '../../../src/forcefield/force-field.ts'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { Configuration } from '../../../src/model/configuration.ts'
import { Hamiltonian } from '../../../src/model/hamiltonian.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { boltzmann } from '../../../src/moves/boltzmann.ts'
import { SiteWeight } from '../../../src/moves/site-weight.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'
import { EnumeratedChoices } from '../../support/enumerated-choices.ts'
import { TOY_FORCE_FIELD } from '../../support/toy-force-field.ts'

const ALL_ACCEPT = [TOY_FORCE_FIELD.species[0]!.patterns[0]!]
/** Two of its four acceptors at a time. */
const TWO_ACCEPT = [
  ['donor', 'donor', 'acceptor', 'acceptor', 'inert', 'inert', 'inert', 'inert'],
  ['donor', 'donor', 'acceptor', 'inert', 'acceptor-bent', 'inert', 'inert', 'inert'],
  ['donor', 'donor', 'inert', 'inert', 'acceptor-bent', 'acceptor-bent', 'inert', 'inert'],
]

/** Water and as many spheres as make the wanted number of classes, every pair with an energy of its own. */
function forceFieldOfClasses(
  classes: number,
  patterns: readonly (readonly string[])[],
): ForceField {
  const water = { ...TOY_FORCE_FIELD.species[0]!, patterns }
  // Water shows four faces, the vacancy one.
  const spheres = Array.from({ length: classes - 5 }, (_, k) => ({
    ...water,
    name: `S${k}`,
    patterns: [Array<string>(8).fill('any')],
  }))
  const origin = { source: 'test', role: 'assumed' } as const
  const faces = ['donor', 'acceptor', 'acceptor-bent', 'inert']
  const contact = (a: string, b: string, enthalpy: number) => ({
    name: `${a} ${b}`,
    between: [a, b] as const,
    range: 'nearest' as const,
    enthalpy,
    entropy: 3,
    scaling: null,
    overlap: false,
    ...origin,
  })
  return {
    ...TOY_FORCE_FIELD,
    species: [water, ...spheres],
    dielectric: null,
    cohesion: null,
    contacts: [
      ...TOY_FORCE_FIELD.contacts.filter(({ between }) =>
        between.every((s) => s.startsWith('H2O')),
      ),
      ...spheres.flatMap((sphere, k) => [
        ...faces.map((face, f) => contact(`H2O.${face}`, sphere.name, -3 + k / 7 + f)),
        ...spheres
          .slice(0, k + 1)
          .map((other, j) => contact(sphere.name, other.name, 1 + (k - 2 * j) / 5)),
      ]),
    ],
  }
}

describe.each([
  { classes: 5, patterns: ALL_ACCEPT },
  { classes: 8, patterns: ALL_ACCEPT },
  { classes: 16, patterns: ALL_ACCEPT },
  { classes: 30, patterns: ALL_ACCEPT },
  { classes: 5, patterns: TWO_ACCEPT },
  { classes: 8, patterns: TWO_ACCEPT },
  { classes: 16, patterns: TWO_ACCEPT },
])('weights of a site among $classes classes, $patterns.length patterns', (given) => {
  const { classes, patterns } = given
  const forceField = forceFieldOfClasses(classes, patterns)
  const model = compileModel(
    forceField,
    forceField.species.map(({ name }) => name),
  )
  const hamiltonian = new Hamiltonian(model, 298.15)
  const choices = new RandomChoices(randomStream('weights', 'initial-state', String(classes)))
  const configuration = new Configuration(new BccLattice(4), model)
  const { lattice, state } = configuration
  const { first, orientations, species: speciesOf } = model.states
  const site = new SiteWeight(configuration, hamiltonian)

  it('are as many classes as asked for', () => {
    expect(model.contacts.classes).toBe(classes)
  })

  it('are what the whole energy changes by', () => {
    for (let trial = 0; trial < 60; trial++) {
      const count = model.states.species.length
      configuration.fill(
        Uint8Array.from({ length: lattice.sites }, () =>
          Math.max(0, choices.below(2 * count) - count),
        ),
      )
      const place = choices.below(lattice.sites)
      const occupant = state[place]!
      const species = trial % 2 === 0 ? 1 : 1 + choices.below(model.species.length)
      configuration.replace(place, 0)
      const empty = hamiltonian.reducedEnergy(configuration)
      const naive = Array.from({ length: orientations[species]! }, (_, k) => {
        configuration.replace(place, first[species]! + k)
        const weight = Math.exp(empty - hamiltonian.reducedEnergy(configuration))
        configuration.replace(place, 0)
        return weight
      })
      site.look(place)
      const total = site.weigh(species)
      const fixed = boltzmann(site.energy(species, false))
      expect((total * fixed) / naive.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10)
      expect(site.sum(species) / total).toBeCloseTo(1, 12)

      const drawn = new Float64Array(naive.length)
      const walked = new EnumeratedChoices()
      let orientation = 0
      walked.enumerate(
        () => {
          orientation = site.draw(species, walked)
        },
        (probability) => {
          drawn[orientation]! += probability
        },
      )
      naive.forEach((weight, k) => {
        expect(drawn[k]! * total * fixed).toBeCloseTo(weight, 10)
        expect((drawn[k]! * total * fixed) / weight).toBeCloseTo(1, 10)
      })

      // With the molecule standing there, the neighbours' slots count it already.
      const energy = site.energy(species, false)
      configuration.replace(place, first[species]!)
      site.look(place)
      expect(site.energy(species, true)).toBe(energy)
      configuration.replace(place, occupant)
      expect(speciesOf[state[place]!]).toBe(speciesOf[occupant])
    }
  })
})
