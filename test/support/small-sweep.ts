import type { RunResult, SweepPoint, SweepResult } from '../../src/store/results.ts'

/** A sweep over temperature and cells, its points made of one run with other values written in. */
export function smallSweep(run: RunResult): SweepResult {
  const { record } = run
  const points = [273.15, 298.15].flatMap((temperature, a) =>
    [4, 6].map((cells, b) => {
      const observables = Object.entries(record.observables).map(([name, estimate]) => {
        const value = estimate.value === null ? null : estimate.value + 0.1 * a - 0.05 * b
        return [name, { ...estimate, value }]
      })
      return {
        entry: {
          id: `${a}${b}`.padStart(12, '0'),
          settings: { temperature: `${temperature} K`, 'lattice.cells': cells },
          state: 'completed' as const,
          digest: record.digest,
          cause: null,
        },
        changed: {
          ...record,
          scenario: { ...record.scenario, temperature },
          observables: Object.fromEntries(observables),
        },
      }
    }),
  )
  const failed = {
    id: 'ffffffffffff',
    settings: { temperature: '310 K', 'lattice.cells': 4 },
    state: 'failed' as const,
    digest: null,
    cause: '<b>the disk was full</b>',
  }
  const source = { name: 'small', file: 'small.yaml', text: '', overrides: [], forceFields: {} }
  const all: SweepPoint[] = [
    ...points.map(({ entry, changed }) => {
      return { entry, directory: entry.id, open: () => ({ ...run, record: changed }) }
    }),
    { entry: failed, directory: failed.id, open: () => null },
  ]
  return {
    kind: 'sweep',
    record: {
      format: 'entrolyte-sweep',
      version: 1,
      state: 'failed',
      program: '0.0.0',
      axes: ['temperature', 'lattice.cells'],
      points: [...points.map(({ entry }) => entry), failed],
      source,
      digest: null,
    },
    points: () => all,
  }
}
