import { describe, expect, it } from 'vitest'
import { GroupedSites } from '../../../src/moves/grouped-sites.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'

describe('sites drawn from groups', () => {
  const sites = 200
  const choices = new RandomChoices(randomStream('grouped sites', 'chain'))

  it('sums what a naive sum does, whatever was set before', () => {
    const grouped = new GroupedSites(sites, 3)
    const group = new Uint8Array(sites)
    const weight = new Float64Array(sites)
    for (let round = 0; round < 20; round++) {
      for (let k = 0; k < 30; k++) {
        const site = choices.below(sites)
        group[site] = choices.below(3)
        weight[site] = choices.below(8)
        grouped.set(site, group[site]!, weight[site]!)
      }
      grouped.sum()
      for (const g of [0, 1, 2]) {
        const naive = weight.reduce((sum, w, site) => sum + (group[site] === g ? w : 0), 0)
        expect(grouped.totals[g]).toBe(naive)
      }
    }
  })

  it('draws sites of a group as often as they weigh, and no others', () => {
    const grouped = new GroupedSites(sites, 2)
    for (let site = 0; site < sites; site++) grouped.set(site, site % 2, (site >> 1) % 4)
    grouped.sum()
    const counts = new Float64Array(sites)
    const draws = 60_000
    for (let k = 0; k < draws; k++) counts[grouped.draw(1, choices)]! += 1
    let chiSquare = 0
    for (let site = 0; site < sites; site++) {
      const expected = site % 2 === 1 ? (draws * ((site >> 1) % 4)) / grouped.totals[1]! : 0
      if (expected === 0) expect(counts[site]).toBe(0)
      else chiSquare += (counts[site]! - expected) ** 2 / expected
    }
    // 75 sites of positive weight: 74 ± 12.2.
    expect(chiSquare).toBeLessThan(74 + 4 * 12.2)
  })
})
