import type { RunSource } from '../../src/report/run-source.ts'
import type { SweepSource } from '../../src/report/sweep-source.ts'

/** A sweep over temperature and cells, its points made of one run with other values written in. */
export function smallSweep({ record, configuration }: RunSource): SweepSource {
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
        record: {
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
  return {
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
    points: [...points, { entry: failed, record: null }],
    configurationOf: () => configuration,
  }
}
