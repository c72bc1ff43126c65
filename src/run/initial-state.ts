import type { Configuration } from '../model/configuration.ts'
import { type LatticeModel, networkIndex, speciesIndex } from '../model/lattice-model.ts'
import { layerOf } from '../model/wall-field.ts'
import type { Choices } from '../numeric/choices.ts'
import { bondFaces, FACE } from '../observe/bond-faces.ts'
import type { Start } from '../scenario/sampling-schema.ts'
import { protonOrder } from './ice-rules.ts'

/**
 * Fills a configuration with the given numbers of particles on random sites in random orientations. For an
 * ice start and a crystal, water takes the sites of one diamond lattice (fcc sublattices 0 and 2) first; in a crystal
 * it is turned so that its bonds there obey the ice rules. A slab is such a crystal in the lower half of the box, with
 * all other particles at random in the upper half.
 * @param ionWeight site → weight with which an ion starts there; absent, all sites are alike
 */
export function fillInitially(
  configuration: Configuration,
  counts: Readonly<Record<string, number>>,
  start: Start,
  choices: Choices,
  ionWeight?: (site: number) => number,
): void {
  const { model, lattice } = configuration
  const state = new Uint8Array(lattice.sites)
  const free = shuffledSites(lattice.sites, choices)
  const isDiamond = (site: number) => lattice.fccSublattice(site) % 2 === 0
  const isLow = (site: number) => layerOf(lattice, site) < lattice.cells
  const isOfCrystal = (site: number) => isDiamond(site) && (start !== 'slab' || isLow(site))
  if (start !== 'random' && start !== 'annealed') {
    const isNext = (site: number) => start === 'slab' && !isLow(site)
    const rank = (site: number) => (isOfCrystal(site) ? 2 : Number(isNext(site)))
    free.sort((a, b) => rank(a) - rank(b))
  }
  // Taken from the end of the list: on an ice start the diamond lattice, and the ions last.
  for (const name of networkFirst(Object.keys(counts), model.forceField.network)) {
    const species = speciesIndex(model, name)
    const isWeighted = ionWeight !== undefined && model.charges[species] !== 0
    for (let k = 0; k < counts[name]!; k++) {
      const orientation = choices.below(model.states.orientations[species]!)
      const site = isWeighted ? takeWeighted(free, ionWeight, choices) : free.pop()!
      state[site] = model.states.first[species]! + orientation
    }
  }
  if (start === 'crystal' || start === 'slab') {
    const { directions, donors } = protonOrder(lattice, choices)
    const turned = crystalWaters(model, directions)
    const network = networkIndex(model)
    for (const [site, occupant] of state.entries()) {
      if (model.states.species[occupant] !== network || !isOfCrystal(site)) continue
      state[site] = turned(donors(site)) ?? occupant
    }
  }
  configuration.fill(state)
}

/**
 * The state of a water that donates in two given directions and takes up straight bonds in the other two
 * of a tetrahedron; null if water of this force field cannot.
 */
function crystalWaters(
  model: LatticeModel,
  directions: readonly number[],
): (donors: readonly number[]) => number | null {
  const faces = bondFaces(model)
  const opposite = directions.map((direction) => direction ^ 4)
  return (donors) => {
    const bonds = directions.includes(donors[0]!) ? directions : opposite
    const fits = (_: number, state: number) =>
      bonds.every((direction) => {
        const wanted = donors.includes(direction) ? FACE.donor : FACE.straight
        return faces[8 * state + direction] === wanted
      })
    const found = model.states.species.findIndex(fits)
    return found < 0 ? null : found
  }
}

/** Takes a site out of the list, drawn in proportion to its weight. */
function takeWeighted(free: number[], weight: (site: number) => number, choices: Choices): number {
  for (;;) {
    const k = choices.below(free.length)
    const site = free[k]!
    if (!choices.accept(weight(site), 1)) continue
    free[k] = free.at(-1)!
    free.pop()
    return site
  }
}

function networkFirst(names: readonly string[], network: string | null): string[] {
  return [...names].sort((a, b) => Number(b === network) - Number(a === network))
}

/** All sites in random order (Fisher–Yates). */
export function shuffledSites(count: number, choices: Choices): number[] {
  const sites = Array.from({ length: count }, (_, site) => site)
  for (let last = count - 1; last > 0; last--) {
    const other = choices.below(last + 1)
    const site = sites[last]!
    sites[last] = sites[other]!
    sites[other] = site
  }
  return sites
}
