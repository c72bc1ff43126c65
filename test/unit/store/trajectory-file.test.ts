import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Frame } from '../../../src/runner/runner.ts'
import {
  holdsFrames,
  readTrajectory,
  type TrajectoryHeader,
  TrajectoryWriter,
} from '../../../src/store/trajectory-file.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'entrolyte-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const header: TrajectoryHeader = {
  ...{ format: 'entrolyte-trajectory', version: 1, sites: 16, replicas: 2, every: 50 },
}
const frame = (replica: number, index: number): Frame => {
  return { replica, index, state: new Uint8Array(16).fill(10 * index + replica + 1) }
}
const all = [0, 1, 2].flatMap((index) => [frame(0, index), frame(1, index)])

function written(name: string, frames: readonly Frame[]): string {
  const path = join(folder, name)
  const writer = new TrajectoryWriter(path, header)
  for (const one of frames) writer.put(one)
  writer.sync()
  writer.close()
  return path
}

const found = (path: string, sites = 16) =>
  [...readTrajectory(path, sites)].map(({ replica, sweep, state }) => [replica, sweep, state[0]])

test('frames come back in order, however replicas took turns', () => {
  const path = written('a', [all[0]!, all[2]!, all[4]!, all[1]!, all[5]!, all[3]!])
  expect(found(path)).toEqual([
    [0, 50, 1],
    [1, 50, 2],
    [0, 100, 11],
    [1, 100, 12],
    [0, 150, 21],
    [1, 150, 22],
  ])
  expect(readFileSync(path)).toEqual(readFileSync(written('b', all)))
})

test('what is written again after an interruption takes its own place', () => {
  const path = written('c', all.slice(0, 5))
  written('c', all.slice(2))
  expect(readFileSync(path)).toEqual(readFileSync(written('d', all)))
})

test('a file of another run is begun anew', () => {
  const path = join(folder, 'e')
  const writer = new TrajectoryWriter(path, { ...header, every: 10 })
  for (const one of all) writer.put(one)
  writer.close()
  written('e', all.slice(0, 2))
  expect(found(path)).toEqual([
    [0, 50, 1],
    [1, 50, 2],
  ])
  expect(found(path, 54)).toEqual([])
})

test('it is known which frames are there', () => {
  const path = written('f', all)
  expect(holdsFrames(path, header, 1, 150)).toBe(true)
  expect(holdsFrames(path, header, 1, 199)).toBe(true)
  expect(holdsFrames(path, header, 0, 200)).toBe(false)
  truncateSync(path, 256 + 6 * 16 - 1)
  expect([0, 1].map((replica) => holdsFrames(path, header, replica, 150))).toEqual([true, false])
  expect(holdsFrames(path, { ...header, every: 10 }, 0, 10)).toBe(false)
  expect(holdsFrames(join(folder, 'none'), header, 0, 49)).toBe(true)
  expect(holdsFrames(join(folder, 'none'), header, 0, 50)).toBe(false)
})
