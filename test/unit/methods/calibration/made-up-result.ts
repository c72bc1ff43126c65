import { RunResult } from '../../../../src/methods/method.ts'
import type { Run } from '../../../../src/run/replica-task.ts'

/** A result of a run whose columns go as the given functions of the sample. */
export function madeUpResult(
  run: Run,
  samples: number,
  columns: Readonly<Record<string, (sample: number) => number>>,
): RunResult {
  const all = Object.values(columns)
  const series = Float64Array.from({ length: samples * all.length }, (_, k) =>
    all[k % all.length]!(Math.floor(k / all.length)),
  )
  const record = {
    replica: 0,
    start: 'random',
    columns: Object.keys(columns).map((name) => ({ name, unit: '' })),
    series,
    distributions: [],
    moves: {},
    drift: null,
    finalState: new Uint8Array(),
  } as const
  return new RunResult(run, [record])
}
