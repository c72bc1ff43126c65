import { assembleRecord } from '../../src/evaluate/assemble.ts'
import { recordConfigurations } from '../../src/evaluate/configuration-record.ts'
import { recordDistributions } from '../../src/evaluate/distributions.ts'
import { withoutTransients } from '../../src/evaluate/transient.ts'
import { runReplica } from '../../src/run/replica.ts'
import type { RunResult } from '../../src/store/results.ts'
import { measuredTable, parseSeries } from '../../src/store/series.ts'
import { formatCsv } from '../../src/table/csv.ts'
import { tinyTask } from '../unit/run/tiny-task.ts'

/** All files of a run that is done in a moment, three replicas of it. */
export function smallRun(): RunResult {
  const task = tinyTask()
  const { scenario, counts } = task
  const replicas = [0, 1, 2].map((replica) => runReplica({ ...task, replica }))
  const sites = 2 * scenario.cells ** 3
  const particles = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const breakdown = { setup: 0.1, reorientation: 0.3, 'exchange-near': 0.4, observables: 1.2 }
  const spent = { wallSeconds: 1, cpuSeconds: 2, threads: 2, attemptsPerSecond: 1e6 }
  const timing = { ...spent, breakdown }
  const record = assembleRecord({
    scenario,
    system: {
      sites,
      counts,
      molality: null,
      charge: 0,
      vacancyFraction: 1 - particles / sites,
      density: null,
      densitySource: 'vacancies',
      configurationalEntropyClass: 'low',
    },
    warnings: [],
    replicas,
    found: { observables: {}, warnings: [], replicas: [] },
    timing,
    provenance: {
      version: '0.0.0',
      commit: null,
      node: 'v20',
      cpu: 'none',
      seed: scenario.seed,
      scenarioSha256: '0'.repeat(64),
      start: '2026-01-01T00:00:00.000Z',
      wallSeconds: 1,
      cpuSeconds: 2,
    },
  })
  const settled = withoutTransients(replicas, scenario.sampling).replicas
  const { distributions } = recordDistributions(settled)
  const table = measuredTable(replicas, scenario.sampling.measureEvery)
  const series = parseSeries([...formatCsv(table)].join(''))
  const configuration = recordConfigurations(replicas, scenario, counts)
  return {
    kind: 'run',
    record,
    distributions: () => distributions,
    series: () => series,
    configuration: () => configuration,
    trajectory: () => null,
  }
}
