import type { DistributionRecord } from '../evaluate/distributions.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import type { Table } from './table.ts'

type Cells = readonly (number | string | boolean | null)[]

/** A line for each observable. */
export function observableTable({ observables }: Pick<ResultRecord, 'observables'>): Table {
  const entries = Object.entries(observables)
  const column = (pick: (estimate: (typeof entries)[number][1]) => Cells[number]): Cells =>
    entries.map(([, estimate]) => pick(estimate))
  return {
    name: 'observables',
    columns: [
      { name: 'observable', type: 'STRING', data: entries.map(([name]) => name) },
      { name: 'unit', type: 'STRING', data: column(({ unit }) => unit) },
      { name: 'value', type: 'DOUBLE', data: column(({ value }) => value) },
      { name: 'standardError', type: 'DOUBLE', data: column((one) => one.standardError) },
      { name: 'tauInt [sweeps]', type: 'DOUBLE', data: column(({ tauInt }) => tauInt) },
      { name: 'effectiveSamples', type: 'DOUBLE', data: column((one) => one.effectiveSamples) },
      { name: 'equilibrated', type: 'BOOLEAN', data: column((one) => one.equilibrated) },
    ],
  }
}

/** A line for each bin of each distribution. */
export function distributionTable(
  distributions: Readonly<Record<string, DistributionRecord>>,
): Table {
  const rows = Object.entries(distributions).flatMap(
    ([name, { unit, bins, share, standardError }]) =>
      bins.map((bin, k) => ({
        name,
        unit,
        bin: String(bin),
        from: typeof bin === 'number' ? bin : null,
        share: share?.[k] ?? null,
        error: standardError?.[k] ?? null,
      })),
  )
  return {
    name: 'distributions',
    columns: [
      { name: 'distribution', type: 'STRING', data: rows.map(({ name }) => name) },
      { name: 'unit of bin', type: 'STRING', data: rows.map(({ unit }) => unit) },
      { name: 'bin', type: 'STRING', data: rows.map(({ bin }) => bin) },
      { name: 'bin from', type: 'DOUBLE', data: rows.map(({ from }) => from) },
      { name: 'share or g', type: 'DOUBLE', data: rows.map(({ share }) => share) },
      { name: 'standardError', type: 'DOUBLE', data: rows.map(({ error }) => error) },
    ],
  }
}
