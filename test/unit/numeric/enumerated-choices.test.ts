import { describe, expect, it } from 'vitest'
import type { Choices } from '../../../src/numeric/choices.ts'
import { EnumeratedChoices } from '../../support/enumerated-choices.ts'

/** The distribution of what a procedure returns, by its name, with the number of leaves. */
function distribution(procedure: (choices: Choices) => string) {
  const choices = new EnumeratedChoices(64)
  const shares = new Map<string, number>()
  let leaves = 0
  let result = ''
  choices.enumerate(
    () => {
      result = procedure(choices)
    },
    (probability) => {
      leaves++
      shares.set(result, (shares.get(result) ?? 0) + probability)
    },
  )
  return { leaves, shares: Object.fromEntries(shares) }
}

describe('EnumeratedChoices', () => {
  it('visits a procedure without choices once', () => {
    expect(distribution(() => 'only')).toEqual({ leaves: 1, shares: { only: 1 } })
  })

  it('walks every pair of two uniform integers', () => {
    const { leaves, shares } = distribution((c) => `${c.below(2) + c.below(2)}`)
    expect(leaves).toBe(4)
    expect(shares).toEqual({ 0: 0.25, 1: 0.5, 2: 0.25 })
  })

  it('picks by weight and leaves out options of weight 0', () => {
    const weights = Float64Array.of(0, 1, 0, 3, 0, 9)
    const { leaves, shares } = distribution((c) => `${c.pick(weights, 5, 4)}`)
    expect(leaves).toBe(2)
    expect(shares).toEqual({ 1: 0.25, 3: 0.75 })
  })

  it('accepts with the smaller of 1 and the ratio, and skips what cannot be', () => {
    expect(distribution((c) => `${c.accept(1, 4)}`).shares).toEqual({ true: 0.25, false: 0.75 })
    expect(distribution((c) => `${c.accept(4, 1)}`)).toEqual({ leaves: 1, shares: { true: 1 } })
    expect(distribution((c) => `${c.accept(0, 1)}`)).toEqual({ leaves: 1, shares: { false: 1 } })
    expect(distribution((c) => `${c.accept(0, 0)}`)).toEqual({ leaves: 1, shares: { true: 1 } })
  })

  it('follows choices that depend on earlier ones, down to different depths', () => {
    const { leaves, shares } = distribution((c) => {
      const n = c.below(3)
      if (n === 0) return 'stop'
      if (n === 1) return c.accept(1, 2) ? 'accepted' : 'rejected'
      return `${c.pick(Float64Array.of(1, 1), 2, 2)}${c.below(2)}`
    })
    expect(leaves).toBe(1 + 2 + 4)
    const total = Object.values(shares).reduce((sum, share) => sum + share, 0)
    expect(total).toBeCloseTo(1, 15)
    expect(shares.stop).toBeCloseTo(1 / 3, 15)
    expect(shares.accepted).toBeCloseTo(1 / 6, 15)
    expect(shares['10']).toBeCloseTo(1 / 12, 15)
  })

  it('can be used again', () => {
    const choices = new EnumeratedChoices()
    for (let repeat = 0; repeat < 2; repeat++) {
      let total = 0
      choices.enumerate(
        () => {
          choices.below(5)
          choices.accept(1, 3)
        },
        (probability) => {
          total += probability
        },
      )
      expect(total).toBeCloseTo(1, 15)
    }
  })

  it('catches a procedure that does not reset its state', () => {
    let calls = 0
    const careless = (c: Choices) => {
      calls++
      c.below(2 + calls)
      return `${c.below(3)}`
    }
    expect(() => distribution(careless)).toThrow('other choices')
  })

  it('refuses what is no choice, and more choices than it has room for', () => {
    const nothing = new Float64Array(2)
    expect(() => distribution((c) => `${c.pick(nothing, 2, 0)}`)).toThrow('nothing to pick')
    expect(() => distribution((c) => `${c.below(0)}`)).toThrow('nothing below')
    expect(() => distribution((c) => `${c.accept(NaN, 1)}`)).toThrow('no weights')
    const endless = (c: Choices) => {
      for (;;) c.below(1)
    }
    expect(() => distribution(endless)).toThrow('more than 64')
  })
})
