import { describe, expect, it } from 'vitest'
import { logCountOfStates } from '../../../src/methods/count-of-states.ts'
import type { ExtraResult } from '../../../src/methods/extra-results.ts'
import type { ExtraRun } from '../../../src/methods/extra-run.ts'
import type { Fusion } from '../../../src/methods/fusion.ts'
import { logPartitionInField } from '../../../src/methods/ice-coupling.ts'
import {
  type Melting,
  meltingPointOf,
  meltSolution,
  meltWater,
} from '../../../src/methods/melting.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import type { ReplicaRecord } from '../../../src/run/replica-record.ts'
import { shippedScenario } from '../../support/shipped-scenario.ts'

const COLUMNS = [
  'reducedEnergy',
  'enthalpy',
  'sublatticeOccupation:1',
  'sublatticeOccupation:3',
].map((name) => ({ name, unit: '' }))

const CELLS = 8
const SCENARIO = shippedScenario('pure-water', { 'lattice.cells': String(CELLS) })
const SITES = 2 * CELLS * CELLS * CELLS
const MODEL = compileModel(SCENARIO.forceField, ['H2O'])
/** Sites of a water at zero pressure. */
const VOLUME = { ice: 1.98, solution: 1.85 }

/**
 * A run whose reduced energy is what makes βF/waters of its box κ(v − v₀)²/2, v its sites a water; κ tells whether its
 * phase has a filling of zero pressure. One that has not settled drifts from its first to its last sample.
 */
function result({ name }: ExtraRun, isSettled: boolean, kappa: number): ExtraResult {
  const [label, number] = name.split(':')
  const waters = Number(number)
  const isIce = label === 'ice'
  const ways = isIce
    ? logPartitionInField(SITES, waters, MODEL.states.orientations[1]!)
    : logCountOfStates(MODEL, [SITES - waters, waters])
  const off = SITES / waters - (isIce ? VOLUME.ice : VOLUME.solution)
  const energy = ways + (waters * kappa * off * off) / 2
  const samples = 200
  const series = Float64Array.from({ length: samples * COLUMNS.length }, (_, index) => {
    const sample = Math.floor(index / COLUMNS.length)
    const noise = 1e-6 * (isSettled ? sample % 2 : sample)
    const enthalpy = (isIce ? -25 : -20) * waters
    return noise + ([energy, enthalpy][index % COLUMNS.length] ?? 0)
  })
  const record = { columns: COLUMNS, series, distributions: [], moves: {}, drift: null }
  return { name, record: record as unknown as ReplicaRecord }
}

const OPTIONS = { guess: 270, slabCells: 12, bracket: 8, seeds: 2 }

interface Behaviour {
  /** How many times as long a run must be to settle. */
  readonly needs?: (name: string) => number
  /** How stiff its phase is found to be. */
  readonly kappa?: (name: string, times: number) => number
}

/** The runs that the first look at water asks for, batch by batch. */
async function batches({ needs = () => 1, kappa = () => 100 }: Behaviour) {
  const shortest = new Map<string, number>()
  const asked: { name: string; times: number }[][] = []
  await meltWater(SCENARIO, {
    ...OPTIONS,
    run: async (runs) => {
      const lengths = runs.map(({ name, scenario: { sampling } }) => {
        if (!shortest.has(name)) shortest.set(name, sampling.production)
        return { name, times: sampling.production / shortest.get(name)! }
      })
      const isSecondLook = asked.length > 0 && lengths.some(({ times }) => times === 1)
      if (isSecondLook) return null
      asked.push(lengths)
      return runs.map((run, k) => {
        const { name, times } = lengths[k]!
        return result(run, times >= needs(name), kappa(name, times))
      })
    },
  })
  return asked
}

describe('a look at ice and water', () => {
  it('makes no run again where all have settled', async () => {
    const asked = await batches({})
    expect(asked).toHaveLength(1)
    expect(asked[0]!.length).toBeGreaterThan(60)
  })

  it('makes what was too short again, four and sixteen times as long', async () => {
    const asked = await batches({
      needs: (name) => {
        if (name.endsWith('ice:3')) return 4
        return name.endsWith('coupling:9') ? 16 : 1
      },
    })
    expect(asked).toHaveLength(3)
    expect(asked[1]!.map(({ times }) => times)).toEqual(Array.from({ length: 6 }, () => 4))
    expect(asked[2]!.map(({ times }) => times)).toEqual([16, 16, 16])
    expect(asked[2]!.every(({ name }) => name.endsWith('coupling:9'))).toBe(true)
  })

  it('makes those of enthalpies again but once, since they count little', async () => {
    const asked = await batches({ needs: (name) => (name.endsWith('whole') ? 64 : 1) })
    expect(asked.map((runs) => runs.length)).toEqual([asked[0]!.length, 6])
  })

  it.each(['ice', 'solution 0'])(
    'makes all of %s longer where it has no zero pressure',
    async (label) => {
      const isOf = (name: string) => name.startsWith(label)
      const kappa = (name: string, times: number) => (isOf(name) && times < 4 ? -100 : 100)
      const asked = await batches({ kappa })
      expect(asked).toHaveLength(2)
      expect(asked[1]).toEqual(
        asked[0]!.filter(({ name }) => isOf(name)).map(({ name }) => ({ name, times: 4 })),
      )
      // And gives up where that does not help.
      const inVain = await batches({ kappa: (name) => (isOf(name) ? -100 : 100) })
      expect(inVain).toEqual(asked)
    },
  )
})

it('begins with ice of one filling beside a solution, whatever a run of water had found', async () => {
  const solution = shippedScenario('zncl2-2m', { 'lattice.cells': String(CELLS) })
  const exact = (value: number) => ({ value, standardError: 0 })
  const iceAsked = async (filling: number) => {
    const asked: string[] = []
    const look = { ice: { filling: exact(filling) }, liquid: null } as unknown as Fusion
    const water = { temperature: exact(274), enthalpy: exact(6), looks: [look] }
    await meltSolution(solution, { H2O: 555, 'Zn2+': 20, 'Cl-': 40 }, water as unknown as Melting, {
      ...OPTIONS,
      run: async (runs) => {
        asked.push(...runs.map(({ name }) => name))
        return null
      },
    })
    return asked.filter((name) => name.startsWith('ice:') && name.endsWith('whole'))
  }
  const middle = Math.round(0.505 * SITES)
  expect(await iceAsked(0.514)).toContain(`ice:${middle}:whole`)
  expect(await iceAsked(0.514)).toEqual(await iceAsked(0.5))
})

describe('a melting point', () => {
  /** Ice and liquid of 5 kJ/mol less; βμ of the liquid is higher by so much. */
  const look = (temperature: number, difference: number, equilibrated: boolean): Fusion => {
    const exactly = (value: number) => ({ value, standardError: 0.01 })
    const phase = (enthalpy: number, potential: number) => ({
      ...{ potential: exactly(potential), enthalpy: exactly(enthalpy), filling: exactly(0.5) },
    })
    return {
      ...{ temperature, waters: 1, equilibrated, unsettled: { potential: [], enthalpy: [] } },
      ...{ ice: phase(-5, 0), liquid: phase(0, difference), wrongSites: exactly(0) },
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
