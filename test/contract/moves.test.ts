import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Configuration, findDrift } from '../../src/model/configuration.ts'
import { assembleMoves, SHARES } from '../../src/moves/mix.ts'
import type { Move } from '../../src/moves/move.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import type { RandomWords } from '../../src/numeric/random-words.ts'
import { type Box, randomBox, SYSTEMS, type System } from './systems.ts'

/**
 * What every move of the mix must obey. That it leaves the Boltzmann distribution unchanged is for
 * test/exact/stationarity.test.ts, which walks all of its branches.
 */

interface Bench extends Box {
  readonly stream: RandomWords
}

type Make = (bench: Bench) => Move[]

const all: Make = ({ configuration, hamiltonian, stream }) =>
  assembleMoves(configuration, hamiltonian, new RandomChoices(stream))

const ATTEMPTS = 40
const RUNS = 3

function benchOf(system: System, seed: number): Bench {
  return { ...randomBox(system, seed), stream: randomStream(`contract ${seed}`, 'chain') }
}

/** What is wrong after each attempt of a move. */
type Watch = (bench: Bench, before: Uint8Array, hasChanged: boolean) => string | null

function watched(make: Make, system: System, seed: number, watch: Watch): string[] {
  const bench = benchOf(system, seed)
  return make(bench).flatMap((move) => {
    for (let k = 0; k < ATTEMPTS; k++) {
      move.prepare?.()
      const before = bench.configuration.state.slice()
      const problem = watch(bench, before, move.attempt())
      if (problem !== null) return [`${move.name}: ${problem}`]
    }
    return []
  })
}

/** The energy of a configuration, counted from its states alone. */
function total({ hamiltonian, configuration: { lattice, model } }: Box, state: Uint8Array): number {
  const fresh = new Configuration(lattice, model)
  fresh.fill(state)
  return hamiltonian.reducedEnergy(fresh)
}

function speciesCounts({ configuration: { model } }: Box, state: Uint8Array): string {
  const counts = new Array<number>(model.charges.length).fill(0)
  for (const held of state) counts[model.states.species[held]!]! += 1
  return counts.join()
}

/** States after each of some attempts. */
function pathOf({ configuration }: Bench, move: Move): string[] {
  return Array.from({ length: ATTEMPTS }, () => {
    move.prepare?.()
    move.attempt()
    return configuration.state.join()
  })
}

interface Law {
  readonly name: string
  /** What of it is broken, by move. */
  readonly broken: (make: Make, system: System, seed: number) => string[]
  /** A move that breaks it. */
  readonly corrupt: Make
}

/** A move that does this. */
function fake(attempt: (configuration: Configuration, k: number) => boolean): Make {
  return ({ configuration }) => {
    let k = 0
    return [{ name: 'reorientation', attempt: () => attempt(configuration, k++) }]
  }
}

const vacant = ({ state }: Configuration) => state.indexOf(0)
const occupied = ({ state }: Configuration) => state.findIndex((held) => held !== 0)

const LAWS: readonly Law[] = [
  {
    name: 'keeps the number of particles of each species',
    broken: (make, system, seed) =>
      watched(make, system, seed, (bench, before) =>
        speciesCounts(bench, before) === speciesCounts(bench, bench.configuration.state)
          ? null
          : 'other numbers of particles',
      ),
    corrupt: fake((configuration) => {
      configuration.replace(vacant(configuration), 1)
      return true
    }),
  },
  {
    name: 'changes the counts as the difference of two totals',
    broken: (make, system, seed) =>
      watched(make, system, seed, (bench, before) => {
        const { configuration, hamiltonian } = bench
        // What was kept up to date before the attempt was equal to a total: this begins with a fresh box.
        const change = hamiltonian.reducedEnergy(configuration) - total(bench, before)
        const expected = total(bench, configuration.state) - total(bench, before)
        if (Math.abs(change - expected) > 1e-9) return 'another energy'
        return findDrift(configuration)
      }),
    corrupt: fake((configuration) => {
      configuration.state[vacant(configuration)] = 1
      return true
    }),
  },
  {
    name: 'leaves the configuration as it was where it says so',
    broken: (make, system, seed) =>
      watched(make, system, seed, ({ configuration: { state } }, before, hasChanged) =>
        hasChanged || state.every((held, site) => held === before[site]) ? null : 'a change',
      ),
    corrupt: fake((configuration) => {
      configuration.replace(occupied(configuration), 0)
      return false
    }),
  },
  {
    name: 'goes the same way again once what it remembers is restored',
    broken: (make, system, seed) => {
      const bench = benchOf(system, seed)
      const { configuration, stream } = bench
      return make(bench).flatMap((move) => {
        pathOf(bench, move)
        const state = configuration.state.slice()
        const memory = move.memory?.slice()
        const random = stream.snapshot()
        const path = pathOf(bench, move)
        configuration.fill(state)
        if (memory !== undefined) move.memory!.set(memory)
        stream.restore(random)
        return pathOf(bench, move).every((now, k) => now === path[k]) ? [] : [move.name]
      })
    },
    corrupt: fake((configuration, k) => {
      configuration.replace(k % configuration.lattice.sites, 0)
      return true
    }),
  },
]

describe.each(LAWS)('every move $name', ({ broken, corrupt }) => {
  test.each(SYSTEMS)('$name', (system) => {
    const property = fc.property(fc.nat(), (seed) => {
      expect(broken(all, system, seed)).toEqual([])
    })
    fc.assert(property, { numRuns: RUNS, seed: 1 })
  })

  test('not so for a move that breaks it', () => {
    expect(broken(corrupt, SYSTEMS[1]!, 1)).not.toEqual([])
  })
})

describe('what is absent', () => {
  const movesOf = (system: System) => all(benchOf(system, 1)).map(({ name }) => name)
  const [water, , , gas, absent] = SYSTEMS as [System, System, System, System, System]

  test('has no moves: ions of which there are none change nothing about the moves of water', () => {
    expect(movesOf(absent)).toEqual(movesOf(water))
  })

  test('nothing turns where all are spheres', () => {
    expect(movesOf(gas).filter((name) => /^(reorientation|regrowth)/.test(name))).toEqual([])
  })
})

test('every move that has a share is looked at, and is accepted now and then', () => {
  const accepted = new Set<string>()
  for (const system of SYSTEMS) {
    const bench = benchOf(system, 1)
    for (const move of all(bench)) {
      for (let k = 0; k < 1000 && !accepted.has(move.name); k++) {
        move.prepare?.()
        if (move.attempt()) accepted.add(move.name)
      }
    }
  }
  const shared = Object.entries(SHARES).filter(([, share]) => share > 0)
  expect([...accepted].sort()).toEqual(shared.map(([name]) => name).sort())
})
