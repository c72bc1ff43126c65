import { describe, expect, it } from 'vitest'
import { createChain } from '../../src/chain/chain.ts'
import { SiteWeight } from '../../src/moves/site-weight.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { jackknife } from '../../src/statistics/jackknife.ts'
import { bareLatticeGas } from '../support/bare-lattice-gas.ts'
import { ReservoirExchange } from '../support/reservoir.ts'

/** bcc Ising: Butera & Comi, Phys. Rev. B 62, 14837 (2000); K_c = 0.1573725(6). */
const CRITICAL_COUPLING = 0.1573725

const BLOCKS = 20

/** Block means of m², m⁴, e, m²e, m⁴e, with e the energy in units of −J. */
type Moments = readonly [number, number, number, number, number]

/** The lattice gas in contact with a reservoir at coexistence, ln z = −zε/2, is the Ising model without a field. */
function sampleMoments(cells: number, coupling: number, sweepsPerBlock: number): Moments[] {
  const attraction = 4 * coupling
  const { configuration, hamiltonian } = bareLatticeGas(cells, attraction)
  const choices = new RandomChoices(randomStream('Binder', 'chain', String(cells)))
  const site = new SiteWeight(configuration, hamiltonian)
  const activity = Math.exp(-4 * attraction)
  const move = new ReservoirExchange(configuration, choices, site, 1, activity)
  const { sites } = configuration.lattice
  const sweep = () => {
    for (let k = 0; k < sites; k++) move.attempt()
  }
  for (let k = 0; k < 20 * cells * cells; k++) sweep()
  return Array.from({ length: BLOCKS }, () => {
    const sums = [0, 0, 0, 0, 0]
    for (let k = 0; k < sweepsPerBlock; k++) {
      sweep()
      const m2 = ((2 * configuration.population[1]! - sites) / sites) ** 2
      // Σ s_i s_j over bonds, with s = 2n − 1, apart from a constant.
      const energy = 4 * configuration.contacts[1]! - 16 * configuration.population[1]!
      const sample = [m2, m2 * m2, energy, m2 * energy, m2 * m2 * energy]
      sample.forEach((value, index) => {
        sums[index]! += value / sweepsPerBlock
      })
    }
    return sums as unknown as Moments
  })
}

/** Q = ⟨m²⟩²/⟨m⁴⟩ and its slope dQ/dK, from the covariance with the energy. */
function binder(blocks: readonly Moments[]): { value: number; slope: number } {
  const mean = (index: number) =>
    blocks.reduce((sum, block) => sum + block[index]!, 0) / blocks.length
  const [m2, m4, e, m2e, m4e] = [0, 1, 2, 3, 4].map(mean) as unknown as Moments
  const value = (m2 * m2) / m4
  return { value, slope: value * ((2 * (m2e - m2 * e)) / m2 - (m4e - m4 * e) / m4) }
}

describe('bcc Ising model', () => {
  it('has its Binder crossing at K_c', { timeout: 120_000 }, () => {
    const [small, large] = [
      sampleMoments(4, CRITICAL_COUPLING, 5000),
      sampleMoments(8, CRITICAL_COUPLING, 2000),
    ]
    const a = binder(small)
    const b = binder(large)
    const crossing = CRITICAL_COUPLING + (a.value - b.value) / (b.slope - a.slope)
    const error =
      Math.hypot(
        jackknife(small, (blocks) => binder(blocks).value).standardError,
        jackknife(large, (blocks) => binder(blocks).value).standardError,
      ) /
      (b.slope - a.slope)
    expect(Math.abs(crossing - CRITICAL_COUPLING) / error).toBeLessThan(3)
    expect(error / CRITICAL_COUPLING).toBeLessThan(0.01)
    // The universal value for a periodic cube, 0.6236, up to corrections to scaling.
    expect(b.value).toBeGreaterThan(0.6)
    expect(b.value).toBeLessThan(0.7)
  })
})

/**
 * At infinite temperature a pair of sites is unlike with probability 2 x (1 − x) N/(N − 1), exactly. A
 * sweep whose order is wrong misses this mean by tens of standard errors.
 */
describe('bare lattice gas at infinite temperature', () => {
  const exactMean = (sites: number, filled: number) =>
    (4 * sites * 2 * filled * (sites - filled)) / (sites * (sites - 1))

  // From 16 cells on many pairs are exchanged at once.
  it.each([
    { filling: 0.5, cells: 6, sweeps: 20_000 },
    { filling: 0.2, cells: 6, sweeps: 20_000 },
    { filling: 0.5, cells: 16, sweeps: 1000 },
    { filling: 0.2, cells: 16, sweeps: 1000 },
  ])('has the exact mean of unlike bonds: $filling of $cells³ cells', (system) => {
    const { filling, cells, sweeps } = system
    const { configuration, hamiltonian } = bareLatticeGas(cells, 0)
    const { sites } = configuration.lattice
    const filled = Math.round(filling * sites)
    configuration.fill(Uint8Array.from({ length: sites }, (_, site) => Number(site < filled)))
    const choices = new RandomChoices(randomStream('unlike', 'chain', String(filling)))
    const chain = createChain(configuration, hamiltonian, choices)
    const unlike = Float64Array.from({ length: sweeps }, () => {
      chain.sweep()
      return 8 * filled - 2 * chain.update().contacts[1]!
    })
    expect(configuration.contacts[1]).toBe(countLikeBonds(configuration.state, configuration))
    const { value, standardError } = estimateSeries([unlike])
    expect(Math.abs(value! - exactMean(sites, filled)) / standardError!).toBeLessThan(4)
    expect(standardError! / exactMean(sites, filled)).toBeLessThan(1e-3)
  })

  it('which a raster of swaps with the next neighbour misses', () => {
    const { configuration } = bareLatticeGas(6, 0)
    const { lattice } = configuration
    const state = Uint8Array.from({ length: lattice.sites }, (_, site) => Number(site % 2))
    const neighbours = new Int32Array(8)
    const choices = new RandomChoices(randomStream('raster', 'chain'))
    const unlike = Float64Array.from({ length: 20_000 }, () => {
      for (let site = 0; site < lattice.sites; site++) {
        lattice.nearest(site, neighbours)
        const other = neighbours[choices.below(8)]!
        // Not symmetric: a full site always hands over, an empty one never asks.
        if (state[site] === 1 && state[other] === 0) {
          state[site] = 0
          state[other] = 1
        }
      }
      const filled = state.reduce((sum, occupant) => sum + occupant, 0)
      return 8 * filled - 2 * countLikeBonds(state, configuration)
    })
    const { value, standardError } = estimateSeries([unlike])
    const exact = exactMean(lattice.sites, lattice.sites / 2)
    expect(Math.abs(value! - exact) / standardError!).toBeGreaterThan(8)
  })
})

function countLikeBonds(
  state: Uint8Array,
  { lattice }: { lattice: { sites: number; nearest(site: number, out: Int32Array): void } },
): number {
  const neighbours = new Int32Array(8)
  let bonds = 0
  for (let site = 0; site < lattice.sites; site++) {
    if (state[site] === 0) continue
    lattice.nearest(site, neighbours)
    for (let d = 0; d < 4; d++) bonds += state[neighbours[d]!]!
  }
  return bonds
}
