import { expect, test } from 'vitest'
import { parseSeries, stretchMeans } from '../../../src/report/series.ts'
import { formatSeries } from '../../../src/store/series-csv.ts'
import { noise, replicaRecord } from '../evaluate/synthetic.ts'

test('series are read back as they were written, undefined values as NaN', () => {
  const records = [0, 1].map((replica) =>
    replicaRecord(replica, {
      'a,"b"': [...noise(5, 0, 1, replica), Number.NaN],
      c: noise(6, 3, 0.1, 7 + replica),
    }),
  )
  const { columns, replicas } = parseSeries(formatSeries(records, 10))
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

test('means over stretches keep the mean, and short series as they are', () => {
  const values = noise(1000, 2, 1, 1)
  const means = stretchMeans(values, 40)
  expect(means).toHaveLength(40)
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  expect(mean(means)).toBeCloseTo(mean(values), 12)
  expect(stretchMeans([3, 1, 2], 40)).toEqual([3, 1, 2])
})
