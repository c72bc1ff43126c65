import { describe, expect, it } from 'vitest'
import { brokenBondsWithHexagons, logPartitionWithHexagons } from '../../support/ice-rings.ts'

describe('rings of six bonds in ice', () => {
  it('count 12 orientations without interaction, and Pauling with his hexagons at the end', () => {
    expect(logPartitionWithHexagons(1)).toBeCloseTo(Math.log(12), 13)
    // Nagle's first term: two hexagons a site, each worth (1/3)^6.
    expect(logPartitionWithHexagons(0)).toBeCloseTo(Math.log(1.5) + 2 * Math.log1p(3 ** -6), 13)
  })

  it('break seven bonds in eight of random molecules', () => {
    // A bond holds if a donor (1/4) meets an acceptor (1/4), either way round.
    expect(brokenBondsWithHexagons(1)).toBeCloseTo(2 * (1 - 2 / 16), 6)
  })
})
