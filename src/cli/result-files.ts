import { recordConfigurations } from '../evaluate/configuration-record.ts'
import { recordDistributions } from '../evaluate/distributions.ts'
import { finalConfigurations } from '../evaluate/final-configuration.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import { withoutTransients } from '../evaluate/transient.ts'
import { formatExtendedXyz } from '../export/extxyz.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { formatScenario } from '../scenario/format-scenario.ts'
import type { Output } from '../scenario/scenario.ts'
import { formatSeries } from '../store/series-csv.ts'
import { RECORD_FILE } from '../store/store.ts'

/** All files of a result directory by name. */
export function resultFiles(
  record: ResultRecord,
  replicas: readonly ReplicaRecord[],
  output: Output,
): Record<string, string> {
  const { scenario, system, provenance } = record
  const settled = withoutTransients(replicas, scenario.sampling).replicas
  const snapshots = finalConfigurations(replicas, scenario, system.counts)
  return {
    [RECORD_FILE]: formatJson(record),
    'series.csv': formatSeries(replicas, scenario.sampling.measureEvery),
    'distributions.json': formatJson(recordDistributions(settled)),
    'scenario.resolved.yaml': `# Resolved by entrolyte ${provenance.version}; running it gives the same digest.\n${formatScenario(scenario, output)}`,
    'configuration.json': `${JSON.stringify(recordConfigurations(replicas, scenario, system.counts))}\n`,
    'final.extxyz': formatExtendedXyz(snapshots, scenario.title),
  }
}

export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
