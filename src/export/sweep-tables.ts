import type { DistributionRecord } from '../evaluate/distributions.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import { withUnit } from '../store/csv.ts'
import type { Cell, TableColumn } from '../store/parquet.ts'
import { axisColumns } from '../sweep/axis-columns.ts'
import type { SweepRecord } from '../sweep/sweep-record.ts'
import { type SweepTable, sweepTable } from '../sweep/sweep-table.ts'
import { originOf } from './origin.ts'
import { distributionTable, observableTable } from './run-tables.ts'
import type { Table } from './table.ts'

/** Files of a sweep's points, read when they are asked for; null where there are none. */
export interface PointFiles {
  readonly recordOf: (id: string) => ResultRecord | null
  readonly distributionsOf: (id: string) => Readonly<Record<string, DistributionRecord>>
}

const text = (name: string): TableColumn => ({ name, kind: 'text' })
const ORIGIN = [text('program'), text('digest')]

/**
 * A row for each point: its settings, every observable with its standard error, and what the settings
 * became on the lattice, called as in `result.json`.
 */
export function pointTable({ points, axes }: SweepRecord, { recordOf }: PointFiles): SweepTable {
  const observables = sweepTable(points, axes, ({ id }) => recordOf(id)?.observables ?? null)
  const became = new Map<string, string>()
  for (const { id } of points) {
    for (const [name, { unit }] of systemOf(recordOf(id))) became.set(name, unit)
  }
  const columns = [...became].map(([name, unit]): TableColumn => {
    return { name: withUnit(name, unit), kind: 'number' }
  })
  return {
    columns: [...observables.columns, ...columns, ...ORIGIN],
    *rows() {
      let row = 0
      for (const cells of observables.rows()) {
        const record = recordOf(points[row++]!.id)
        const system = systemOf(record)
        const more = [...became.keys()].map((name) => system.get(name)?.value ?? null)
        yield [...cells, ...more, ...originCells(record)]
      }
    },
  }
}

interface Quantity {
  readonly value: number | null
  readonly unit: string
}

function systemOf(record: ResultRecord | null): Map<string, Quantity> {
  if (record === null) return new Map()
  const { scenario, system } = record
  const each = (kind: string, amounts: Readonly<Record<string, number>>, unit: string) =>
    Object.entries(amounts).map(([name, value]): [string, Quantity] => {
      return [`system.${kind}.${name}`, { value, unit }]
    })
  return new Map([
    ['scenario.temperature', { value: scenario.temperature, unit: 'K' }],
    ['system.sites', { value: system.sites, unit: '' }],
    ...each('counts', system.counts, ''),
    ...each('molality', system.molality ?? {}, 'mol/kg'),
    ['system.vacancyFraction', { value: system.vacancyFraction, unit: '' }],
    ['system.density', { value: system.density, unit: 'g/cm3' }],
  ])
}

/** A row for each observable of each point, with the settings of the point beside. */
export function observablesOfPoints(sweep: SweepRecord, { recordOf }: PointFiles): SweepTable {
  return rowsOfPoints(sweep, recordOf, observableTable({ observables: {} }), observableTable)
}

/** A row for each bin of each distribution of each point, with the settings of the point beside. */
export function distributionsOfPoints(sweep: SweepRecord, files: PointFiles): SweepTable {
  return rowsOfPoints(sweep, files.recordOf, distributionTable({}), (_, id) => {
    return distributionTable(files.distributionsOf(id))
  })
}

const KINDS = { STRING: 'text', DOUBLE: 'number', INT32: 'number', BOOLEAN: 'boolean' } as const

function rowsOfPoints(
  { points, axes }: SweepRecord,
  recordOf: PointFiles['recordOf'],
  empty: Table,
  tableOf: (record: ResultRecord, id: string) => Table,
): SweepTable {
  const places = axisColumns(axes, points)
  const columns = empty.columns.map(({ name, type }): TableColumn => ({ name, kind: KINDS[type] }))
  return {
    columns: [
      text('point'),
      ...places.map(({ name, kind }) => ({ name, kind })),
      ...columns,
      ...ORIGIN,
    ],
    *rows() {
      for (const point of points) {
        const record = recordOf(point.id)
        if (record === null) continue
        const place = places.map(({ cell }) => cell(point.settings))
        const { columns: held } = tableOf(record, point.id)
        for (let row = 0; row < held[0]!.data.length; row++) {
          const cells = held.map(({ data }) => data[row] ?? null)
          yield [point.id, ...place, ...cells, ...originCells(record)]
        }
      }
    },
  }
}

function originCells(record: ResultRecord | null): Cell[] {
  if (record === null) return [null, null]
  const { program = null, digest = null } = originOf(record)
  return [program, digest]
}
