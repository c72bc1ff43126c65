import { configurationDocument, recordConfigurations } from '../evaluate/configuration-record.ts'
import { distributionsDocument, recordDistributions } from '../evaluate/distributions.ts'
import { finalConfigurations } from '../evaluate/final-configuration.ts'
import { type ResultRecord, resultDocument } from '../evaluate/record.ts'
import { withoutTransients } from '../evaluate/transient.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import { formatScenario } from '../scenario/format-scenario.ts'
import type { Output } from '../scenario/scenario.ts'
import { CONFIGURATION_FILE, DISTRIBUTIONS_FILE } from '../store/results.ts'
import { measuredTable, SERIES_FILE } from '../store/series.ts'
import { RECORD_FILE } from '../store/store.ts'
import { formatCsv } from '../table/csv.ts'
import { formatExtendedXyz } from './particles.ts'

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
    [RECORD_FILE]: resultDocument.write(record),
    [SERIES_FILE]: [...formatCsv(measuredTable(replicas, scenario.sampling.measureEvery))].join(''),
    [DISTRIBUTIONS_FILE]: distributionsDocument.write(recordDistributions(settled)),
    'scenario.resolved.yaml': `# Resolved by entrolyte ${provenance.version}; running it gives the same digest.\n${formatScenario(scenario, output)}`,
    [CONFIGURATION_FILE]: configurationDocument.write(
      recordConfigurations(replicas, scenario, system.counts),
    ),
    'final.extxyz': formatExtendedXyz(snapshots, scenario.title),
  }
}
