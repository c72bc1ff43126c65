import type { DistributionRecord } from '../evaluate/distributions.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import type { RunResult, SweepResult } from '../store/results.ts'
import { axisColumns, sweepTable } from '../sweep/sweep-table.ts'
import type { Cell, Column, Table } from '../table/table.ts'
import { originOf } from './origin.ts'

const text = (name: string): Column => ({ name, kind: 'text' })
const number = (name: string, unit = ''): Column => ({ name, unit, kind: 'number' })
const ORIGIN = [text('program'), text('digest')]

const OBSERVABLE = [
  text('observable'),
  text('unit'),
  number('value'),
  number('standardError'),
  number('tauInt', 'sweeps'),
  number('effectiveSamples'),
  { name: 'equilibrated', kind: 'boolean' as const },
]

/** A row for each observable. */
export function observableTable({ observables }: Pick<ResultRecord, 'observables'>): Table {
  return {
    columns: OBSERVABLE,
    *rows() {
      for (const [name, estimate] of Object.entries(observables)) {
        const { unit, value, standardError, tauInt, effectiveSamples, equilibrated } = estimate
        yield [name, unit, value, standardError, tauInt, effectiveSamples, equilibrated]
      }
    },
  }
}

const DISTRIBUTION = [
  text('distribution'),
  text('unit of bin'),
  text('bin'),
  number('bin from'),
  number('share or g'),
  number('standardError'),
]

/** A row for each bin of each distribution. */
export function distributionTable(
  distributions: Readonly<Record<string, DistributionRecord>>,
): Table {
  return {
    columns: DISTRIBUTION,
    *rows() {
      for (const [name, { unit, bins, share, standardError }] of Object.entries(distributions)) {
        for (const [k, bin] of bins.entries()) {
          const from = typeof bin === 'number' ? bin : null
          yield [name, unit, String(bin), from, share?.[k] ?? null, standardError?.[k] ?? null]
        }
      }
    },
  }
}

/** The table with the program and the digest at the end of every row, so that tables can be joined. */
export function withOrigin({ columns, rows }: Table, record: ResultRecord): Table {
  const origin = originCells(record)
  return {
    columns: [...columns, ...ORIGIN],
    *rows() {
      for (const row of rows()) yield [...row, ...origin]
    },
  }
}

/**
 * A row for each point: its settings, every observable with its standard error, and what the settings
 * became on the lattice, called as in `result.json`.
 */
export function pointTable(sweep: SweepResult): Table {
  const points = sweep.points()
  const { axes, points: entries } = sweep.record
  const openers = new Map(points.map(({ entry, open }) => [entry.id, open]))
  const recordOf = (id: string) => openers.get(id)!()?.record ?? null
  const observables = sweepTable(entries, axes, ({ id }) => recordOf(id)?.observables ?? null)
  const became = new Map<string, string>()
  for (const { id } of entries) {
    for (const [name, { unit }] of systemOf(recordOf(id))) became.set(name, unit)
  }
  const columns = [...became].map(([name, unit]) => number(name, unit))
  return {
    columns: [...observables.columns, ...columns, ...ORIGIN],
    *rows() {
      let row = 0
      for (const cells of observables.rows()) {
        const record = recordOf(entries[row++]!.id)
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

/** A row for each observable of each point, with the settings of the point. */
export function observablesOfPoints(sweep: SweepResult): Table {
  return rowsOfPoints(sweep, OBSERVABLE, ({ record }) => observableTable(record))
}

/** A row for each bin of each distribution of each point, with the settings of the point. */
export function distributionsOfPoints(sweep: SweepResult): Table {
  return rowsOfPoints(sweep, DISTRIBUTION, (run) => distributionTable(run.distributions()))
}

function rowsOfPoints(
  sweep: SweepResult,
  columns: readonly Column[],
  tableOf: (run: RunResult) => Table,
): Table {
  const { points, axes } = sweep.record
  const places = axisColumns(axes, points)
  return {
    columns: [text('point'), ...places.map(({ column }) => column), ...columns, ...ORIGIN],
    *rows() {
      for (const { entry, open } of sweep.points()) {
        const run = open()
        if (run === null) continue
        const place = places.map(({ cell }) => cell(entry.settings))
        const origin = originCells(run.record)
        for (const cells of tableOf(run).rows()) yield [entry.id, ...place, ...cells, ...origin]
      }
    },
  }
}

function originCells(record: ResultRecord | null): Cell[] {
  if (record === null) return [null, null]
  const { program = null, digest = null } = originOf(record)
  return [program, digest]
}
