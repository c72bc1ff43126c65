import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column, Observer } from '../../src/observe/observer.ts'
import { createObservers } from '../../src/observe/registry.ts'
import { MEASURED_NAMES, notMeasured } from '../../src/scenario/observable-groups.ts'
import {
  type Box,
  eightfold,
  randomBox,
  relabelled,
  SYSTEMS,
  type System,
  translated,
} from './systems.ts'

/**
 * What every observable of the registry must obey, whatever it measures. Whether it measures what it says is for the
 * naive twins of test/unit/observe and the enumerations of test/exact.
 */

type Make = (box: Box) => Observer[]
type Values = ReadonlyMap<string, number>

const GROUPS = [...new Set(MEASURED_NAMES.map((name) => name.split(':')[0]!))]
const all: Make = ({ configuration, hamiltonian }) =>
  createObservers(GROUPS, configuration, hamiltonian)

/** Seeds and translations that are tried. */
const FILLINGS = 4
const vector = fc
  .tuple(fc.boolean(), fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 3 }))))
  .map(([odd, steps]) => steps.map((step) => 2 * step + Number(odd)))

/** Profiles along the box and occupations of sublattices, which a translation moves or swaps: their sums stay. */
const PROFILE = /^(layer|layerWater|layerOf:[^:]+|sublatticeOccupation):(?:ice:|off:)?\d+$/

/** All columns and weights of bins, profiles summed; the names of pairs and the order of bins do not depend on the order of species. */
function valuesOf(observers: readonly Observer[]): Values {
  const values = new Map<string, number>()
  const add = (name: string, value: number) => values.set(name, (values.get(name) ?? 0) + value)
  for (const { columns, distributions, ...rest } of observers.map(measured)) {
    for (const [k, { name }] of columns.entries()) {
      add(PROFILE.exec(name)?.[1] ?? name, rest.out[k]!)
    }
    for (const { name, blocks } of distributions) {
      const weights = [...blocks[0]!].filter((weight) => weight !== 0).sort((a, b) => b - a)
      const pair = /^(radialDistribution:)(.*)$/.exec(name)
      const own = pair === null ? name : `${pair[1]}${sortedPair(pair[2]!)}`
      for (const [rank, weight] of weights.entries()) add(`distribution ${own} #${rank}`, weight)
    }
  }
  return values
}

function measured(observer: Observer) {
  const { columns, distributions } = observer
  for (const { blocks } of distributions) blocks[0]!.fill(0)
  const out = new Float64Array(columns.length)
  observer.measure(out, 0, 0)
  return { columns, distributions, out }
}

/** `rod-H2O` as `H2O-rod`; the names of ions end with their own signs. */
function sortedPair(pair: string): string {
  const split = /^(.+?[+-]?)-(?=[A-Za-z])(.+)$/.exec(pair)
  return split === null ? pair : [split[1]!, split[2]!].sort().join('-')
}

const agrees = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-7 * Math.max(1, Math.abs(a), Math.abs(b))

/** Names whose values differ, or that only one of the two has. */
function differing(a: Values, b: Values, factor: (name: string) => number | null): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => {
    const times = factor(name)
    if (times === null) return false
    const [x, y] = [a.get(name), b.get(name)]
    return x === undefined || y === undefined || !agrees(times * x, y)
  })
}

const same = () => 1

/** By how much eight copies of a box have more; null for what is no sum or mean over sites. */
function growth(name: string): number | null {
  // Clusters join over the faces of the copies, fluctuations and octants are of the box.
  if (/cluster|Cluster|wrap|densityFluctuation|mostOrderedOctant/.test(name)) return null
  // Pairs beyond the shells are of the box.
  if (name.startsWith('distribution radialDistribution')) return null
  if (name === 'sublatticeOccupation') return 1
  return /^(enthalpy|enthalpySlope|reducedEnergy|layer|contact:|shell:|distribution .*)/.test(name)
    ? 8
    : 1
}

interface Law {
  readonly name: string
  /** What of it is broken. */
  readonly broken: (make: Make, system: System, seed: number, shift: readonly number[]) => string[]
  /** An observer that breaks it. */
  readonly corrupt: Make
}

/** An observer of one column. */
function fake(name: string, value: (box: Box) => number): Make {
  return (box) => [
    {
      columns: [{ name, unit: '' } satisfies Column],
      distributions: [],
      measure(out, offset) {
        out[offset] = value(box)
      },
    },
  ]
}

const LAWS: readonly Law[] = [
  {
    name: 'a translation of the lattice changes nothing',
    broken: (make, system, seed, shift) => {
      const box = randomBox(system, seed)
      return differing(valuesOf(make(box)), valuesOf(make(translated(box, shift))), same)
    },
    corrupt: fake('first', ({ configuration: { state, lattice } }) =>
      state.reduce((sum, held, site) => sum + held * lattice.position(site)[0], 0),
    ),
  },
  {
    name: 'the order of the species changes nothing',
    broken: (make, system, seed) => {
      const box = randomBox(system, seed)
      return differing(valuesOf(make(box)), valuesOf(make(relabelled(box, system))), same)
    },
    corrupt: fake('numbers', ({ configuration: { population } }) => population[1]!),
  },
  {
    name: 'eight copies have eight times the sums, and the same means',
    broken: (make, system, seed) => {
      const box = randomBox(system, seed)
      return differing(valuesOf(make(box)), valuesOf(make(eightfold(box, system))), growth)
    },
    corrupt: fake('enthalpy', ({ configuration: { population } }) => population[1]! + 1),
  },
  {
    name: 'everything is a number',
    broken: (make, system, seed) => {
      const values = valuesOf(make(randomBox(system, seed)))
      return [...values].filter(([, value]) => !Number.isFinite(value)).map(([name]) => name)
    },
    corrupt: fake('mean', ({ configuration: { population } }) => 0 / (population.at(9) ?? 0)),
  },
]

const varied = (property: (seed: number, shift: readonly number[]) => void) =>
  fc.assert(fc.property(fc.nat(), vector, property), { numRuns: FILLINGS, seed: 1 })

describe.each(LAWS)('$name', ({ broken, corrupt }) => {
  test.each(SYSTEMS)('$name', (system) => {
    varied((seed, shift) => {
      expect(broken(all, system, seed, shift)).toEqual([])
    })
  })

  test('not so for an observer that breaks it', () => {
    const brine = SYSTEMS[1]!
    expect(broken(corrupt, brine, 1, [3, 1, 5])).not.toEqual([])
  })
})

/** Columns about one of these species, by name. */
const about = (values: Values, species: readonly string[]) =>
  [...values].filter(([name]) => species.some((one) => name.includes(one)))

describe('what is absent', () => {
  const IONS = ['Zn2+', 'Cl-', 'ions']
  const [water, , , gas, absent] = SYSTEMS as [System, System, System, System, System]

  test('counts as 0 where it is named', () => {
    const values = valuesOf(all(randomBox(absent, 1)))
    const found = about(values, IONS)
    expect(found.length).toBeGreaterThan(10)
    expect(found.filter(([, value]) => value !== 0)).toEqual([])
  })

  test('has no column where it is not named', () => {
    expect(about(valuesOf(all(randomBox(water, 1))), IONS)).toEqual([])
    const names = [...valuesOf(all(randomBox(gas, 1))).keys()]
    expect(names.filter((name) => /ater|H2O|ydro|ice|tetra/.test(name))).toEqual([])
  })

  test('is found where an observer counts it', () => {
    const wrong = valuesOf(fake('coordination:Zn2+-H2O', () => 1)(randomBox(absent, 1)))
    expect(about(wrong, IONS).filter(([, value]) => value !== 0)).toHaveLength(1)
  })

  test('makes no mean of nothing, and has no tetrahedral order of fewer than five waters', () => {
    const empty = { ...absent, counts: { H2O: 0, 'Zn2+': 0, 'Cl-': 0 } }
    const values = valuesOf(all(randomBox(empty, 1)))
    expect([...values].filter(([, value]) => !Number.isFinite(value))).toEqual([])
    const five = { ...absent, counts: { ...absent.counts, H2O: 5 } }
    for (const [counts, isThere] of [
      [empty.counts, false],
      [{ ...absent.counts, H2O: 4 }, false],
      [five.counts, true],
    ] as const) {
      const names = [...valuesOf(all(randomBox({ ...absent, counts }, 1))).keys()]
      expect(names.some((name) => name.startsWith('tetrahedral'))).toBe(isThere)
    }
    expect(values.get('energyPerWater')).toBe(0)
  })
})

test('what has no observer is said to be not measured, and the reverse', () => {
  for (const system of SYSTEMS) {
    const { configuration, hamiltonian } = randomBox(system, 1)
    for (const group of GROUPS) {
      const observers = createObservers([group], configuration, hamiltonian).length
      const left = notMeasured([group], configuration.model).length
      const parts = MEASURED_NAMES.filter((name) => name.split(':')[0] === group).length
      expect(observers + left, `${group} of ${system.name}`).toBe(parts)
      for (const observer of createObservers([group], configuration, hamiltonian)) {
        expect(observer.columns.length + observer.distributions.length, group).toBeGreaterThan(0)
      }
    }
  }
})
