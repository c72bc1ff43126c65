import { isAnion, isCation, isNeutral } from '../forcefield/species-kinds.ts'
import type { Configuration } from '../model/configuration.ts'
import { VACANT } from '../model/states.ts'
import { MarkedRows } from './marked-rows.ts'
import { type NamedSpecies, speciesThat } from './named-species.ts'
import { DISPLACEMENTS, SHELL_ENDS, ShellSites, type Vector } from './neighbour-shells.ts'
import { type Column, type Distribution, emptyDistribution, type Observer } from './observer.ts'

/** The bin of all pairs that no shell holds. */
const FARTHER = 'farther'

interface Shell {
  /** Å */
  readonly distance: number
  /** Indices of `DISPLACEMENTS`. */
  readonly members: readonly number[]
  readonly halves: readonly Half[]
}

/** A displacement that stands for its opposite as well, unless that leads to the same site. */
interface Half {
  readonly displacement: Vector
  readonly both: 1 | 2
}

/**
 * Radial distribution by lattice shell: `radialDistribution:<a>-<b>` counts the ordered pairs of two
 * species by distance (Å, of the first six shells, and `farther`), for every two species and for each
 * with itself; cations are named before anions and those before the uncharged. Its share of the pairs is
 * compared with that of a random mixture, `reference` = z/(N − 1) for a shell of z sites in a box of N:
 * share/reference is g(r) = n_ab/(N_a z N_b′/(N − 1)), N_b′ being N_b or, for like pairs, N_a − 1. It
 * is 1 at random in a box of any size, like pairs and unlike.
 *
 * In a box so small that several displacements lead to one site the nearest counts.
 */
export class RadialDistributionObserver implements Observer {
  readonly columns: readonly Column[] = []
  readonly distributions: readonly Distribution[]
  readonly #configuration: Configuration
  readonly #pairs: readonly (readonly [NamedSpecies, NamedSpecies])[]
  readonly #sites: ShellSites
  readonly #shells: readonly Shell[]
  /** The species with most particles is counted by rows, all else around each particle of the others. */
  readonly #rows: MarkedRows
  /** [(species × species + other's species) × shells + shell] → ordered pairs, from a species that is not the most numerous */
  readonly #counts: Float64Array

  constructor(configuration: Configuration) {
    const { lattice, model } = configuration
    const shells = shellsIn(lattice.cells, model.forceField.spacing.value)
    const size = model.charges.length
    this.#configuration = configuration
    this.#sites = new ShellSites(lattice)
    this.#shells = shells
    this.#rows = new MarkedRows(lattice)
    this.#counts = new Float64Array(size * size * shells.length)

    const others = lattice.sites - 1
    const sitesIn = shells.map(({ members }) => members.length)
    const beyond = others - sitesIn.reduce((sum, number) => sum + number, 0)
    const bins = [...shells.map(({ distance }) => distance), ...(beyond > 0 ? [FARTHER] : [])]
    const sites = [...sitesIn, ...(beyond > 0 ? [beyond] : [])]
    const reference = sites.map((number) => number / others)
    const ranked = [isCation, isAnion, isNeutral].flatMap((fits) => speciesThat(model, fits))
    this.#pairs = ranked.flatMap((a, k) => ranked.slice(k).map((b) => [a, b] as const))
    this.distributions = this.#pairs.map(([a, b]) => ({
      ...emptyDistribution(`radialDistribution:${a.name}-${b.name}`, 'Å', bins),
      reference,
    }))
  }

  measure(_out: Float64Array, _offset: number, block: number): void {
    const { model, state, population } = this.#configuration
    const most = population.indexOf(Math.max(...population.subarray(1)), 1)
    this.#countAround(most)
    this.#rows.mark(
      state,
      model.states.species.map((species) => (species === most ? 1 : 0)),
    )
    for (const [k, [a, b]] of this.#pairs.entries()) {
      const gathered = this.distributions[k]!.blocks[block]!
      const [from, to] = a.index === most ? [b.index, a.index] : [a.index, b.index]
      const counts = (from * population.length + to) * this.#shells.length
      let left = population[from]! * (population[to]! - (from === to ? 1 : 0))
      for (const [shell, { halves }] of this.#shells.entries()) {
        const found = from === most ? this.#pairsByRows(halves) : this.#counts[counts + shell]!
        gathered[shell]! += found
        left -= found
      }
      if (gathered.length > this.#shells.length) gathered[this.#shells.length]! += left
    }
  }

  #pairsByRows(halves: readonly Half[]): number {
    return halves.reduce(
      (sum, { displacement, both }) => sum + both * this.#rows.pairs(displacement),
      0,
    )
  }

  /** Counts what is around all particles but those of the most numerous species. */
  #countAround(most: number): void {
    const { model, state, population } = this.#configuration
    const speciesOf = model.states.species
    const counts = this.#counts.fill(0)
    const [sites, shells] = [this.#sites, this.#shells]
    for (let site = 0; site < state.length; site++) {
      const own = speciesOf[state[site]!]!
      if (state[site] === VACANT || own === most) continue
      sites.moveTo(site)
      for (let shell = 0; shell < shells.length; shell++) {
        const { members } = shells[shell]!
        for (let k = 0; k < members.length; k++) {
          const other = speciesOf[state[sites.at(members[k]!)]!]!
          counts[(own * population.length + other) * shells.length + shell]! += 1
        }
      }
    }
  }
}

/** Of each two displacements that lead to opposite sites of a box the first, for both; one may be its own opposite. */
function halvesOf(members: readonly number[], cells: number): Half[] {
  const image = (member: number, sign: number) => imageOf(DISPLACEMENTS[member]!, sign, cells)
  const images = members.map((member) => image(member, 1))
  return members.flatMap((member, k) => {
    const opposite = images.indexOf(image(member, -1))
    if (opposite < k) return []
    return [{ displacement: DISPLACEMENTS[member]!, both: opposite === k ? 1 : 2 }]
  })
}

/** Where a displacement, or its opposite, leads in a box, as a text. */
function imageOf(displacement: readonly number[], sign: number, cells: number): string {
  const size = 2 * cells
  return displacement.map((component) => (sign * component + 2 * size) % size).join()
}

/** The shells of a box, less the displacements that lead back or to a site of a nearer shell. */
function shellsIn(cells: number, spacing: number): Shell[] {
  const seen = new Set(['0,0,0'])
  const shells = SHELL_ENDS.map((end, shell) => {
    const first = shell === 0 ? 0 : SHELL_ENDS[shell - 1]!
    const members: number[] = []
    for (let k = first; k < end; k++) {
      const image = imageOf(DISPLACEMENTS[k]!, 1, cells)
      if (!seen.has(image)) members.push(k)
      seen.add(image)
    }
    const square = DISPLACEMENTS[first]!.reduce((sum, component) => sum + component * component, 0)
    const distance = Math.round(1000 * spacing * Math.sqrt(square / 3)) / 1000
    return { distance, members, halves: halvesOf(members, cells) }
  })
  return shells.filter(({ members }) => members.length > 0)
}
