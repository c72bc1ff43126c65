import { describe, expect, it } from 'vitest'
import {
  hydrogenBondEntropy,
  solvationEntropy,
} from '../../../src/evaluate/histogram-observables.ts'
import { HydrogenBondObserver } from '../../../src/observe/hydrogen-bonds.ts'
import { measured, perfectIce, randomBelow } from '../observe/filling.ts'

describe.each([
  { name: 'solvation entropy', entropy: solvationEntropy },
  { name: 'hydrogen-bond entropy', entropy: hydrogenBondEntropy },
])('$name', ({ entropy }) => {
  it('is 0 where all are alike, and unknown where there are none', () => {
    expect(entropy([0, 0, 7, 0])).toBe(0)
    expect(entropy([0, 0, 0])).toBeNull()
  })

  it('is ln n for n states alike, and more by (n − 1)/2N for N independent samples', () => {
    expect(entropy([5, 5, 5, 5], 1e15)).toBeCloseTo(Math.log(4), 12)
    expect(entropy([5, 5, 5, 5])).toBeCloseTo(Math.log(4) + 3 / 40, 12)
    expect(entropy([5, 5, 5, 5], 10)).toBeCloseTo(Math.log(4) + 3 / 20, 12)
  })

  it('is right on average for few samples, as the plain sum is not', () => {
    const below = randomBelow('structure entropy')
    const [states, samples, rounds] = [6, 40, 4000]
    const errors = { corrected: [] as number[], plain: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      const histogram = new Float64Array(states)
      for (let k = 0; k < samples; k++) histogram[below(states)]! += 1
      errors.corrected.push(entropy(histogram)! - Math.log(states))
      errors.plain.push(entropy(histogram, 1e15)! - Math.log(states))
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / rounds
    // The next term of the bias is (1 − Σ 1/p)/12N² = −0.0018; the mean is known to some 0.0006.
    expect(Math.abs(mean(errors.corrected))).toBeLessThan(0.005)
    expect(mean(errors.plain)).toBeLessThan(-0.05)
  })
})

it('the hydrogen-bond entropy of perfect ice is 0', () => {
  const ice = perfectIce(4)
  const observer = new HydrogenBondObserver(ice)
  measured(observer)
  expect(hydrogenBondEntropy(observer.distributions[0]!.blocks[0]!)).toBe(0)
})
