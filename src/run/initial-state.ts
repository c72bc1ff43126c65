import type { Configuration } from '../model/configuration.ts'
import { speciesIndex } from '../model/lattice-model.ts'
import type { Choices } from '../numeric/choices.ts'
import type { Start } from './replica-record.ts'

/**
 * Fills a configuration with the given numbers of particles on random sites in random orientations;
 * for an ice start, water takes sites of one diamond lattice (fcc sublattices 0 and 2) as far as it goes.
 */
export function fillInitially(
  configuration: Configuration,
  counts: Readonly<Record<string, number>>,
  start: Start,
  choices: Choices,
): void {
  const { model, lattice } = configuration
  const state = new Uint8Array(lattice.sites)
  const free = shuffledSites(lattice.sites, choices)
  if (start === 'ice') {
    const isDiamond = (site: number) => lattice.fccSublattice(site) % 2 === 0
    free.sort((a, b) => Number(isDiamond(a)) - Number(isDiamond(b)))
  }
  // Taken from the end of the list: on an ice start the diamond lattice, and the ions last.
  for (const name of waterFirst(Object.keys(counts))) {
    const species = speciesIndex(model, name)
    for (let k = 0; k < counts[name]!; k++) {
      const orientation = choices.below(model.states.orientations[species]!)
      state[free.pop()!] = model.states.first[species]! + orientation
    }
  }
  configuration.fill(state)
}

function waterFirst(names: readonly string[]): string[] {
  return [...names].sort((a, b) => Number(b === 'H2O') - Number(a === 'H2O'))
}

/** Fisher–Yates. */
function shuffledSites(count: number, choices: Choices): number[] {
  const sites = Array.from({ length: count }, (_, site) => site)
  for (let last = count - 1; last > 0; last--) {
    const other = choices.below(last + 1)
    const site = sites[last]!
    sites[last] = sites[other]!
    sites[other] = site
  }
  return sites
}
