import { describe, expect, it } from 'vitest'
import type { ExtraResult } from '../../../src/results/extra-results.ts'
import { meltWater } from '../../../src/results/melting.ts'
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
