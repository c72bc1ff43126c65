import { describe, expect, it } from 'vitest'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { RandomWords } from '../../../src/numeric/random-words.ts'
import { strongestPeak } from '../../../src/observe/bragg-peak.ts'

const lattice = new BccLattice(6)

describe('the strongest Bragg peak', () => {
  it('of ice Ic has the full intensity', () => {
    const { share } = strongestPeak(lattice, (site) => lattice.fccSublattice(site) % 2 === 0)
    // 111 of diamond: |1 ± i|²/4.
    expect(share).toBeCloseTo(0.5, 10)
  })

  it('of planes that repeat every three cells is found where it belongs', () => {
    const { wave, share } = strongestPeak(lattice, (site) => lattice.position(site)[0] % 6 === 0)
    // k = 2 of 12 half-cells, or its multiples.
    expect(wave[0] % 2).toBe(0)
    expect(wave.slice(1)).toEqual([0, 0])
    expect(share).toBeCloseTo(1, 10)
  })

  it('agrees with a direct sum', () => {
    const stream = new RandomWords(3, 4)
    const marked = Array.from({ length: lattice.sites }, () => stream.next() % 2 === 0)
    const { wave, share } = strongestPeak(lattice, (site) => marked[site]!)
    const at = (k: readonly number[]) => {
      let [re, im, count] = [0, 0, 0]
      marked.forEach((isMarked, site) => {
        if (!isMarked) return
        const phase = lattice
          .position(site)
          .reduce((sum, x, axis) => sum + (Math.PI * k[axis]! * x) / 6, 0)
        re += Math.cos(phase)
        im += Math.sin(phase)
        count += 1
      })
      return (re * re + im * im) / (count * count)
    }
    expect(share).toBeCloseTo(at(wave), 12)
    for (const other of [
      [1, 0, 0],
      [3, 4, 5],
      [6, 0, 0],
      [11, 2, 7],
    ]) {
      expect(at(other)).toBeLessThanOrEqual(share + 1e-12)
    }
    // Of 432 independent waves, none comes near order.
    expect(share).toBeLessThan(0.1)
  })
})
