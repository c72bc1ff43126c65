import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../../src/model/configuration.ts'
import { speciesIndex } from '../../../src/model/lattice-model.ts'
import { IonClusterObserver } from '../../../src/observe/clusters.ts'
import { WaterNetworkObserver } from '../../../src/observe/water-network.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { emptyBox, fillAtRandom, measured, perfectIce, randomBelow } from './filling.ts'
import { moleculesOf, type Vector } from './molecules.ts'
import { naiveClusters } from './naive-clusters.ts'

type Placed = readonly [species: string, position: Vector]

function boxOf(cells: number, ions: readonly Placed[]): Configuration {
  const configuration = emptyBox(cells, ['H2O', 'Zn2+', 'Cl-'])
  const { lattice, model } = configuration
  const state = new Uint8Array(lattice.sites)
  for (const [name, [x, y, z]] of ions) {
    state[lattice.siteAt(x, y, z)] = model.states.first[speciesIndex(model, name)]!
  }
  configuration.fill(state)
  return configuration
}

/** Zinc and chloride in turn along x, going up and down: 2·cells ions make a closed chain. */
function chain(length: number): Placed[] {
  return Array.from({ length }, (_, k): Placed => [k % 2 ? 'Cl-' : 'Zn2+', [k, k % 2, k % 2]])
}

const clustersIn = (configuration: Configuration) => measured(new IonClusterObserver(configuration))

describe('clusters of ions', () => {
  it.each([4, 6, 8])('percolate as a chain around %i cells, not as one that is cut', (cells) => {
    const closed = clustersIn(boxOf(cells, chain(2 * cells)))
    expect(closed['percolation:ions']).toBe(1)
    expect(closed['clusterSize:ions:largest']).toBe(2 * cells)
    for (const gap of [0, 3, 2 * cells - 1]) {
      const cut = clustersIn(boxOf(cells, chain(2 * cells).toSpliced(gap, 1)))
      expect(cut['percolation:ions']).toBe(0)
      expect(cut['percolation:Zn2+']).toBe(0)
      expect(cut['clusterSize:ions:largest']).toBe(2 * cells - 1)
    }
  })

  it('percolate along a diagonal', () => {
    const diagonal = Array.from({ length: 12 }, (_, k): Placed => {
      return [k % 2 ? 'Cl-' : 'Zn2+', [k, k, (12 - k) % 12]]
    })
    expect(clustersIn(boxOf(6, diagonal))['percolation:ions']).toBe(1)
    expect(clustersIn(boxOf(6, diagonal.slice(1)))['percolation:ions']).toBe(0)
  })

  it('may close a ring without percolating', () => {
    const ring: Placed[] = [
      ['Zn2+', [0, 0, 0]],
      ['Cl-', [1, 1, 1]],
      ['Zn2+', [2, 0, 0]],
      ['Cl-', [1, 11, 1]],
    ]
    const found = clustersIn(boxOf(6, ring))
    expect(found['clusterSize:ions:largest']).toBe(4)
    expect(found['percolation:ions']).toBe(0)
  })

  it('are averaged by number, free ions being clusters of one', () => {
    const ions: Placed[] = [
      ['Zn2+', [0, 0, 0]],
      ['Cl-', [1, 1, 1]],
      ['Cl-', [11, 11, 11]],
      ['Cl-', [6, 6, 6]],
      ['Zn2+', [6, 0, 6]],
    ]
    const configuration = boxOf(6, ions)
    const observer = new IonClusterObserver(configuration)
    expect(measured(observer)).toEqual({
      'clusterSize:ions:mean': 5 / 3,
      'clusterSize:ions:largest': 3,
      'percolation:ions': 0,
      'clusterSize:Zn2+:mean': 2,
      'clusterSize:Zn2+:largest': 3,
      'percolation:Zn2+': 0,
    })
    expect([...observer.distributions[0]!.blocks[0]!.slice(0, 4)]).toEqual([2, 0, 1, 0])
  })

  it('of one cation leave out the other, as the twin does', () => {
    const lithium = { ...SMALL_FORCE_FIELD.species[1]!, name: 'Li+', charge: 1 }
    const mixture = { ...SMALL_FORCE_FIELD, species: [...SMALL_FORCE_FIELD.species, lithium] }
    const counts = { 'Zn2+': 30, 'Li+': 60, 'Cl-': 120, H2O: 60 }
    const configuration = emptyBox(6, Object.keys(counts), mixture)
    const below = randomBelow('two cations')
    const percolating = new Set<number>()
    for (let round = 0; round < 10; round++) {
      fillAtRandom(configuration, counts, below)
      const found = {
        ...measured(new IonClusterObserver(configuration)),
        ...measured(new WaterNetworkObserver(configuration)),
      }
      expect(found).toEqual(naiveClusters(moleculesOf(configuration)))
      percolating.add(found['percolation:ions']!)
      expect(found['clusterSize:Li+:largest']).toBeLessThan(found['clusterSize:ions:largest']!)
    }
    expect(percolating).toContain(1)
  })

  it('have bins that double beyond 16', () => {
    const bins = new IonClusterObserver(boxOf(4, [])).distributions[0]!.bins
    expect(bins).toEqual([...Array.from({ length: 16 }, (_, k) => k + 1), 17, 33, 65])
    const observer = new IonClusterObserver(boxOf(8, chain(16)))
    measured(observer)
    expect(observer.distributions[0]!.blocks[0]![15]).toBe(1)
    const longer = new IonClusterObserver(boxOf(12, chain(24).slice(0, 17)))
    measured(longer)
    expect(longer.distributions[0]!.blocks[0]![16]).toBe(1)
  })

  it('are left out where there is nothing to pair with', () => {
    expect(new IonClusterObserver(emptyBox(2, ['H2O', 'Zn2+'])).columns).toEqual([])
    expect(Object.values(clustersIn(boxOf(2, [])))).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('the network of waters', () => {
  it('is cut in two by a missing slab of ice, and does not wrap across', () => {
    const ice = perfectIce(6)
    const slab = ice.state.map((own, site) => (ice.lattice.position(site)[2] < 8 ? own : 0))
    ice.fill(slab)
    const found = measured(new WaterNetworkObserver(ice))
    // It still goes on without end along the slab.
    expect(found['percolation:water']).toBe(1)
    const islands = slab.map((own, site) =>
      ice.lattice.position(site).some((c) => c > 9) ? 0 : own,
    )
    ice.fill(islands)
    expect(measured(new WaterNetworkObserver(ice))['percolation:water']).toBe(0)
  })

  it('is waters by themselves where none is bonded', () => {
    const configuration = emptyBox(6, ['H2O', 'Zn2+'])
    fillAtRandom(configuration, { H2O: 1, 'Zn2+': 300 }, randomBelow('lone'))
    expect(measured(new WaterNetworkObserver(configuration))).toEqual({
      'clusterSize:water:mean': 1,
      'clusterSize:water:largest': 1,
      'percolation:water': 0,
    })
  })
})
