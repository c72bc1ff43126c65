import { describe, expect, it } from 'vitest'
import { PairStateObserver } from '../../../src/observe/pair-entropy.ts'
import { emptyBox, fillAtRandom, measured, randomBelow } from './filling.ts'

describe('pair states', () => {
  it('counts every bond once, in the stretch it is measured in', () => {
    const configuration = emptyBox(4, ['Zn2+', 'Cl-'])
    fillAtRandom(configuration, { 'Zn2+': 20, 'Cl-': 40 }, randomBelow('pairs'))
    const observer = new PairStateObserver(configuration)
    measured(observer, 5)
    const { blocks, bins, auxiliary } = observer.distributions[0]!
    expect(auxiliary).toBe(true)
    expect(bins.length).toBe(4 * 3 * 3)
    expect(bins[0]).toBe('A0 0 0')
    expect(bins.at(-1)).toBe('A3 2 2')
    expect(blocks.map((block) => block.reduce((sum, bonds) => sum + bonds, 0))).toEqual(
      Array.from({ length: 16 }, (_, k) => (k === 5 ? 4 * 128 : 0)),
    )
    // Whichever direction: as many bonds begin at a chloride as there are chlorides.
    for (let d = 0; d < 4; d++) {
      const ending = [0, 1, 2].map((a) => blocks[5]![(d * 3 + a) * 3 + 2]!)
      const beginning = [0, 1, 2].map((b) => blocks[5]![(d * 3 + 2) * 3 + b]!)
      expect(ending.reduce((a, b) => a + b)).toBe(40)
      expect(beginning.reduce((a, b) => a + b)).toBe(40)
    }
  })
})
