import { expect, test } from 'vitest'
import { measuredTable, parseSeries, seriesTable } from '../../../src/store/series.ts'
import { formatCsv } from '../../../src/table/csv.ts'
import { noise, replicaRecord } from '../evaluate/synthetic.ts'

test('series are read back as they were written, undefined values as NaN', () => {
  const records = [0, 1].map((replica) =>
    replicaRecord(replica, {
      'a,"b"': [...noise(5, 0, 1, replica), Number.NaN],
      c: noise(6, 3, 0.1, 7 + replica),
    }),
  )
  const { columns, replicas } = parseSeries([...formatCsv(measuredTable(records, 10))].join(''))!
  expect(columns).toEqual([
    { name: 'a,"b"', unit: 'u' },
    { name: 'c', unit: 'u' },
  ])
  expect(replicas.map(({ replica }) => replica)).toEqual([1, 2])
  for (const [k, { sweeps, values }] of replicas.entries()) {
    expect(sweeps).toEqual([10, 20, 30, 40, 50, 60])
    const flat = sweeps.flatMap((_, sample) => values.map((column) => column[sample]!))
    expect(flat).toEqual([...records[k]!.series])
  }
})

test('what is cut off, or another table, is none', () => {
  const records = [replicaRecord(0, { a: noise(5, 0, 1, 1) })]
  const text = [...formatCsv(measuredTable(records, 10))].join('')
  expect(parseSeries(text)).not.toBeNull()
  for (const cut of [1, 2, 30]) expect(parseSeries(text.slice(0, -cut))).toBeNull()
  const others = [
    '',
    'replica\n',
    'a,b\n1,2\n',
    text.replace('\n1,', '\nx,'),
    text.replace(',10,', ',10,x'),
  ]
  for (const other of others) expect(parseSeries(other)).toBeNull()
})

test('the table of series that were read back is the one that was written', () => {
  const records = [0, 1].map((replica) => replicaRecord(replica, { a: noise(5, 0, 1, replica) }))
  const table = measuredTable(records, 10)
  const read = seriesTable(parseSeries([...formatCsv(table)].join(''))!)
  expect({ ...read, rows: [...read.rows()] }).toEqual({ ...table, rows: [...table.rows()] })
})
