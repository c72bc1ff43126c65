import { describe, expect, it } from 'vitest'
import { findDrift } from '../../src/model/configuration.ts'
import { MultiSpinFarExchange } from '../../src/moves/multi-spin/far-exchange.ts'
import { MultiSpinLatticeGas } from '../../src/moves/multi-spin/lattice-gas.ts'
import type { LaneDecisions } from '../../src/moves/multi-spin/metropolis.ts'
import { MultiSpinNearExchange } from '../../src/moves/multi-spin/near-exchange.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { bareLatticeGas } from '../support/bare-lattice-gas.ts'
import { EnumeratedChoices } from '../support/enumerated-choices.ts'
import { EnumeratedLaneDecisions } from '../support/enumerated-lane-decisions.ts'

const EXACT = 1e-12
const KINDS = { near: MultiSpinNearExchange, far: MultiSpinFarExchange }
type Reach = keyof typeof KINDS

/** Of 4³ cells: dense enough for several molecules in a step. */
const FILLING = { near: 0.15, far: 0.08 }

interface Fault {
  decisions?: LaneDecisions
  gas?: typeof MultiSpinLatticeGas
}

/** A step of many exchanges, whose every branch can be walked. */
function walker(cells: number, attraction: number, reach: Reach, fault: Fault = {}) {
  const { configuration, hamiltonian } = bareLatticeGas(cells, attraction)
  const choices = new EnumeratedChoices()
  const gas = new (fault.gas ?? MultiSpinLatticeGas)(configuration, hamiltonian, 1)
  const decisions = fault.decisions ?? new EnumeratedLaneDecisions(choices, gas.acceptance)
  const move = new KINDS[reach](gas, choices, decisions)
  /** State, as text, → probability to be there after a step. */
  const row = (start: Uint8Array) => {
    const reached = new Map<string, number>()
    configuration.fill(start)
    gas.load()
    const bits = gas.bits.slice()
    const from = start.join('')
    let isChanged = false
    choices.enumerate(
      () => {
        if (isChanged) gas.bits.set(bits)
        isChanged = move.attempt()
      },
      (probability) => {
        if (isChanged) gas.store()
        const key = isChanged ? configuration.state.join('') : from
        reached.set(key, (reached.get(key) ?? 0) + probability)
      },
    )
    return reached
  }
  const weight = (state: Uint8Array) => {
    configuration.fill(state)
    return Math.exp(-hamiltonian.reducedEnergy(configuration))
  }
  return { configuration, row, weight }
}

/** All ways to put so many molecules on so many sites. */
function arrangements(sites: number, molecules: number): Uint8Array[] {
  if (molecules === 0) return [new Uint8Array(sites)]
  if (molecules > sites) return []
  const last = (occupant: number) => (rest: Uint8Array) => Uint8Array.from([...rest, occupant])
  return [
    ...arrangements(sites - 1, molecules).map(last(0)),
    ...arrangements(sites - 1, molecules - 1).map(last(1)),
  ]
}

/** max |πP − π| over all arrangements on 2³ cells. */
function residualOfTiny(reach: Reach, attraction: number, fault: Fault = {}): number {
  const { row, weight } = walker(2, attraction, reach, fault)
  const states = arrangements(16, 3)
  const weights = states.map(weight)
  const total = weights.reduce((sum, one) => sum + one, 0)
  const next = new Map<string, number>()
  for (const [k, state] of states.entries()) {
    for (const [key, probability] of row(state)) {
      next.set(key, (next.get(key) ?? 0) + (weights[k]! / total) * probability)
    }
  }
  return states.reduce(
    (worst, state, k) => Math.max(worst, Math.abs(next.get(state.join(''))! - weights[k]! / total)),
    0,
  )
}

/** Largest relative |π_a P_ab − π_b P_ba| from one random arrangement a to some b's. */
function imbalance(
  cells: number,
  filling: number,
  reach: Reach,
  attraction: number,
  fault: Fault = {},
  which = 0,
) {
  const { configuration, row, weight } = walker(cells, attraction, reach, fault)
  const choices = new RandomChoices(randomStream('balance', 'chain', `${reach} ${which}`))
  for (let tries = 0; tries < 100; tries++) {
    const start = configuration.state.map(() => Number(choices.below(1000) < 1000 * filling))
    const reached = [...row(start)].filter(([key]) => key !== start.join(''))
    const own = weight(start)
    const changing = reached.filter(([key]) => weight(Uint8Array.from(key, Number)) !== own)
    // An arrangement from which nothing of another energy is reached has nothing to show.
    if (reached.length > 20 && changing.length > 4) return worstOf(start, changing, row, weight)
  }
  throw new Error('no arrangement from which others are reached')
}

function worstOf(
  start: Uint8Array,
  changing: readonly (readonly [string, number])[],
  row: (state: Uint8Array) => Map<string, number>,
  weight: (state: Uint8Array) => number,
): number {
  const own = weight(start)
  const sampled = changing.filter((_, index) => index % Math.ceil(changing.length / 4) === 0)
  return sampled.reduce((worst, [key, probability]) => {
    const other = Uint8Array.from(key, Number)
    const there = own * probability
    const back = weight(other) * (row(other).get(start.join('')) ?? 0)
    return Math.max(worst, Math.abs(there - back) / there)
  }, 0)
}

describe('many exchanges at once', () => {
  // Far ones have nothing to decide there: all corners neighbour all centres.
  it.each([0.7, -0.7])(
    'leave the Boltzmann distribution unchanged, attraction %f',
    (attraction) => {
      expect(residualOfTiny('near', attraction)).toBeLessThan(EXACT)
    },
  )

  for (const reach of ['near', 'far'] as const) {
    for (const attraction of [0.7, -0.7]) {
      // Classes of eight bonds, four lanes a word, seams in all axes.
      it(`${reach}, attraction ${attraction}: detailed balance with several at once`, () => {
        expect(imbalance(4, FILLING[reach], reach, attraction)).toBeLessThan(1e-9)
      })
    }

    it(`${reach}: what is wrong is found`, () => {
      const acceptAll = { begin() {}, propose: () => -1, accept: (lanes: number) => lanes }
      // Not every arrangement shows it.
      const worst = (fault: Fault) =>
        Math.max(...[0, 1, 2].map((k) => imbalance(4, FILLING[reach], reach, 0.7, fault, k)))
      expect(worst({ decisions: acceptAll })).toBeGreaterThan(1e-3)
      class StaleMargins extends MultiSpinLatticeGas {
        override close(ofClass: number): void {
          if (ofClass % 8 < 4) super.close(ofClass)
        }
      }
      expect(worst({ gas: StaleMargins })).toBeGreaterThan(1e-3)
    })
  }
})

/** All sites of every so many words. */
function sitesOf({ layout }: MultiSpinLatticeGas, every: number) {
  return Array.from({ length: 16 }, (_, ofClass) =>
    [...layout.words.entries()]
      .filter(([n]) => n % every === 0)
      .map(([n, word]) =>
        Array.from(layout.laneStep, (step, bit) => {
          return { site: layout.firstSite(ofClass, n) + step, ofClass, word, bit, n }
        }).filter(({ bit }) => ((layout.lanes[n]! >>> bit) & 1) === 1),
      ),
  ).flat(2)
}

describe('a lattice gas as bits', () => {
  // Blocks of one and of several positions, short last blocks, words of one row and of several.
  it.each([2, 4, 6, 12, 26, 66])('has all neighbours, %i cells', (cells) => {
    const { configuration, hamiltonian } = bareLatticeGas(cells, 0.5)
    const choices = new RandomChoices(randomStream('bits', 'chain', String(cells)))
    configuration.fill(configuration.state.map(() => choices.below(2)))
    const before = [configuration.contacts.slice(), configuration.state.slice()]
    const gas = new MultiSpinLatticeGas(configuration, hamiltonian, 1)
    const { lattice } = configuration
    const { layout } = gas
    gas.load()
    const every = cells > 26 ? 23 : 1
    const sites = sitesOf(gas, every)
    // Each neighbour is of another parity.
    const wrong = sites.filter(({ site, ofClass, word, bit }) => {
      return Array.from({ length: 8 }, (_, d) => lattice.neighbour(site, d)).some((neighbour) => {
        const [x, y, z] = lattice.position(neighbour).map((at) => Math.floor(at / 2) % 2)
        const at = word + layout.toNeighbours(ofClass, 4 * z! + 2 * y! + x!)
        return ((gas.bits[at]! >>> bit) & 1) !== configuration.state[neighbour]
      })
    })
    expect(wrong).toEqual([])
    const all = new Set(sites.map(({ site }) => site)).size
    expect(all).toBe(every === 1 ? lattice.sites : sites.length)
    gas.store()
    expect(configuration.contacts).toEqual(before[0])
    expect(configuration.state.every((occupant, site) => occupant === before[1]![site])).toBe(true)
  })

  it.each([6, 26, 34])('keeps all counts of the configuration, %i cells', (cells) => {
    const { configuration, hamiltonian } = bareLatticeGas(cells, 0.5)
    const choices = new RandomChoices(randomStream('counts', 'chain', String(cells)))
    configuration.fill(configuration.state.map(() => choices.below(2)))
    const gas = new MultiSpinLatticeGas(configuration, hamiltonian, 1)
    const half = {
      begin() {},
      propose: () => -1,
      accept: (lanes: number) => lanes & (choices.below(2 ** 31) << 1),
    }
    gas.load()
    for (const Kind of [MultiSpinNearExchange, MultiSpinFarExchange]) {
      const move = new Kind(gas, choices, half)
      for (let k = 0; k < 40; k++) move.attempt()
      expect(move.count.accepted).toBeGreaterThan(0)
      expect(move.count.attempts / 40 / move.batch).toBeCloseTo(1, 0)
    }
    const [sites, before] = [configuration.lattice.sites, configuration.state.slice()]
    gas.store()
    expect(
      configuration.state.filter((occupant, site) => occupant !== before[site]).length,
    ).toBeGreaterThan(sites / 10)
    expect(findDrift(configuration)).toBeNull()
  })
})
