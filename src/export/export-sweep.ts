import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import { formatParquet } from '../store/parquet.ts'
import { axisColumns } from '../sweep/axis-columns.ts'
import type { PointEntry, SweepRecord } from '../sweep/sweep-record.ts'
import { formatSweepCsv, type SweepTable } from '../sweep/sweep-table.ts'
import { exportRun, type Format } from './export-run.ts'
import { formatExtendedXyz } from './extxyz.ts'
import { type Origin, originOf } from './origin.ts'
import { snapshotsOf } from './snapshots.ts'
import {
  distributionsOfPoints,
  observablesOfPoints,
  type PointFiles,
  pointTable,
} from './sweep-tables.ts'

/** A sweep, the files of its points being read when they are asked for. */
export interface ExportableSweep extends PointFiles {
  readonly record: SweepRecord
  readonly configurationOf: (id: string) => ConfigurationRecord | null
}

/** A file in pieces, so that it never is in memory as a whole; its name may lead into a folder. */
export type ExportedFile = readonly [name: string, parts: Iterable<string | Uint8Array>]

/**
 * Files of a format that hold all finished points of a sweep: tables of all points together, a frame of
 * extended XYZ for each (its first replica), or a folder for each. Without any for `extxyz`, `lammps` and
 * `npy` where no point has kept its configuration.
 */
export function* exportSweep(source: ExportableSweep, format: Format): Generator<ExportedFile> {
  const { record } = source
  if (format === 'csv' || format === 'parquet') {
    const tables: Readonly<Record<string, SweepTable>> = {
      points: pointTable(record, source),
      observables: observablesOfPoints(record, source),
      distributions: distributionsOfPoints(record, source),
    }
    for (const [name, table] of Object.entries(tables)) {
      const parts = format === 'csv' ? linesOf(table) : formatParquet(table.columns, table.rows())
      yield [`${name}.${format}`, parts]
    }
    return
  }
  const kept = record.points.filter(({ id }) => source.configurationOf(id) !== null)
  if (kept.length === 0) return
  if (format === 'extxyz') yield ['configurations.extxyz', framesOf(source, kept)]
  else for (const point of kept) yield* filesOf(source, point, format)
}

function* linesOf(table: SweepTable): Generator<string> {
  for (const line of formatSweepCsv(table)) yield `${line}\n`
}

function* framesOf(source: ExportableSweep, points: readonly PointEntry[]): Generator<string> {
  for (const point of points) {
    const record = source.recordOf(point.id)
    const configuration = source.configurationOf(point.id)
    if (record === null || configuration === null) continue
    const origin = { ...originOf(record), ...settingsOf(source.record, point) }
    yield formatExtendedXyz(snapshotsOf(configuration).slice(0, 1), record.scenario.title, origin)
  }
}

function* filesOf(
  source: ExportableSweep,
  point: PointEntry,
  format: Format,
): Generator<ExportedFile> {
  const { id } = point
  const record = source.recordOf(id)
  if (record === null) return
  const files = exportRun(
    {
      ...{ record, distributions: source.distributionsOf(id), series: null },
      configuration: source.configurationOf(id),
      settings: settingsOf(source.record, point),
    },
    format,
  )
  for (const [name, content] of Object.entries(files ?? {})) yield [`${id}/${name}`, [content]]
}

/** The settings of a point with keys that any format takes: `composition_salts_LiCl_mol_per_kg`. */
function settingsOf({ points, axes }: SweepRecord, { id, settings }: PointEntry): Origin {
  const entries = axisColumns(axes, points).flatMap(({ name, cell }) => {
    const value = cell(settings)
    const key = name.replaceAll('/', '_per_').replaceAll(/\W+/g, '_').replace(/_$/, '')
    if (value === null) return []
    return [[key, typeof value === 'number' ? value : String(value)] as const]
  })
  // An id alone may look like a number to who reads the file.
  return Object.fromEntries([['point', `points/${id}`], ...entries])
}
