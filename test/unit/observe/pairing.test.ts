import { describe, expect, it } from 'vitest'
import { PairingObserver } from '../../../src/observe/pairing.ts'
import { emptyBox, fillAtRandom, measured, randomBelow } from './filling.ts'

const KINDS = ['free', 'separated', 'contact', 'aggregate']

/** Shares of a lone zinc among `anions` chlorides at random and water on all other sites. */
function randomShares(anions: number, rounds: number): number[] {
  const configuration = emptyBox(4, ['H2O', 'Zn2+', 'Cl-'])
  const observer = new PairingObserver(configuration)
  const below = randomBelow('pairing')
  const shares = [0, 0, 0, 0]
  const H2O = configuration.lattice.sites - 1 - anions
  for (let round = 0; round < rounds; round++) {
    fillAtRandom(configuration, { 'Zn2+': 1, 'Cl-': anions, H2O }, below)
    const found = measured(observer)
    for (const [k, kind] of KINDS.entries()) shares[k]! += found[`pairing:Zn2+:${kind}`]! / rounds
  }
  return shares
}

/** Share of fillings that have `found` of the anions on `places` of the sites open to them. */
function hypergeometric(sites: number, places: number, anions: number, found: number): number {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (n / k) * choose(n - 1, k - 1))
  return (choose(places, found) * choose(sites - places, anions - found)) / choose(sites, anions)
}

/** 8 neighbours, and 26 sites more that share one of them: (200), (220) and (222). */
function expectedShares(anions: number, sites: number): number[] {
  const [none, one] = [0, 1].map((n) => hypergeometric(sites, 8, anions, n)) as [number, number]
  const free = hypergeometric(sites, 34, anions, 0)
  return [free, none - free, one, 1 - none - one]
}

describe('pairing', () => {
  it('is a matter of chance among random ions in water', () => {
    const rounds = 4000
    const found = randomShares(6, rounds)
    const tooLarge = (expected: number[]) =>
      found.filter((share, k) => {
        const p = expected[k]!
        return Math.abs(share - p) > 4 * Math.sqrt((p * (1 - p)) / rounds)
      })
    expect(tooLarge(expectedShares(6, 127))).toEqual([])
    // With one chloride more or less the same numbers would not do.
    expect(tooLarge(expectedShares(7, 127)).length).toBeGreaterThan(0)
    expect(tooLarge(expectedShares(5, 127)).length).toBeGreaterThan(0)
    expect(found.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  it('is separated only by water', () => {
    const configuration = emptyBox(6, ['H2O', 'Zn2+', 'Cl-'])
    const { lattice, model } = configuration
    const kindWith = (between: number): string | undefined => {
      const state = new Uint8Array(lattice.sites)
      state[lattice.siteAt(0, 0, 0)] = model.states.first[2]!
      state[lattice.siteAt(2, 2, 2)] = model.states.first[3]!
      state[lattice.siteAt(1, 1, 1)] = between
      configuration.fill(state)
      const found = measured(new PairingObserver(configuration))
      return KINDS.find((kind) => found[`pairing:Zn2+:${kind}`] === 1)
    }
    expect(kindWith(0)).toBe('free')
    expect(kindWith(model.states.first[1]!)).toBe('separated')
    expect(kindWith(model.states.first[2]!)).toBeUndefined()
    expect(kindWith(model.states.first[3]!)).toBe('contact')
  })

  it('is 0 all over where there is no cation, though the model knows one', () => {
    const found = measured(new PairingObserver(emptyBox(2, ['H2O', 'Zn2+', 'Cl-'])))
    expect(Object.values(found)).toEqual([0, 0, 0, 0])
  })
})
