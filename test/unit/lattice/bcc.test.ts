import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import {
  CLOSE_DIRECTIONS,
  NEAREST_DIRECTIONS,
  SECOND_DIRECTIONS,
} from '../../../src/lattice/directions.ts'
import { CUBE_SYMMETRIES, orientationsOf } from '../../../src/lattice/orientations.ts'

const anySite = fc
  .constantFrom(2, 4, 6, 10, 14)
  .chain((cells) => fc.tuple(fc.constant(cells), fc.nat({ max: 2 * cells ** 3 - 1 })))

describe('bcc lattice', () => {
  it('finds each site at its own position', () => {
    fc.assert(
      fc.property(anySite, ([cells, site]) => {
        const lattice = new BccLattice(cells)
        expect(lattice.siteAt(...lattice.position(site))).toBe(site)
      }),
    )
  })

  it('counts how often a step to a neighbour leaves the box', () => {
    fc.assert(
      fc.property(anySite, ([cells, site]) => {
        const lattice = new BccLattice(cells)
        const from = lattice.position(site)
        NEAREST_DIRECTIONS.forEach((step, d) => {
          const to = lattice.position(lattice.neighbour(site, d))
          const crossings = to.map(
            (there, axis) => (from[axis]! + step[axis]! - there) / (2 * cells),
          )
          expect(lattice.nearestCrossings[8 * lattice.kind[site]! + d]! + 0).toBe(
            crossings[0]! + 2 ** 17 * crossings[1]! + 2 ** 34 * crossings[2]!,
          )
        })
      }),
    )
  })

  it('finds the neighbours in the direction they are said to lie', () => {
    const nearest = new Int32Array(8)
    const second = new Int32Array(8)
    fc.assert(
      fc.property(anySite, ([cells, site]) => {
        const lattice = new BccLattice(cells)
        const [x, y, z] = lattice.position(site)
        lattice.nearest(site, nearest)
        lattice.second(site, second)
        NEAREST_DIRECTIONS.forEach(([dx, dy, dz], d) => {
          expect(nearest[d]).toBe(lattice.siteAt(x + dx, y + dy, z + dz))
          expect(lattice.neighbour(site, d)).toBe(nearest[d])
          expect(lattice.direction(site, nearest[d]!)).toBe(d)
        })
        expect(lattice.direction(site, site)).toBe(-1)
        SECOND_DIRECTIONS.forEach(([dx, dy, dz], d) => {
          expect(second[d]).toBe(lattice.siteAt(x + dx, y + dy, z + dz))
        })
      }),
    )
  })

  it('knows which sites are close', () => {
    for (const cells of [4, 6]) {
      const lattice = new BccLattice(cells)
      const size = 2 * cells
      for (let a = 0; a < lattice.sites; a += 17) {
        for (let b = 0; b < lattice.sites; b++) {
          const [p, q] = [lattice.position(a), lattice.position(b)]
          const isClose = p.every((c, axis) => {
            const step = Math.abs(c - q[axis]!)
            return Math.min(step, size - step) <= 2
          })
          expect(lattice.isClose(a, b)).toBe(isClose)
        }
      }
    }
  })

  it('lists the sites that are close, each once', () => {
    for (const cells of [4, 6]) {
      const lattice = new BccLattice(cells)
      for (let a = 0; a < lattice.sites; a += 17) {
        const row = CLOSE_DIRECTIONS.length * lattice.kind[a]!
        const listed = CLOSE_DIRECTIONS.map((_, d) => a + lattice.closeSteps[row + d]!)
        const close = [...Array(lattice.sites).keys()].filter((b) => lattice.isClose(a, b))
        expect(listed.toSorted((p, q) => p - q)).toEqual(close.filter((b) => b !== a))
      }
    }
  })

  it('refuses odd and fractional sizes, and places between the sites', () => {
    for (const cells of [0, 1, 3, 2.5, Number.NaN]) {
      expect(() => new BccLattice(cells)).toThrow(/even number/)
    }
    expect(() => new BccLattice(4).siteAt(0, 1, 0)).toThrow(/no bcc site/)
  })

  it('is four fcc lattices of equal size, two of which make a diamond lattice', () => {
    const lattice = new BccLattice(4)
    const members = [0, 0, 0, 0]
    const neighbours = new Int32Array(8)
    for (let site = 0; site < lattice.sites; site++) {
      const own = lattice.fccSublattice(site)
      members[own]! += 1
      lattice.nearest(site, neighbours)
      const others = Array.from(neighbours, (neighbour) => lattice.fccSublattice(neighbour))
      // Each tetrahedron of neighbours lies on one fcc lattice, the two tetrahedra on different ones.
      expect(new Set(others.slice(0, 4)).size).toBe(1)
      expect(new Set(others.slice(4)).size).toBe(1)
      expect(others[0]).not.toBe(others[4])
      expect(others.every((other) => Math.floor(other / 2) !== Math.floor(own / 2))).toBe(true)
    }
    expect(members).toEqual([32, 32, 32, 32])
  })
})

describe('directions', () => {
  it('form two tetrahedra that oppose each other', () => {
    NEAREST_DIRECTIONS.forEach((direction, d) => {
      expect(NEAREST_DIRECTIONS[d ^ 4]).toEqual(direction.map((c) => -c))
      expect(direction.filter((c) => c < 0).length % 2).toBe(d < 4 ? 0 : 1)
    })
    SECOND_DIRECTIONS.forEach((direction, d) => {
      expect(SECOND_DIRECTIONS[d ^ 1]!.map((c) => c + 0)).toEqual(direction.map((c) => 0 - c))
    })
  })

  it('have the 48 symmetries of the cube', () => {
    expect(new Set(CUBE_SYMMETRIES.map((operation) => operation.join())).size).toBe(48)
  })
})

describe('orientations', () => {
  const water = ['donor', 'donor', 'straight', 'straight', 'bent', 'bent', 'inert', 'inert']

  it('of water are 12, those of a tetrahedron 2, of a sphere 1', () => {
    expect(orientationsOf([water])).toHaveLength(12)
    expect(orientationsOf([[...Array(4).fill('a'), ...Array(4).fill('b')]])).toHaveLength(2)
    expect(orientationsOf([Array(8).fill('a')])).toHaveLength(1)
    expect(orientationsOf([['a', ...Array(7).fill('b')]])).toHaveLength(8)
  })

  it('of several patterns are those of each, counted once', () => {
    const one = [...water.slice(0, 4), ...Array(4).fill('inert')]
    const both = ['donor', 'donor', 'straight', 'inert', 'bent', 'inert', 'inert', 'inert']
    const turned = [...Array(4).fill('inert'), ...water.slice(0, 4)]
    expect(orientationsOf([one, both])).toHaveLength(12 + 48)
    expect(orientationsOf([one, both])[0]).toEqual(one)
    expect(orientationsOf([one, turned])).toHaveLength(12)
  })

  it('of water keep its angles: donors and straight acceptors on one tetrahedron, bent ones behind the donors', () => {
    for (const faces of orientationsOf([water])) {
      const of = (name: string) => faces.flatMap((face, d) => (face === name ? [d] : []))
      const own = of('donor')[0]! < 4 ? 0 : 4
      for (const d of [...of('donor'), ...of('straight')]) expect(d & 4).toBe(own)
      expect(of('bent').sort()).toEqual(
        of('donor')
          .map((d) => d ^ 4)
          .sort(),
      )
      const dipole = [0, 1, 2].map((axis) =>
        of('donor').reduce((sum, d) => sum + NEAREST_DIRECTIONS[d]![axis]!, 0),
      )
      expect(dipole.filter((c) => c !== 0)).toHaveLength(1)
      const along = (d: number) =>
        NEAREST_DIRECTIONS[d]!.reduce((sum, c, axis) => sum + c * dipole[axis]!, 0)
      for (const d of [...of('straight'), ...of('bent')]) expect(along(d)).toBeLessThan(0)
    }
  })
})
