import seedrandom from 'seedrandom'
import { describe, expect, it } from 'vitest'
import { randomStream, STREAM_NAMES } from '../../../src/numeric/random-stream.ts'

const start = (...args: Parameters<typeof randomStream>) =>
  JSON.stringify(randomStream(...args).snapshot())

describe('randomStream', () => {
  it('is a function of its texts alone', () => {
    expect(start('salt', 'chain', 'replica 0')).toBe(start('salt', 'chain', 'replica 0'))
    expect(randomStream('salt', 'chain').position).toBe(0)
  })

  it('keeps its streams from version to version (non-regression)', () => {
    expect(randomStream('salt', 'chain', '0').snapshot()).toMatchInlineSnapshot(`
      {
        "key": [
          1515082068,
          4078682278,
        ],
        "position": 0,
        "stream": [
          1040327957,
          2914188524,
        ],
      }
    `)
  })

  it('tells every name of the registry apart', () => {
    const starts = STREAM_NAMES.map((name) => start('salt', name))
    expect(new Set(starts).size).toBe(STREAM_NAMES.length)
    expect(new Set(STREAM_NAMES).size).toBe(STREAM_NAMES.length)
  })

  it('joins its texts unambiguously', () => {
    const starts = [
      start('a', 'chain', 'b'),
      start('a', 'chain', 'b', ''),
      start('a', 'chain', 'b","'),
      start('a","chain', 'chain', 'b'),
      start('', 'chain', 'ab'),
      start('a', 'chain', '', 'b'),
    ]
    expect(new Set(starts).size).toBe(starts.length)
  })

  it('tells letters beyond one byte apart, which seedrandom does not', () => {
    expect(seedrandom('Łódź')()).toBe(seedrandom('Aódz')())
    expect(start('Łódź', 'chain')).not.toBe(start('Aódz', 'chain'))
    expect(start('🧂', 'chain')).not.toBe(start('💧', 'chain'))
  })

  it('tells long texts apart that differ near the end, which seedrandom does not', () => {
    const long = (i: number) => `${i}`.padStart(255, 'x')
    let collisions = 0
    const starts = new Set<string>()
    for (let i = 0; i < 300; i++) {
      if (seedrandom(`${long(i)}1`)() === seedrandom(`${long(i)}2`)()) collisions++
      starts.add(start(`${long(i)}1`, 'chain')).add(start(`${long(i)}2`, 'chain'))
    }
    expect(collisions).toBeGreaterThan(5)
    expect(starts.size).toBe(600)
  })
})
