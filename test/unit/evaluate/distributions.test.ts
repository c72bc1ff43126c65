import seedrandom from 'seedrandom'
import { expect, test } from 'vitest'
import { recordDistributions } from '../../../src/evaluate/distributions.ts'
import { replicaRecord } from './synthetic.ts'

const distribution = (blocks: number[][]) => {
  return {
    name: 'd',
    unit: 'u',
    bins: [0, 1],
    blocks: blocks.map((block) => Float64Array.from(block)),
  }
}

test('shares are means over the blocks of all replicas, with the scatter as error', () => {
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
  // Shares of the first bin: 1/4, 3/4, 1/2; the empty block does not count.
  expect(d!.share).toEqual([0.5, 0.5])
  // That of the replicas' means, 1/4 and 5/8 of one and two blocks.
  const scatter = (1 * 0.25 * 0.25 + 2 * 0.125 * 0.125) / 3
  expect(d!.standardError![0]).toBeCloseTo(Math.sqrt(scatter), 14)
})

test('a distribution of nothing has no shares', () => {
  const record = replicaRecord(0, { a: [1] }, { distributions: [distribution([[0, 0]])] })
  expect(recordDistributions([record]).distributions.d).toMatchObject({ share: null })
})

/** Mean z² of shares about ½, over many runs of two replicas of 16 blocks that remember so much of the one before. */
function meanSquaredZ(memory: number, errorOf: (shares: number[][], reported: number) => number) {
  const random = seedrandom('distributions')
  const runs = 400
  let sum = 0
  for (let run = 0; run < runs; run++) {
    const shares = [0, 1].map(() => {
      let state = (random() - 0.5) / Math.sqrt(1 - memory * memory)
      return Array.from({ length: 16 }, () => {
        const now = state
        state = memory * state + random() - 0.5
        return 0.5 + 0.1 * now
      })
    })
    const records = shares.map((own, replica) => {
      const blocks = own.map((share) => [share, 1 - share])
      return replicaRecord(replica, { a: [1] }, { distributions: [distribution(blocks)] })
    })
    const { share, standardError } = recordDistributions(records).distributions.d!
    const z = (share![0]! - 0.5) / errorOf(shares, standardError![0]!)
    sum += (z * z) / runs
  }
  return sum
}

/** What it would be if all blocks were independent. */
function scatterOf(shares: number[][]): number {
  const all = shares.flat()
  const mean = all.reduce((sum, share) => sum + share, 0) / all.length
  const squares = all.reduce((sum, share) => sum + (share - mean) * (share - mean), 0)
  return Math.sqrt(squares / (all.length * (all.length - 1)))
}

test('errors hold what one block remembers of the one before', () => {
  const reported = (_: number[][], error: number) => error
  expect(meanSquaredZ(0, reported)).toBeGreaterThan(0.5)
  expect(meanSquaredZ(0, reported)).toBeLessThan(1.3)
  expect(meanSquaredZ(0.6, reported)).toBeLessThan(2.2)
  // The control: blocks taken for independent ones.
  expect(meanSquaredZ(0.6, scatterOf)).toBeGreaterThan(3)
})
