import { describe, expect, it } from 'vitest'
import type { Choices } from '../../src/numeric/choices.ts'
import { EXACT, expectDetailedBalance, MoveBench } from '../support/move-bench.ts'
import { residual, rowError, transitionMatrix } from '../support/transition-matrix.ts'

const WRONG = 1e-6

describe('relocation leaves the Boltzmann distribution unchanged', () => {
  // On 2³ cells any two sites are neighbours or have neighbours in common.
  const systems = [
    { name: 'rod + cation + anion', counts: { 'Zn2+': 1, 'Cl-': 1, rod: 1 }, held: 0 },
    { name: 'rod + cation + anion', counts: { 'Zn2+': 1, 'Cl-': 1, rod: 1 }, held: 1 },
    { name: 'rod + cation + oriented anion', counts: { 'Zn2+': 1, 'SO42-': 1, rod: 1 }, held: 1 },
  ]
  for (const { name, counts, held } of systems) {
    it(`${held === 0 ? 'vacancy' : 'mobile solvent'}: ${name}`, () => {
      const bench = new MoveBench(counts, 1)
      const matrix = transitionMatrix(bench, bench.relocation(held))
      expect(rowError(matrix)).toBeLessThan(EXACT)
      expect(residual(bench.ensemble.probability, matrix)).toBeLessThan(EXACT)
      expect(matrix.every((row, from) => (row.get(from) ?? 0) < 1)).toBe(true)
    })
  }

  it('oriented anion and vacancy: detailed balance of sampled pairs', () => {
    const bench = new MoveBench({ 'Zn2+': 1, 'SO42-': 1, rod: 1 }, 1)
    expectDetailedBalance(bench, bench.relocation(0), 4)
  })

  it('water: detailed balance of sampled pairs', () => {
    const bench = new MoveBench({ 'Zn2+': 1, 'Cl-': 1, H2O: 1 }, 1)
    for (const held of [0, 1]) expectDetailedBalance(bench, bench.relocation(held), 2)
  })

  it('ends that are apart: detailed balance of sampled pairs', () => {
    const bench = new MoveBench({ 'Zn2+': 1, 'Cl-': 1 }, 0, undefined, 4)
    expectDetailedBalance(bench, bench.relocation(0), 5)
  })
})

describe('what is wrong with a relocation is found', () => {
  const counts = { 'Zn2+': 1, 'Cl-': 1, rod: 1 }
  const wrong = (corrupt: (choices: Choices) => Partial<Choices>) => {
    const bench = new MoveBench(counts, 1, (choices) => ({
      below: (n) => choices.below(n),
      pick: (weights, n, total) => choices.pick(weights, n, total),
      accept: (proposed, current) => choices.accept(proposed, current),
      ...corrupt(choices),
    }))
    return bench.residual(bench.relocation(0))
  }

  it('accepts everything', () => {
    expect(wrong(() => ({ accept: () => true }))).toBeGreaterThan(WRONG)
  })

  it('lets ions leave counter-ions more often than join them', () => {
    const below = (choices: Choices) => (n: number) =>
      n === 8 ? Math.max(1, choices.below(n)) : choices.below(n)
    expect(wrong((choices) => ({ below: below(choices) }))).toBeGreaterThan(WRONG)
  })

  it('draws sites and orientations without their weights', () => {
    const pick = (choices: Choices) => (weights: Float64Array, n: number) => {
      const possible = [...weights.subarray(0, n).keys()].filter((k) => weights[k]! > 0)
      return possible[choices.below(possible.length)]!
    }
    expect(wrong((choices) => ({ pick: pick(choices) }))).toBeGreaterThan(WRONG)
  })
})
