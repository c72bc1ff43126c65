import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { DistributionRecord } from '../evaluate/distributions.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import { formatExtendedXyz } from './extxyz.ts'
import { densityFields, radialFields } from './fields.ts'
import { formatLammpsDump } from './lammps.ts'
import { formatNpy } from './npy.ts'
import { type Origin, originOf } from './origin.ts'
import { distributionTable, observableTable } from './run-tables.ts'
import { snapshotsOf } from './snapshots.ts'
import { type Table, tableAsCsv, tableAsParquet } from './table.ts'

export const FORMATS = ['extxyz', 'lammps', 'csv', 'parquet', 'npy'] as const
export type Format = (typeof FORMATS)[number]

/** What files for other programs are made of. */
export interface Exportable {
  readonly record: ResultRecord
  readonly distributions: Readonly<Record<string, DistributionRecord>>
  readonly configuration: ConfigurationRecord | null
  /** `series.csv` as a table; null where there is none. */
  readonly series: Table | null
  /** What else files tell of their origin. */
  readonly settings?: Origin
}

export type ExportedFiles = Readonly<Record<string, string | Uint8Array>>

/** Files of a format by name; null where the run did not keep what it needs. */
export function exportRun(source: Exportable, format: Format): ExportedFiles | null {
  const { record, configuration, distributions } = source
  const origin = { ...originOf(record), ...source.settings }
  if (format === 'csv' || format === 'parquet') {
    const tables = [observableTable(record), distributionTable(distributions)]
    if (source.series !== null) tables.push(source.series)
    const write = format === 'csv' ? tableAsCsv : tableAsParquet
    return Object.fromEntries(
      tables.map((table) => [`${table.name}.${format}`, write(table, origin)]),
    )
  }
  if (configuration === null) return null
  const snapshots = snapshotsOf(configuration)
  if (format === 'extxyz') {
    return { 'configuration.extxyz': formatExtendedXyz(snapshots, record.scenario.title, origin) }
  }
  if (format === 'lammps') {
    const species = [...new Set(configuration.states.map((state) => state.species))]
    const types = Object.fromEntries(species.map((name, index) => [`type_${index + 1}`, name]))
    return {
      'configuration.lammpstrj': formatLammpsDump(snapshots, species),
      'configuration.lammpstrj.json': formatJson({ ...origin, ...types, units: 'real' }),
    }
  }
  const fields = [...densityFields(configuration), ...radialFields(distributions)]
  const files = fields.map(([name, field]) => [`${fileName(name)}.npy`, formatNpy(field)] as const)
  const shapes = Object.fromEntries(fields.map(([name, { shape }]) => [fileName(name), shape]))
  return { ...Object.fromEntries(files), 'npy.json': formatJson({ ...origin, shapes }) }
}

/** Species have names that no file may have. */
function fileName(name: string): string {
  return name.replaceAll(/[^\w+.-]+/g, '_').slice(0, 120)
}

function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
