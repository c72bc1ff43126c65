import { describe, expect, test } from 'vitest'
import { Fence } from '../../src/chain/fence.ts'
import { Exchange } from '../../src/moves/exchange.ts'
import type { Move } from '../../src/moves/move.ts'
import { Reorientation } from '../../src/moves/reorientation.ts'
import { SiteWeight } from '../../src/moves/site-weight.ts'
import { Solutes } from '../../src/moves/solutes.ts'
import { SwapEnergy } from '../../src/moves/swap-energy.ts'
import { EnumeratedChoices } from '../support/enumerated-choices.ts'
import { TinyEnsemble } from '../support/tiny-ensemble.ts'
import {
  distance,
  propagate,
  residual,
  type TransitionMatrix,
  transitionRow,
} from '../support/transition-matrix.ts'
import { TWO_WAY_WATER } from '../support/two-way-water.ts'

const EXACT = 1e-12
/** What a wrong chain is off by at least: a million times what rounding may do. */
const WRONG = 1e-6

const ensemble = new TinyEnsemble(TWO_WAY_WATER, { 'Zn2+': 1, H2O: 2 }, 298.15)
const { configuration, hamiltonian, states, probability } = ensemble
configuration.fill(states[0]!)
const choices = new EnumeratedChoices()
const site = new SiteWeight(configuration, hamiltonian)
const water = configuration.model.species.findIndex(({ name }) => name === 'H2O') + 1
const solutes = new Solutes(configuration, water)
const bench = { ensemble, choices, solutes }

/** What is kept out: the third of the states that is lowest in energy, as crystals are. */
const energies = states.map((state) => {
  configuration.fill(state)
  return hamiltonian.reducedEnergy(configuration)
})
const sorted = energies.toSorted((a, b) => a - b)
const threshold = largestGapNear(sorted, Math.floor(sorted.length / 3))
const isInside = () => hamiltonian.reducedEnergy(configuration) > threshold

/** The middle of the widest gap between energies around a place in their order, so that rounding decides nothing. */
function largestGapNear(values: readonly number[], place: number): number {
  let best = place
  for (let k = place - 40; k < place + 40; k++) {
    if (values[k + 1]! - values[k]! > values[best + 1]! - values[best]!) best = k
  }
  return (values[best]! + values[best + 1]!) / 2
}

const inside = states.map((state) => {
  configuration.fill(state)
  return isInside()
})
const share = probability.reduce((sum, p, k) => sum + (inside[k] ? p : 0), 0)
/** π restricted to the set. */
const restricted = probability.map((p, k) => (inside[k] ? p / share : 0))

const moves: Move[] = [
  new Reorientation(configuration, choices, site),
  new Exchange(
    configuration,
    choices,
    site,
    new SwapEnergy(configuration, hamiltonian),
    water,
    'near',
  ),
]

/** A step of all moves in one order: what it leads to by itself, and where a fence undoes what ends outside. */
function step(order: readonly Move[]): { free: TransitionMatrix; fenced: TransitionMatrix } {
  const fence = new Fence(configuration, isInside)
  let end = 0
  const move: Move = {
    name: 'exchange-near',
    attempt() {
      fence.open()
      for (const one of order) one.attempt()
      end = ensemble.indexOf(configuration.state)
      fence.close()
      return true
    },
  }
  const free = states.map(() => new Map<number, number>())
  const fenced = free.map((row, from) =>
    transitionRow(bench, move, from, (probability) => {
      row.set(end, (row.get(end) ?? 0) + probability)
    }),
  )
  return { free, fenced }
}

/** One of two steps, each as often as the other. */
function either(one: TransitionMatrix, other: TransitionMatrix): TransitionMatrix {
  return one.map((row, from) => {
    const both = new Map(Array.from(row, ([to, p]) => [to, p / 2]))
    for (const [to, p] of other[from]!) both.set(to, (both.get(to) ?? 0) + p / 2)
    return both
  })
}

/** The same chain where a step is tried again until it ends inside, or where what is undone is not counted. */
function retried(matrix: TransitionMatrix): TransitionMatrix {
  return matrix.map((row) => {
    const stays = [...row].filter(([to]) => inside[to])
    const total = stays.reduce((sum, [, p]) => sum + p, 0)
    return new Map(stays.map(([to, p]) => [to, p / total]))
  })
}

const oneWay = step(moves)
const reversed = step(moves.toReversed())
const whole = either(oneWay.free, reversed.free)
const kept = either(oneWay.fenced, reversed.fenced)

describe('a chain kept to liquids', () => {
  test('has something to keep out', () => {
    expect(share).toBeGreaterThan(0.05)
    expect(share).toBeLessThan(0.99)
    const leaving = whole.reduce((sum, row, from) => {
      const out = [...row].reduce((total, [to, p]) => total + (inside[to] ? 0 : p), 0)
      return sum + restricted[from]! * out
    }, 0)
    expect(leaving).toBeGreaterThan(0.001)
  })

  test('never leaves the set, and its rows add up to 1', () => {
    for (const [from, row] of kept.entries()) {
      if (!inside[from]) continue
      let sum = 0
      for (const [to, p] of row) {
        expect(inside[to]).toBe(true)
        sum += p
      }
      expect(Math.abs(sum - 1)).toBeLessThan(EXACT)
    }
  })

  test('leaves the Boltzmann distribution on the set unchanged, in detailed balance', () => {
    expect(residual(restricted, kept)).toBeLessThan(EXACT)
    let largest = 0
    for (const [from, row] of kept.entries()) {
      for (const [to, p] of row) {
        const back = kept[to]!.get(from) ?? 0
        largest = Math.max(largest, Math.abs(restricted[from]! * p - restricted[to]! * back))
      }
    }
    expect(largest).toBeLessThan(EXACT)
  })

  test('forgets where it started', () => {
    let distribution: Float64Array = new Float64Array(states.length)
    distribution[inside.indexOf(true)] = 1
    for (let step = 0; step < 4000; step++) distribution = propagate(distribution, kept)
    expect(distance(distribution, restricted)).toBeLessThan(1e-9)
  })
})

describe('what is wrong is found', () => {
  test('moves always in the same order, which is not their own reverse', () => {
    expect(residual(restricted, oneWay.fenced)).toBeGreaterThan(WRONG)
  })

  test('but without a fence that order would do', () => {
    expect(residual(probability, oneWay.free)).toBeLessThan(EXACT)
  })

  test('a step that is tried again until it ends inside, or not counted when undone', () => {
    expect(residual(restricted, retried(whole))).toBeGreaterThan(WRONG)
  })

  test('a fence that undoes nothing', () => {
    expect(residual(restricted, whole)).toBeGreaterThan(WRONG)
  })
})
