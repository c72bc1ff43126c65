import type { Column, Distribution } from '../../../src/observe/observer.ts'
import type { ReplicaRecord } from '../../../src/run/replica-record.ts'

/** A replica's record with the given columns' series. */
export function replicaRecord(
  replica: number,
  series: Readonly<Record<string, readonly number[]>>,
  { distributions = [], auxiliary = [], ...rest }: Partial<Options> = {},
): ReplicaRecord {
  const names = Object.keys(series)
  const columns = names.map((name): Column => {
    return { name, unit: 'u', ...(auxiliary.includes(name) ? { auxiliary: true } : {}) }
  })
  const samples = series[names[0]!]!.length
  const flat = new Float64Array(samples * names.length)
  for (let at = 0; at < flat.length; at++) {
    flat[at] = series[names[at % names.length]!]![Math.floor(at / names.length)]!
  }
  return {
    replica,
    start: 'random',
    columns,
    series: flat,
    distributions,
    moves: { reorientation: { attempts: 10, accepted: 4 } },
    drift: null,
    finalState: new Uint8Array(16),
    ...rest,
  }
}

interface Options {
  readonly distributions: readonly Distribution[]
  readonly auxiliary: readonly string[]
  readonly drift: string | null
}

/** Independent numbers of a normal distribution, from a small fixed generator. */
export function noise(count: number, mean: number, deviation: number, seed: number): number[] {
  let state = seed >>> 0
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  // The sum of twelve uniform numbers has variance 1.
  return Array.from({ length: count }, () => {
    const sum = Array.from({ length: 12 }, uniform).reduce((a, b) => a + b, 0)
    return mean + deviation * (sum - 6)
  })
}
