import { formatExtendedXyz } from '../export/extxyz.ts'
import { recordConfigurations } from '../results/configuration-record.ts'
import { recordDistributions } from '../results/distributions.ts'
import { finalConfigurations } from '../results/final-configuration.ts'
import type { ResultRecord } from '../results/record.ts'
import { formatSeries } from '../results/series-csv.ts'
import { RECORD_FILE } from '../results/store.ts'
import { withoutTransients } from '../results/transient.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { formatScenario } from '../scenario/format-scenario.ts'
import type { Output } from '../scenario/scenario.ts'

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
