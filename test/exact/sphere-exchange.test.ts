import { describe, expect, it } from 'vitest'
import { Chain } from '../../src/chain/chain.ts'
import { parseForceField } from '../../src/forcefield/parse-force-field.ts'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration, findDrift } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel } from '../../src/model/lattice-model.ts'
import { Solutes } from '../../src/moves/solutes.ts'
import { SphereExchange } from '../../src/moves/sphere-exchange.ts'
import { isBareSphere } from '../../src/moves/sphere-tables.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { EnumeratedChoices } from '../support/enumerated-choices.ts'
import { TinyEnsemble } from '../support/tiny-ensemble.ts'
import { TOY_FORCE_FIELD } from '../support/toy-force-field.ts'
import { residual, transitionMatrix } from '../support/transition-matrix.ts'

/** Spheres, one of which is anchored, and a rod that tells directions apart. */
const FORCE_FIELD = parseForceField(
  `
  species:
    rod: { faces: [head, head, head, head, tail, tail, tail, tail] }
    A: {}
    B: {}
    vacancy: {}
  contacts:
    - { between: [A, A], enthalpy: -0.6 kT }
    - { between: [A, B], enthalpy: 0.9 kT }
    - { between: [A, rod.head], enthalpy: -1.3 kT }
    - { between: [A, rod.tail], enthalpy: 0.4 kT }`,
  'spheres',
)

/** Every third site holds a sphere. */
function mixture(cells: number) {
  const model = compileModel(FORCE_FIELD, ['rod', 'A', 'B'])
  const configuration = new Configuration(new BccLattice(cells), model)
  configuration.fill(
    configuration.state.map((_, site) => (site % 3 === 0 ? [3, 3, 2, 4][site % 4]! : 0)),
  )
  return { configuration, hamiltonian: new Hamiltonian(model, 298.15) }
}

describe('exchange of spheres', () => {
  it.each([
    { counts: { B: 1, A: 3 }, reach: 'near' as const },
    { counts: { B: 1, A: 3 }, reach: 'far' as const },
    { counts: { rod: 1, A: 2 }, reach: 'near' as const },
    { counts: { rod: 1, A: 2 }, reach: 'far' as const },
  ])('$reach leaves the Boltzmann distribution unchanged: $counts', ({ counts, reach }) => {
    const ensemble = new TinyEnsemble(FORCE_FIELD, counts, 298.15)
    const { configuration, hamiltonian, probability, states } = ensemble
    configuration.fill(states[0]!)
    const choices = new EnumeratedChoices()
    const mobileSolvent = configuration.model.species.findIndex(({ name }) => name === 'A') + 1
    const move = new SphereExchange(configuration, hamiltonian, choices, mobileSolvent, reach)
    const solutes = new Solutes(configuration, mobileSolvent)
    const matrix = transitionMatrix({ ensemble, choices, solutes }, move)
    expect(residual(probability, matrix)).toBeLessThan(1e-12)
    expect(matrix.every((row, from) => (row.get(from) ?? 0) < 1)).toBe(true)
  })

  it('keeps all counts', () => {
    const { configuration, hamiltonian } = mixture(6)
    const choices = new RandomChoices(randomStream('spheres', 'chain'))
    const chain = new Chain(configuration, hamiltonian, choices)
    const exchanges = chain.schedule.filter(({ move }) => move instanceof SphereExchange)
    expect(exchanges.length).toBe(2)
    for (let k = 0; k < 50; k++) chain.sweep()
    for (const { move } of exchanges) expect(chain.counts[move.name]!.accepted).toBeGreaterThan(0)
    expect(findDrift(configuration)).toBeNull()
  })

  it('does not serve species that turn, or that shells or second neighbours count', () => {
    const { configuration } = mixture(4)
    expect([1, 2, 3].map((species) => isBareSphere(configuration.model, species))).toEqual([
      false,
      true,
      true,
    ])
    const toy = compileModel(TOY_FORCE_FIELD, ['H2O', 'Cl-'])
    expect([1, 2].some((species) => isBareSphere(toy, species))).toBe(false)
  })
})
