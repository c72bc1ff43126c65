import { describe, expect, it } from 'vitest'
import { Chain } from '../../src/chain/chain.ts'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel } from '../../src/model/lattice-model.ts'
import type { Move } from '../../src/moves/move.ts'
import { SiteWeight } from '../../src/moves/site-weight.ts'
import type { Choices } from '../../src/numeric/choices.ts'
import { EnumeratedChoices } from '../support/enumerated-choices.ts'
import { EXACT, expectDetailedBalance, MoveBench } from '../support/move-bench.ts'
import { ReservoirExchange } from '../support/reservoir.ts'
import { TOY_FORCE_FIELD } from '../support/toy-force-field.ts'
import {
  distance,
  propagate,
  residual,
  rowError,
  transitionMatrix,
} from '../support/transition-matrix.ts'

type Reach = 'near' | 'far'

function allMoves(bench: MoveBench, mobileSolvent: number, regrow: boolean): Move[] {
  const moves = [bench.reorientation()]
  for (const reach of ['near', 'far'] as const satisfies Reach[]) {
    if (mobileSolvent !== 0) moves.push(bench.exchange(reach, mobileSolvent))
    moves.push(bench.swap(reach, false))
    if (regrow) moves.push(bench.swap(reach, true))
  }
  return moves
}

describe('every move leaves the Boltzmann distribution unchanged', () => {
  // On 2³ cells any two sites are neighbours or have neighbours in common.
  const systems = [
    {
      name: 'water + cation + anion',
      counts: { 'Zn2+': 1, 'Cl-': 1, H2O: 1 },
      mobileSolvent: 1,
      regrow: true,
    },
    {
      name: 'rod + cation + oriented anion',
      counts: { 'Zn2+': 1, 'SO42-': 1, rod: 1 },
      mobileSolvent: 1,
      regrow: true,
    },
    {
      name: 'two rods + cation + anion',
      counts: { 'Zn2+': 1, 'Cl-': 1, rod: 2 },
      mobileSolvent: 1,
      regrow: true,
    },
    {
      name: 'two rods + cation, no mobile solvent',
      counts: { 'Zn2+': 1, rod: 2 },
      mobileSolvent: 0,
      regrow: true,
    },
    {
      name: 'water + rod + cation',
      counts: { 'Zn2+': 1, H2O: 1, rod: 1 },
      mobileSolvent: 1,
      regrow: false,
    },
    {
      name: 'lever of two patterns + rod + cation',
      counts: { 'Zn2+': 1, lever: 1, rod: 1 },
      mobileSolvent: 1,
      regrow: true,
    },
    {
      name: 'water + cation + oriented anion',
      counts: { 'Zn2+': 1, 'SO42-': 1, H2O: 1 },
      mobileSolvent: 1,
      regrow: false,
    },
  ]
  for (const { name, counts, mobileSolvent, regrow } of systems) {
    const bench = new MoveBench(counts, mobileSolvent)
    for (const move of allMoves(bench, mobileSolvent, regrow)) {
      it(`${move.name}: ${name}`, () => {
        const matrix = transitionMatrix(bench, move)
        expect(rowError(matrix)).toBeLessThan(EXACT)
        expect(residual(bench.ensemble.probability, matrix)).toBeLessThan(EXACT)
        // Far exchanges leave out close ends, which is all that this lattice has; others must move.
        const leaves = matrix.some((row, from) => (row.get(from) ?? 0) < 1)
        expect(leaves).toBe(move.name !== 'exchange-far')
      })
    }
  }

  it('exchange-far between ends that are apart', () => {
    const bench = new MoveBench({ 'Zn2+': 1, rod: 1 }, 1, undefined, 4)
    const matrix = transitionMatrix(bench, bench.exchange('far', 1))
    expect(residual(bench.ensemble.probability, matrix)).toBeLessThan(EXACT)
    expect(matrix.every((row, from) => (row.get(from) ?? 0) < 1)).toBe(true)
  })

  it('swap-far and regrowth-far between ends that are apart: detailed balance of sampled pairs', () => {
    const bench = new MoveBench({ 'Zn2+': 1, rod: 1 }, 1, undefined, 4)
    for (const regrow of [false, true]) expectDetailedBalance(bench, bench.swap('far', regrow), 12)
  })

  it('regrowth around two waters: detailed balance of sampled pairs', () => {
    const bench = new MoveBench({ 'Zn2+': 1, H2O: 2 }, 1)
    expectDetailedBalance(bench, bench.swap('near', true), 3)
  })

  it('swap and regrowth around three rods, no mobile solvent: detailed balance of sampled pairs', () => {
    const bench = new MoveBench({ 'Zn2+': 1, rod: 3 }, 0)
    for (const reach of ['near', 'far'] as const) {
      for (const regrow of [false, true])
        expectDetailedBalance(bench, bench.swap(reach, regrow), 12)
    }
  })
})

describe('exchange with a reservoir', () => {
  // On 2³ cells with an anchored cation: all ways to put rods on the other 15 sites are too many, but
  // detailed balance with z^N e^(−βH) can be checked between any two states.
  const activity = 0.3
  const model = compileModel(TOY_FORCE_FIELD, ['rod', 'Zn2+', 'Cl-'])
  const hamiltonian = new Hamiltonian(model, 298.15)
  const configuration = new Configuration(new BccLattice(2), model)
  const choices = new EnumeratedChoices()
  const site = new SiteWeight(configuration, hamiltonian)
  const weight = (state: Uint8Array) => {
    configuration.fill(state)
    return (
      activity ** configuration.population[1]! * Math.exp(-hamiltonian.reducedEnergy(configuration))
    )
  }
  const row = (move: ReservoirExchange, start: Uint8Array) => {
    const reached = new Map<string, number>()
    choices.enumerate(
      () => {
        configuration.fill(start)
        move.attempt()
      },
      (probability) => {
        const key = configuration.state.join()
        reached.set(key, (reached.get(key) ?? 0) + probability)
      },
    )
    return reached
  }
  const start = new Uint8Array(16)
  start.set([4, 1, 0, 2, 0, 1, 3, 0, 0, 2, 1], 0)

  const imbalance = (reservoir: ReservoirExchange) =>
    [...row(reservoir, start)].reduce((largest, [key, probability]) => {
      const other = Uint8Array.from(key.split(','), Number)
      const there = weight(start) * probability
      const back = weight(other) * row(reservoir, other).get(start.join())!
      return Math.max(largest, Math.abs(there - back) / there)
    }, 0)

  it('is in detailed balance with z^N e^(−βH)', () => {
    const reservoir = new ReservoirExchange(configuration, choices, site, 1, activity)
    expect(row(reservoir, start).size).toBeGreaterThan(20)
    expect(imbalance(reservoir)).toBeLessThan(EXACT)
  })

  it('is not with another activity', () => {
    const reservoir = new ReservoirExchange(configuration, choices, site, 1, 1.01 * activity)
    expect(imbalance(reservoir)).toBeGreaterThan(1e-3)
  })
})

describe('the composed sweep', () => {
  const counts = { 'Zn2+': 1, 'Cl-': 1, rod: 1 }
  const bench = new MoveBench(counts, 1)
  const { configuration, hamiltonian, probability, states } = bench.ensemble
  configuration.fill(states[0]!)
  const { schedule } = new Chain(configuration, hamiltonian, bench.choices)
  const relocations = [bench.relocation(0), bench.relocation(1)]
  const moves = new Map(
    [...allMoves(bench, 1, true), ...relocations].map((move) => [move.name, move]),
  )
  const matrices = schedule.map(({ move, attempts }) => ({
    attempts,
    matrix: transitionMatrix(bench, moves.get(move.name)!),
  }))
  const sweep = (distribution: Float64Array, isReversed = false) => {
    let next = distribution
    for (const { matrix, attempts } of isReversed ? matrices.toReversed() : matrices) {
      for (let k = 0; k < attempts; k++) next = propagate(next, matrix)
    }
    return next
  }

  it('attempts every kind of move', () => {
    expect(schedule.map(({ move }) => move.name).toSorted()).toEqual([...moves.keys()].toSorted())
    for (const { attempts } of schedule) expect(attempts).toBeGreaterThanOrEqual(1)
  })

  it('leaves the Boltzmann distribution unchanged, backwards as well', () => {
    expect(distance(sweep(probability), probability)).toBeLessThan(EXACT)
    expect(distance(sweep(probability, true), probability)).toBeLessThan(EXACT)
  })

  it('forgets where it started', () => {
    let distribution: Float64Array = new Float64Array(states.length)
    distribution[0] = 1
    for (let k = 0; k < 600; k++) distribution = sweep(distribution)
    expect(distance(distribution, probability)).toBeLessThan(1e-9)
  })
})

describe('what is wrong is found', () => {
  const counts = { 'Zn2+': 1, 'Cl-': 1, rod: 1 }
  const WRONG = 1e-6

  it('accepts everything', () => {
    const acceptAll = (choices: Choices): Choices => ({
      below: (n) => choices.below(n),
      pick: (weights, n, total) => choices.pick(weights, n, total),
      accept: () => true,
    })
    const bench = new MoveBench(counts, 1, acceptAll)
    for (const reach of ['near', 'far'] as const) {
      expect(bench.residual(bench.swap(reach, false))).toBeGreaterThan(WRONG)
      expect(bench.residual(bench.swap(reach, true))).toBeGreaterThan(WRONG)
    }
    expect(bench.residual(bench.exchange('near', 1))).toBeGreaterThan(WRONG)
  })

  it('hops one way only', () => {
    // A solute looks for its partner in the directions of tetrahedron A alone.
    const oneWay = (choices: Choices): Choices => ({
      below: (n) => choices.below(n === 8 ? 4 : n),
      pick: (weights, n, total) => choices.pick(weights, n, total),
      accept: (proposed, current) => choices.accept(proposed, current),
    })
    const bench = new MoveBench(counts, 1, oneWay)
    expect(bench.residual(bench.swap('near', false))).toBeGreaterThan(WRONG)
  })

  it('proposes one direction twice as often as its reverse', () => {
    const biased = (choices: Choices): Choices => ({
      below: (n) => (n === 8 ? Math.max(0, choices.below(9) - 1) : choices.below(n)),
      pick: (weights, n, total) => choices.pick(weights, n, total),
      accept: (proposed, current) => choices.accept(proposed, current),
    })
    const bench = new MoveBench(counts, 1, biased)
    expect(bench.residual(bench.swap('near', false))).toBeGreaterThan(WRONG)
  })

  it('draws orientations without their weights', () => {
    const careless = (choices: Choices): Choices => ({
      below: (n) => choices.below(n),
      pick: (_weights, n) => choices.below(n),
      accept: (proposed, current) => choices.accept(proposed, current),
    })
    const bench = new MoveBench(counts, 1, careless)
    expect(bench.residual(bench.reorientation())).toBeGreaterThan(WRONG)
    expect(bench.residual(bench.swap('near', true))).toBeGreaterThan(WRONG)
  })
})
