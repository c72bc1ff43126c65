import {
  type Box,
  facing,
  type Molecule,
  type Neighbour,
  neighboursOf,
  type Vector,
} from './molecules.ts'

const NEAREST = Math.sqrt(3)

export interface NaiveClusters {
  readonly sizes: readonly number[]
  readonly wraps: boolean
}

type Joined = (molecule: Molecule, near: Neighbour) => boolean

/**
 * Clusters that hold one of `seeds`, each walked through in unfolded space: where a walk comes to a
 * molecule a second time, in another image of the box, the cluster wraps.
 */
export function walkClusters(seeds: readonly Molecule[], joined: Joined, box: Box): NaiveClusters {
  const placed = new Map<Molecule, Vector>()
  const sizes: number[] = []
  let wraps = false
  for (const seed of seeds) {
    if (placed.has(seed)) continue
    placed.set(seed, seed.position)
    const before = placed.size - 1
    const open = [seed]
    for (let molecule = open.pop(); molecule !== undefined; molecule = open.pop()) {
      const from = placed.get(molecule)!
      for (const near of neighboursOf(molecule, box, NEAREST)) {
        if (!joined(molecule, near)) continue
        const to = near.displacement.map((step, j) => from[j]! + step) as Vector
        const known = placed.get(near.molecule)
        if (known === undefined) {
          placed.set(near.molecule, to)
          open.push(near.molecule)
        } else wraps ||= known.join() !== to.join()
      }
    }
    sizes.push(placed.size - before)
  }
  return { sizes, wraps }
}

/** Cations with anions: of all ions, or only of the cation named. */
export function ionClusters(box: Box, cation?: string): NaiveClusters {
  const isCation = ({ species, charge }: Molecule) =>
    charge > 0 && (cation === undefined || species === cation)
  const isAnion = ({ charge }: Molecule) => charge < 0
  const seeds = box.molecules.filter(
    (molecule) => isCation(molecule) || (cation === undefined && isAnion(molecule)),
  )
  const joined: Joined = (a, { molecule: b }) =>
    (isCation(a) && isAnion(b)) || (isAnion(a) && isCation(b))
  return walkClusters(seeds, joined, box)
}

export function waterClusters(box: Box): NaiveClusters {
  const isWater = ({ species }: Molecule) => species === 'H2O'
  const joined: Joined = (water, near) => {
    const pair = facing(water, near)
    const bonded = pair.includes('donor') && pair.some((face) => face.startsWith('acceptor'))
    return bonded && isWater(near.molecule)
  }
  return walkClusters(box.molecules.filter(isWater), joined, box)
}

/** Columns of every kind of cluster that a box of these molecules has. */
export function naiveClusters(box: Box): Record<string, number> {
  const result: Record<string, number> = {}
  const report = (label: string, { sizes, wraps }: NaiveClusters) => {
    const members = sizes.reduce((sum, size) => sum + size, 0)
    result[`clusterSize:${label}:mean`] = members / sizes.length
    result[`clusterSize:${label}:largest`] = Math.max(...sizes)
    result[`percolation:${label}`] = wraps ? 1 : 0
  }
  const cations = box.molecules.filter(({ charge }) => charge > 0)
  if (cations.length > 0 && box.molecules.some(({ charge }) => charge < 0)) {
    report('ions', ionClusters(box))
    for (const name of new Set(cations.map(({ species }) => species))) {
      report(name, ionClusters(box, name))
    }
  }
  if (box.molecules.some(({ species }) => species === 'H2O')) report('water', waterClusters(box))
  return result
}
