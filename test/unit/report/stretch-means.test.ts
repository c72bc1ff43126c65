import { expect, test } from 'vitest'
import { stretchMeans } from '../../../src/report/plots/time-series.ts'
import { noise } from '../evaluate/synthetic.ts'

test('means over stretches keep the mean, and short series as they are', () => {
  const values = noise(1000, 2, 1, 1)
  const means = stretchMeans(values, 40)
  expect(means).toHaveLength(40)
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  expect(mean(means)).toBeCloseTo(mean(values), 12)
  expect(stretchMeans([3, 1, 2], 40)).toEqual([3, 1, 2])
})
