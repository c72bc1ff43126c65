import { formatJson } from '../document/document.ts'
import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { ParticleFrame } from '../evaluate/final-configuration.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import type { Result, RunResult, SweepResult } from '../store/results.ts'
import { seriesTable } from '../store/series.ts'
import type { PointEntry } from '../store/sweep-record.ts'
import { axisColumns } from '../sweep/sweep-table.ts'
import { formatCsv } from '../table/csv.ts'
import { formatNpy } from '../table/npy.ts'
import { formatParquet } from '../table/parquet.ts'
import { headOf, type Table } from '../table/table.ts'
import { densityFields, radialFields } from './fields.ts'
import { type Origin, originOf } from './origin.ts'
import { formatExtendedXyz, formatLammpsDump, framesOf } from './particles.ts'
import {
  distributionsOfPoints,
  distributionTable,
  observablesOfPoints,
  observableTable,
  pointTable,
  withOrigin,
} from './tables.ts'

export const FORMATS = ['extxyz', 'lammps', 'csv', 'parquet', 'npy'] as const
/** What a result can be exported as. */
export type Format = (typeof FORMATS)[number]

/** A file in pieces, so that it never is in memory as a whole; its name may lead into a folder. */
export type ExportedFile = readonly [name: string, parts: Iterable<string | Uint8Array>]

/** Files of a result in a format; none where the run did not keep what the format needs. */
export function exportResult(result: Result, format: Format): Iterable<ExportedFile> {
  return result.kind === 'run' ? exportRun(result, format) : exportSweep(result, format)
}

/**
 * The tables of a result: `observables` and `distributions`, of a run its `series` where they were kept, of a sweep its
 * `points`. Rows are made, and points of a sweep read, whenever they are asked for.
 */
export function tablesOf(result: Result): Readonly<Record<string, Table>> {
  if (result.kind === 'sweep') {
    return {
      points: pointTable(result),
      observables: observablesOfPoints(result),
      distributions: distributionsOfPoints(result),
    }
  }
  const series = result.series()
  return {
    observables: observableTable(result.record),
    distributions: distributionTable(result.distributions()),
    ...(series === null ? {} : { series: seriesTable(series) }),
  }
}

function exportRun(run: RunResult, format: Format): ExportedFile[] {
  const { record } = run
  if (format === 'csv' || format === 'parquet') {
    return Object.entries(tablesOf(run)).map(([name, table]) => [
      `${name}.${format}`,
      format === 'csv'
        ? formatCsv(withOrigin(table, record))
        : formatParquet(table, textsOf(originOf(record))),
    ])
  }
  const frames = run.trajectory()
  return [
    ...exportConfiguration(run, format, originOf(record)),
    ...(frames === null ? [] : exportTrajectory(frames, record, format)),
  ]
}

/** All that is known of the origin of a table, as a Parquet file keeps it. */
function textsOf(origin: Origin): Record<string, string> {
  return Object.fromEntries(Object.entries(origin).map(([key, value]) => [key, String(value)]))
}

/** What a run ended with, in a format for particles or fields. */
function exportConfiguration(run: RunResult, format: Format, origin: Origin): ExportedFile[] {
  const configuration = run.configuration()
  if (configuration === null) return []
  const frames = framesOf(configuration)
  switch (format) {
    case 'extxyz': {
      const text = formatExtendedXyz(frames, run.record.scenario.title, origin)
      return [['configuration.extxyz', [text]]]
    }
    case 'lammps': {
      const species = [...new Set(configuration.states.map((state) => state.species))]
      return [
        ['configuration.lammpstrj', [formatLammpsDump(frames, species)]],
        ['configuration.lammpstrj.json', [legendOf(species, origin)]],
      ]
    }
    default:
      return exportFields(run, configuration, origin)
  }
}

function exportFields(
  run: RunResult,
  configuration: ConfigurationRecord,
  origin: Origin,
): ExportedFile[] {
  const fields = [...densityFields(configuration), ...radialFields(run.distributions())].map(
    ([name, field]) => [fileName(name), field] as const,
  )
  const shapes = Object.fromEntries(fields.map(([name, { shape }]) => [name, shape]))
  return [
    ...fields.map(([name, field]): ExportedFile => [`${name}.npy`, [formatNpy(field)]]),
    ['npy.json', [formatJson({ ...origin, shapes })]],
  ]
}

/** A file of many frames, for the formats that have them; a frame is asked for as it is written. */
export function exportTrajectory(
  frames: Iterable<ParticleFrame>,
  record: ResultRecord,
  format: Format,
): ExportedFile[] {
  const origin = originOf(record)
  if (format === 'extxyz') {
    const text = (frame: ParticleFrame) => formatExtendedXyz([frame], record.scenario.title, origin)
    return [['trajectory.extxyz', each(frames, text)]]
  }
  if (format !== 'lammps') return []
  const species = Object.keys(record.system.counts)
  const legend = legendOf(species, origin, { timestep: 'sweeps of production' })
  return [
    ['trajectory.lammpstrj', each(frames, (frame) => formatLammpsDump([frame], species))],
    ['trajectory.lammpstrj.json', [legend]],
  ]
}

/** What the numbers of types in a LAMMPS dump stand for. */
function legendOf(species: readonly string[], origin: Origin, more: Origin = {}): string {
  const types = Object.fromEntries(species.map((name, index) => [`type_${index + 1}`, name]))
  return formatJson({ ...origin, ...types, units: 'real', ...more })
}

function* each(
  frames: Iterable<ParticleFrame>,
  text: (frame: ParticleFrame) => string,
): Generator<string> {
  for (const frame of frames) yield text(frame)
}

/**
 * All finished points of a sweep: tables of all points together, a frame of extended XYZ for each (its first
 * replica), or a folder for each.
 */
function* exportSweep(sweep: SweepResult, format: Format): Generator<ExportedFile> {
  if (format === 'csv' || format === 'parquet') {
    const write = format === 'csv' ? formatCsv : formatParquet
    for (const [name, table] of Object.entries(tablesOf(sweep)))
      yield [`${name}.${format}`, write(table)]
    return
  }
  if (format === 'extxyz') {
    const isKept = sweep.points().some(({ open }) => (open()?.configuration() ?? null) !== null)
    if (isKept) yield ['configurations.extxyz', framesOfSweep(sweep)]
    return
  }
  for (const { entry, open } of sweep.points()) {
    const run = open()
    if (run === null) continue
    const origin = { ...originOf(run.record), ...settingsOf(sweep, entry) }
    for (const [name, parts] of exportConfiguration(run, format, origin)) {
      yield [`${entry.id}/${name}`, parts]
    }
  }
}

function* framesOfSweep(sweep: SweepResult): Generator<string> {
  for (const { entry, open } of sweep.points()) {
    const run = open()
    const configuration = run?.configuration() ?? null
    if (run === null || configuration === null) continue
    const { record } = run
    const origin = { ...originOf(record), ...settingsOf(sweep, entry) }
    yield formatExtendedXyz(framesOf(configuration).slice(0, 1), record.scenario.title, origin)
  }
}

/** The settings of a point with keys that any format takes: `composition_salts_LiCl_mol_per_kg`. */
function settingsOf(
  { record: { points, axes } }: SweepResult,
  { id, settings }: PointEntry,
): Origin {
  const entries = axisColumns(axes, points).flatMap(({ column, cell }) => {
    const value = cell(settings)
    const key = headOf(column).replaceAll('/', '_per_').replaceAll(/\W+/g, '_').replace(/_$/, '')
    if (value === null) return []
    return [[key, typeof value === 'number' ? value : String(value)] as const]
  })
  // An id alone may look like a number to who reads the file.
  return Object.fromEntries([['point', `points/${id}`], ...entries])
}

/** Species have names that no file may have. */
function fileName(name: string): string {
  return name.replaceAll(/[^\w+.-]+/g, '_').slice(0, 120)
}
