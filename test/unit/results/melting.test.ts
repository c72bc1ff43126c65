import { describe, expect, it } from 'vitest'
import type { ExtraResult } from '../../../src/results/extra-results.ts'
import type { Fusion } from '../../../src/results/fusion.ts'
import { meltingPointOf, meltWater } from '../../../src/results/melting.ts'
import type { ReplicaRecord } from '../../../src/run/replica-record.ts'
import type { ExtraRun } from '../../../src/thermodynamics/extra-run.ts'
import { shippedScenario } from '../../support/shipped-scenario.ts'

const COLUMNS = [
  'reducedEnergy',
  'enthalpy',
  'sublatticeOccupation:1',
  'sublatticeOccupation:3',
].map((name) => ({ name, unit: '' }))

/** A run that says nothing; one that has not settled drifts from its first to its last sample. */
function result({ name }: ExtraRun, isSettled: boolean): ExtraResult {
  const samples = 200
  const series = Float64Array.from({ length: samples * COLUMNS.length }, (_, index) => {
    const sample = Math.floor(index / COLUMNS.length)
    return isSettled ? sample % 2 : sample
  })
  const record = { columns: COLUMNS, series, distributions: [], moves: {}, drift: null }
  return { name, record: record as unknown as ReplicaRecord }
}

const OPTIONS = { guess: 270, slabCells: 12, bracket: 8, seeds: 2 }

/** The runs that a melting point of water asks for, batch by batch, if these settle when they are so long. */
async function batches(needs: (name: string) => number) {
  const scenario = shippedScenario('pure-water', { 'lattice.cells': '8' })
  const shortest = new Map<string, number>()
  const asked: { name: string; times: number }[][] = []
  await meltWater(scenario, {
    ...OPTIONS,
    run: async (runs) => {
      asked.push(
        runs.map(({ name, scenario: { sampling } }) => {
          if (!shortest.has(name)) shortest.set(name, sampling.production)
          return { name, times: sampling.production / shortest.get(name)! }
        }),
      )
      return runs.map((run, k) => result(run, asked.at(-1)![k]!.times >= needs(run.name)))
    },
  })
  return asked
}

describe('a look at ice and water', () => {
  it('makes no run again where all have settled', async () => {
    const asked = await batches(() => 1)
    expect(asked).toHaveLength(1)
    expect(asked[0]!.length).toBeGreaterThan(60)
  })

  it('makes what was too short again, four and sixteen times as long', async () => {
    const asked = await batches((name) => {
      if (name.endsWith('ice:3')) return 4
      return name.endsWith('coupling:9') ? 16 : 1
    })
    expect(asked).toHaveLength(3)
    expect(asked[1]!.map(({ times }) => times)).toEqual(Array.from({ length: 6 }, () => 4))
    expect(asked[2]!.map(({ times }) => times)).toEqual([16, 16, 16])
    expect(asked[2]!.every(({ name }) => name.endsWith('coupling:9'))).toBe(true)
  })

  it('makes those of enthalpies again but once, since they count little', async () => {
    const asked = await batches((name) => (name.endsWith('whole') ? 64 : 1))
    expect(asked.map((runs) => runs.length)).toEqual([asked[0]!.length, 6])
  })
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
