import { describe, expect, test } from 'vitest'
import { Replica, runReplica } from '../../../src/run/replica.ts'
import type { LogRow, Work } from '../../../src/run/replica-log.ts'
import { tinyTask } from './tiny-task.ts'

// 30 sweeps of equilibration, then 12 samples of 4 sweeps, so that 4 of 16 blocks are empty.
const task = tinyTask()

function listen() {
  const rows: LogRow[] = []
  const works: Work[] = []
  const onRow = (row: LogRow) => void rows.push(row)
  const record = runReplica(task, { onRow, onWork: (work) => void works.push(work) })
  return { record, rows, works }
}

describe('a replica that is listened to', () => {
  const { record, rows, works } = listen()

  test('does the same as one that is not', () => {
    expect(record).toEqual(runReplica(task))
  })

  test('tells the end of every block of both phases', () => {
    const ends = rows.map(({ phase, done }) => `${phase} ${done}`)
    expect(ends.slice(0, 4)).toEqual([8, 15, 23, 30].map((done) => `equilibration ${done}`))
    expect(ends.slice(4)).toEqual(
      Array.from({ length: 12 }, (_, k) => `production ${30 + 4 * (k + 1)}`),
    )
  })

  test('has means in its rows that add up to those of its series', () => {
    const production = rows.filter(({ phase }) => phase === 'production')
    const { columns, series } = record
    const column = columns.findIndex(({ name }) => name === 'energyPerWater')
    const samples = Array.from({ length: 12 }, (_, k) => series[k * columns.length + column]!)
    for (const [k, { values }] of production.entries()) {
      expect(values.energyPerWater).toBeCloseTo(samples[k]!, 9)
    }
    expect(rows[0]!.values).toMatchObject({ hydrogenBondsPerWater: null })
    expect(rows[3]!.values.energyPerWater).toBeLessThan(0)
    const accepted = Object.values(record.moves).reduce((sum, move) => sum + move.accepted, 0)
    // All blocks are of as many sweeps.
    const attempts = Object.values(record.moves).reduce((sum, move) => sum + move.attempts, 0)
    const shares = production.reduce((sum, { acceptance }) => sum + acceptance!, 0)
    expect((shares * attempts) / production.length).toBeCloseTo(accepted, 9)
  })

  test('tells of every kind of move in every sweep, and of every measurement', () => {
    const count = (work: Work) => works.filter((one) => one === work).length
    expect(count('observables')).toBe(12)
    expect(count('recounts')).toBeGreaterThan(1)
    for (const move of Object.keys(record.moves)) expect(count(move as Work)).toBe(78)
  })

  test('has the same rows when it goes on from a snapshot', () => {
    const first = new Replica(task)
    for (let k = 0; k < 40; k++) first.sweep()
    const later: LogRow[] = []
    runReplica(task, { snapshot: first.snapshot(), onRow: (row) => void later.push(row) })
    const expected = rows.filter(({ done }) => done > 40)
    expect(later.map(({ values }) => values)).toEqual(expected.map(({ values }) => values))
  })
})
