import { describe, expect, it } from 'vitest'
import { withoutTransients } from '../../../src/evaluate/transient.ts'
import { BLOCKS } from '../../../src/observe/observer.ts'
import type { ReplicaRecord } from '../../../src/run/replica-record.ts'
import { autoregressive } from '../statistics/series.ts'

const SAMPLES = 320
const sampling = { equilibration: 0, production: 3200, measureEvery: 10, replicas: 1 }

/** A record whose second column counts the samples, and whose distribution counts the blocks. */
function record(enthalpy: Float64Array): ReplicaRecord {
  const columns = [
    { name: 'enthalpy', unit: 'kJ/mol' },
    { name: 'sample', unit: '' },
  ]
  const series = new Float64Array(2 * SAMPLES)
  enthalpy.forEach((value, k) => {
    series[2 * k] = value
    series[2 * k + 1] = k
  })
  const blocks = Array.from({ length: BLOCKS }, (_, k) => Float64Array.of(k))
  const distributions = [{ name: 'block', unit: '', bins: [0], blocks }]
  return {
    replica: 0,
    start: 'random',
    columns,
    series,
    distributions,
    moves: {},
    drift: null,
    finalState: new Uint8Array(1),
  }
}

describe('transients', () => {
  it('are cut from series and distributions at the same place', () => {
    const noise = autoregressive(SAMPLES, 0.3, 1)
    const drifting = noise.map((value, k) => value + 20 * Math.exp(-k / 20))
    const { replicas, discardedSweeps } = withoutTransients(
      [record(drifting), record(noise)],
      sampling,
    )
    const blocks = discardedSweeps[0]! / (sampling.production / BLOCKS)
    expect(blocks).toBeGreaterThanOrEqual(2)
    expect(Number.isInteger(blocks)).toBe(true)
    expect(replicas[0]!.series[1]).toBe(discardedSweeps[0]! / sampling.measureEvery)
    expect(replicas[0]!.distributions[0]!.blocks[0]![0]).toBe(blocks)
    expect(replicas[0]!.series.at(-1)).toBe(SAMPLES - 1)
    expect(discardedSweeps[1]).toBeLessThanOrEqual(sampling.production / BLOCKS)
  })

  it('are not looked for where there is no energy', () => {
    const plain = record(autoregressive(SAMPLES, 0.3, 2))
    const nameless = {
      ...plain,
      columns: [
        { name: 'a', unit: '' },
        { name: 'b', unit: '' },
      ],
    }
    const { replicas, discardedSweeps } = withoutTransients([nameless], sampling)
    expect(discardedSweeps).toEqual([0])
    expect(replicas[0]!.series).toEqual(plain.series)
  })
})
