import { expect, test } from 'vitest'
import { recordDistributions } from '../../../src/results/distributions.ts'
import { replicaRecord } from './synthetic.ts'

const distribution = (blocks: number[][]) => {
  return {
    name: 'd',
    unit: 'u',
    bins: [0, 1],
    blocks: blocks.map((block) => Float64Array.from(block)),
  }
}

test('shares are means over the stretches of all replicas, with the scatter as error', () => {
  const series = { a: [1, 2, 3, 4] }
  const records = [
    replicaRecord(0, series, {
      distributions: [
        distribution([
          [1, 3],
          [0, 0],
        ]),
      ],
    }),
    replicaRecord(1, series, {
      distributions: [
        distribution([
          [3, 1],
          [2, 2],
        ]),
      ],
    }),
  ]
  const { d } = recordDistributions(records).distributions
  // Shares of the first bin: 1/4, 3/4, 1/2; the empty stretch does not count.
  expect(d!.share).toEqual([0.5, 0.5])
  expect(d!.standardError![0]).toBeCloseTo(0.25 / Math.sqrt(3), 14)
})

test('a distribution of nothing has no shares', () => {
  const record = replicaRecord(0, { a: [1] }, { distributions: [distribution([[0, 0]])] })
  expect(recordDistributions([record]).distributions.d).toMatchObject({ share: null })
})
