import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearestWord } from '../../../src/errors/nearest-word.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['lattice', 'lattcie', 1],
    ['ab', 'ba', 1],
  ])('of %s and %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  it('is symmetric, zero for equal words only, and bounded by the longer word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b)
        expect(distance).toBe(editDistance(b, a))
        expect(distance === 0).toBe(a === b)
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
      }),
    )
  })
})

describe('nearestWord', () => {
  const keys = ['temperature', 'title', 'seed']

  it('finds what a slip of the fingers meant', () => {
    expect(nearestWord('temprature', keys)).toBe('temperature')
    expect(nearestWord('Seed', keys)).toBe('seed')
  })

  it('is silent about words that mean something else', () => {
    expect(nearestWord('pressure', keys)).toBeNull()
    expect(nearestWord('x', ['y'])).toBeNull()
    expect(nearestWord('t'.repeat(1e6), ['t'.repeat(1e6)])).toBeNull()
  })
})
