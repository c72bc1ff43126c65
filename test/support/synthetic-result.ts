import { RunResult } from '../../src/methods/method.ts'
import type { ReplicaRecord } from '../../src/run/replica-record.ts'
import type { Run } from '../../src/run/replica-task.ts'

/** What a run of one replica would come to that has measured these series, all as long, and nothing else. */
export function resultWith(run: Run, series: Readonly<Record<string, Float64Array>>): RunResult {
  const names = Object.keys(series)
  const samples = series[names[0]!]!.length
  const rows = Float64Array.from({ length: samples * names.length }, (_, at) => {
    return series[names[at % names.length]!]![Math.floor(at / names.length)]!
  })
  const record: ReplicaRecord = {
    replica: 0,
    start: 'random',
    columns: names.map((name) => ({ name, unit: '' })),
    series: rows,
    distributions: [],
    moves: {},
    drift: null,
    finalState: new Uint8Array(),
  }
  return new RunResult(run, [record])
}
