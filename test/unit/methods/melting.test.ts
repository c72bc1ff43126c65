import { describe, expect, it } from 'vitest'
import { couplingPath } from '../../../src/methods/coupling.ts'
import { logPartitionInField } from '../../../src/methods/crystal-coupling.ts'
import { logCountOfStates } from '../../../src/methods/free-energy.ts'
import type { Fusion } from '../../../src/methods/fusion.ts'
import {
  type Melting,
  meltingPointOf,
  meltSolution,
  meltWater,
} from '../../../src/methods/melting.ts'
import type { RunResult } from '../../../src/methods/method.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import type { Run } from '../../../src/run/replica-task.ts'
import { exact } from '../../../src/statistics/uncertain.ts'
import { shippedScenario } from '../../support/shipped-scenario.ts'
import { resultWith } from '../../support/synthetic-result.ts'

const CELLS = 8
const SCENARIO = shippedScenario('pure-water', { 'lattice.cells': String(CELLS) })
const SITES = 2 * CELLS * CELLS * CELLS
const MODEL = compileModel(SCENARIO.forceField, ['H2O'])
/** Sites of a water at zero pressure. */
const VOLUME = { ice: 1.98, solution: 1.85 }
const COUPLINGS = couplingPath(10).map(({ coupling }) => coupling)

/** What a run is for: its phase, the waters of its box, and the number of its coupling or that it is the whole box. */
function nameOf({ scenario, counts, perturbation }: Run): string {
  const phase = scenario.sampling.starts?.[0] === 'crystal' ? 'ice' : 'solution'
  const { coupling } = perturbation!
  return `${phase}:${counts.H2O}:${coupling === 1 ? 'whole' : COUPLINGS.indexOf(coupling)}`
}

/**
 * A run whose reduced energy is what makes βF/waters of its box κ(v − v₀)²/2, v its sites a water; κ tells whether its
 * phase has a filling of zero pressure. One that has not settled drifts from its first to its last sample.
 */
function result(run: Run, isSettled: boolean, kappa: number): RunResult {
  const isIce = nameOf(run).startsWith('ice:')
  const waters = run.counts.H2O!
  const ways = isIce
    ? logPartitionInField('ice', SITES, waters, MODEL.states.orientations[1]!)
    : logCountOfStates(MODEL, [SITES - waters, waters])
  const off = SITES / waters - (isIce ? VOLUME.ice : VOLUME.solution)
  const about = (value: number) =>
    Float64Array.from({ length: 200 }, (_, k) => value + 1e-6 * (isSettled ? k % 2 : k))
  return resultWith(run, {
    reducedEnergy: about(ways + (waters * kappa * off * off) / 2),
    fieldEnergy: about(0),
    enthalpy: about((isIce ? -25 : -20) * waters),
    'sublatticeOccupation:1': about(0),
    'sublatticeOccupation:3': about(0),
  })
}

const OPTIONS = { guess: 270, slabCells: 12, bracket: 8, seeds: 2 }

interface Behaviour {
  /** How many times as long a run must be to settle. */
  readonly needs?: (name: string) => number
  /** How stiff its phase is found to be. */
  readonly kappa?: (name: string, times: number) => number
}

/** The runs that the first look at water asks for, batch by batch. */
function batches({ needs = () => 1, kappa = () => 100 }: Behaviour) {
  const shortest = new Map<string, number>()
  const asked: { name: string; times: number }[][] = []
  const plan = meltWater(SCENARIO, OPTIONS)
  for (let step = plan.next(); !step.done; ) {
    const lengths = step.value.map((run) => {
      const name = nameOf(run)
      const { production } = run.scenario.sampling
      if (!shortest.has(name)) shortest.set(name, production)
      return { name, times: production / shortest.get(name)! }
    })
    const isSecondLook = asked.length > 0 && lengths.some(({ times }) => times === 1)
    if (isSecondLook) break
    asked.push(lengths)
    const results = step.value.map((run, k) => {
      const { name, times } = lengths[k]!
      return result(run, times >= needs(name), kappa(name, times))
    })
    step = plan.next(results)
  }
  return asked
}

describe('a look at ice and water', () => {
  it('makes no run again where all have settled', () => {
    const asked = batches({})
    expect(asked).toHaveLength(1)
    expect(asked[0]!.length).toBeGreaterThan(60)
  })

  it('makes what was too short again, four and sixteen times as long', () => {
    const asked = batches({
      needs: (name) => {
        if (/^ice:.*:3$/.test(name)) return 4
        return /^solution:.*:9$/.test(name) ? 16 : 1
      },
    })
    expect(asked).toHaveLength(3)
    expect(asked[1]!.map(({ times }) => times)).toEqual(Array.from({ length: 6 }, () => 4))
    expect(asked[2]!.map(({ times }) => times)).toEqual([16, 16, 16])
    expect(asked[2]!.every(({ name }) => /^solution:.*:9$/.test(name))).toBe(true)
  })

  it('makes those of enthalpies again but once, since they count little', () => {
    const asked = batches({ needs: (name) => (name.endsWith('whole') ? 64 : 1) })
    expect(asked.map((runs) => runs.length)).toEqual([asked[0]!.length, 6])
  })

  it.each(['ice', 'solution'])('makes all of %s longer where it has no zero pressure', (label) => {
    const isOf = (name: string) => name.startsWith(label)
    const kappa = (name: string, times: number) => (isOf(name) && times < 4 ? -100 : 100)
    const asked = batches({ kappa })
    expect(asked).toHaveLength(2)
    expect(asked[1]).toEqual(
      asked[0]!.filter(({ name }) => isOf(name)).map(({ name }) => ({ name, times: 4 })),
    )
    // And gives up where that does not help.
    const inVain = batches({ kappa: (name) => (isOf(name) ? -100 : 100) })
    expect(inVain).toEqual(asked)
  })
})

it('begins with ice of one filling beside a solution, whatever a run of water had found', () => {
  const scenario = shippedScenario('zncl2-2m', { 'lattice.cells': String(CELLS) })
  const solution = { scenario, counts: { H2O: 555, 'Zn2+': 20, 'Cl-': 40 } }
  const iceAsked = (filling: number) => {
    const look = { ice: { filling: exact(filling) }, liquid: null } as unknown as Fusion
    const found = { temperature: exact(274), enthalpy: exact(6), looks: [look] }
    const first = meltSolution(solution, found as unknown as Melting, OPTIONS).next()
    if (first.done) throw new Error('it asks for nothing')
    return first.value.map(nameOf).filter((name) => /^ice:.*:whole$/.test(name))
  }
  const middle = Math.round(0.505 * SITES)
  expect(iceAsked(0.514)).toContain(`ice:${middle}:whole`)
  expect(iceAsked(0.514)).toEqual(iceAsked(0.5))
})

describe('a melting point', () => {
  /** Ice and liquid of 5 kJ/mol less; βμ of the liquid is higher by so much. */
  const look = (temperature: number, difference: number, equilibrated: boolean): Fusion => {
    const exactly = (value: number) => ({ value, standardError: 0.01, settled: true })
    const phase = (enthalpy: number, potential: number) => {
      return {
        potential: exactly(potential),
        enthalpy: exactly(enthalpy),
        filling: exactly(0.5),
      }
    }
    return {
      temperature,
      waters: 1,
      equilibrated,
      unsettled: { potential: equilibrated ? 0 : 1, enthalpy: 0 },
      ice: phase(-5, 0),
      liquid: phase(0, difference),
      wrongSites: exactly(0),
    }
  }
  /** RT²/h: what a difference of 1 is worth, K. */
  const kelvins = (temperature: number) => (8.314462618 * temperature * temperature) / 5000

  it('is that of the looks that have settled', () => {
    const both = meltingPointOf([look(270, 0.01, true), look(260, 0.3, false)])
    expect(both.equilibrated).toBe(true)
    expect(both.temperature!.value).toBeCloseTo(270 + 0.01 * kelvins(270), 6)
  })

  it('is the mean of all where none has, and says so', () => {
    const none = meltingPointOf([look(270, 0, false), look(270, 0.1, false)])
    expect(none.equilibrated).toBe(false)
    expect(none.temperature!.value).toBeCloseTo(270 + 0.05 * kelvins(270), 6)
    expect(meltingPointOf([{ ...look(270, 0, true), ice: null }])).toEqual({
      temperature: null,
      equilibrated: false,
    })
  })
})
