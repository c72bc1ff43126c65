import {
  type Box,
  facing,
  isNearest,
  type Molecule,
  type Neighbour,
  neighboursOf,
  type Vector,
} from './molecules.ts'

/** A way to choose four neighbours, and the share of it in a box of one water. */
export interface WeightedFour {
  readonly directions: readonly Vector[]
  readonly share: number
}

/** Mean q of the bare lattice, and the shares that go with it. */
export function naiveOrder(waters: readonly Molecule[], box: Box): Record<string, number> {
  const fours = waters.map((water) => foursOf(water, box))
  const counted = fours.filter((ways) => ways.length > 0)
  const q = counted
    .flat()
    .reduce((sum, { directions, share }) => sum + share * order(directions), 0)
  const few = waters.filter((water) => watersAround(water, box).filter(isNearest).length < 4)
  return {
    tetrahedralOrder: q / counted.length,
    'tetrahedralOrder:counted': counted.length / waters.length,
    'tetrahedralOrder:fewerThanFour': few.length / waters.length,
  }
}

/** All ways to choose a water's four nearest: bonded, then by distance; none where it lacks four. */
export function foursOf(water: Molecule, box: Box): WeightedFour[] {
  const ranked = watersAround(water, box).map((near): [number, Vector] => [
    rankOf(water, near),
    near.displacement,
  ])
  ranked.sort(([a], [b]) => a - b)
  if (ranked.length < 4) return []
  const last = ranked[3]![0]
  const sure = ranked.filter(([rank]) => rank < last - 1e-9).map(([, v]) => v)
  const tied = ranked.filter(([rank]) => Math.abs(rank - last) < 1e-9).map(([, v]) => v)
  const ways = subsets(tied, 4 - sure.length)
  return ways.map((way) => ({ directions: [...sure, ...way], share: 1 / ways.length }))
}

/** q = 1 − ⅜ Σ_{j<k} (cos ψ_jk + ⅓)². */
export function order(directions: readonly (readonly number[])[]): number {
  let q = 1
  for (const [j, a] of directions.entries()) {
    for (const b of directions.slice(0, j)) {
      const cosine =
        a.reduce((sum, c, i) => sum + c * b[i]!, 0) / Math.hypot(...a) / Math.hypot(...b)
      q -= 0.375 * (cosine + 1 / 3) ** 2
    }
  }
  return q
}

function watersAround(water: Molecule, box: Box): Neighbour[] {
  return neighboursOf(water, box, 4).filter(({ molecule }) => molecule.species === 'H2O')
}

function rankOf(water: Molecule, near: Neighbour): number {
  if (!isNearest(near)) return Math.hypot(...near.displacement)
  const pair = facing(water, near)
  return pair.includes('donor') && pair.some((face) => face.startsWith('acceptor')) ? 0 : 1
}

function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  if (items.length < size) return []
  const [first, ...rest] = items
  return [...subsets(rest, size - 1).map((way) => [first!, ...way]), ...subsets(rest, size)]
}
