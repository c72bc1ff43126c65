import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { sweepDocument, sweepRecord } from '../../../src/store/sweep-record.ts'

const source = { name: 's', file: 's.yaml', text: 'a: 1', overrides: [], forceFields: {} }
const given = { program: '0.1.0', axes: ['temperature'], source }
const entry = (id: string, state: 'completed' | 'failed' | 'missing') => {
  return { id, settings: { temperature: 300 }, state, digest: null, cause: null }
}
const ids = ['0123456789ab', 'ba9876543210']

test('a sweep is completed with its last point, failed if any has, and interrupted before', () => {
  const stateOf = (states: readonly ('completed' | 'failed' | 'missing')[], isOver: boolean) => {
    const points = states.map((state, index) => entry(ids[index]!, state))
    return sweepRecord(points, given, isOver).state
  }
  expect(stateOf(['completed', 'completed'], true)).toBe('completed')
  expect(stateOf(['completed', 'failed'], true)).toBe('failed')
  expect(stateOf(['completed', 'failed'], false)).toBe('interrupted')
  expect(stateOf(['completed', 'missing'], false)).toBe('interrupted')
})

test('it has a digest once it is completed, which depends on all points', () => {
  const of = (digest: string) =>
    sweepRecord(
      ids.map((id) => ({ ...entry(id, 'completed'), digest })),
      given,
      true,
    ).digest
  expect(of('a')).toMatch(/^[0-9a-f]{64}$/)
  expect(of('b')).not.toBe(of('a'))
  expect(sweepRecord([entry(ids[0]!, 'missing')], given, false).digest).toBe(null)
})

test('it is read back', () => {
  const record = sweepRecord([entry(ids[0]!, 'completed'), entry(ids[1]!, 'failed')], given, true)
  expect(sweepDocument.read(sweepDocument.write(record), 'sweep.json')).toEqual(record)
})

test('a mutated text is no record, or one that names no other place than points', () => {
  const text = JSON.stringify(sweepRecord([entry(ids[0]!, 'completed')], given, true))
  const piece = fc.constantFrom('../..', '/', '"', '{', '}', ',', 'null', '__proto__', '1e999', '')
  let refused = 0
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(12), piece, (at, cut, added) => {
      try {
        const record = sweepDocument.read(text.slice(0, at) + added + text.slice(at + cut), 'f')
        for (const { id } of record.points) expect(id).toMatch(/^[0-9a-f]{12}$/)
      } catch (error) {
        expect(error).toBeInstanceOf(InputError)
        refused++
      }
      expect(Object.prototype).not.toHaveProperty('text')
    }),
    { numRuns: 2000, seed: 277 },
  )
  expect(refused).toBeGreaterThan(1000)
})

test.each(['', 'null', '[]', '{}', '{"format":"entrolyte-sweep","version":2}'])(
  '%s is no record',
  (text) => {
    expect(() => sweepDocument.read(text, 'f')).toThrow(/^is not the record of a sweep: ./)
  },
)
