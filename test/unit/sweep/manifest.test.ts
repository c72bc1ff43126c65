import { describe, expect, test } from 'vitest'
import { type Manifest, manifestDocument } from '../../../src/sweep/manifest.ts'

const source = { name: 's', file: 's.yaml', text: 'a: 1', overrides: [], forceFields: {} }
const manifest: Manifest = {
  format: 'entrolyte-sweep-plan',
  version: 1,
  program: '0.1.0',
  source,
  axes: ['temperature'],
  attemptsPerSecond: 1e6,
  points: [
    { id: '0123456789ab', settings: { temperature: 280 }, attempts: 1e6 },
    { id: 'ba9876543210', settings: { temperature: '300 K' }, attempts: 2e6 },
  ],
  tasks: [[1], [0]],
}

test('a manifest is read back as it was', () => {
  const again = (of: Manifest) => manifestDocument.read(manifestDocument.write(of), 'plan.json')
  expect(again(manifest)).toEqual(manifest)
  const empty = { ...manifest, points: [], tasks: [] }
  expect(again(empty)).toEqual(empty)
})

describe('is no manifest, for', () => {
  const [first, second] = manifest.points
  test.each<[string, Record<string, unknown>]>([
    ['another format', { format: 'entrolyte-sweep' }],
    ['a version to come', { version: 2 }],
    ['a key that nobody knows', { surprise: 1 }],
    ['a point that leads elsewhere', { points: [{ ...first, id: '../../etc' }, second] }],
    ['a point with a name in capitals', { points: [{ ...first, id: '0123456789AB' }, second] }],
    ['one name for two points', { points: [first, first] }],
    ['a task with a point that is not there', { tasks: [[2]] }],
    ['a point in two tasks', { tasks: [[0], [0]] }],
    ['an empty task', { tasks: [[]] }],
    ['half a point', { tasks: [[0.5]] }],
    ['a speed of nothing', { attemptsPerSecond: 0 }],
    ['too many tasks', { tasks: Array.from({ length: 100_001 }, () => [0]) }],
  ])('%s', (_, change) => {
    const text = JSON.stringify({ ...manifest, ...change })
    expect(() => manifestDocument.read(text, 'plan.json')).toThrow(/^is not the plan of a sweep: ./)
  })

  test.each(['', 'null', '[]', '{}', '{"__proto__":{}}'])('%s', (text) => {
    expect(() => manifestDocument.read(text, 'plan.json')).toThrow(/^is not the plan of a sweep: ./)
  })
})
