import { networkName } from '../forcefield/species-kinds.ts'
import type { Configuration } from '../model/configuration.ts'
import type { Choices } from '../numeric/choices.ts'
import { fillInitially } from '../run/initial-state.ts'

/**
 * What a run of water starts from: waters anywhere; ice Ic whose bonds obey the ice rules; the same in the
 * lower half of the box beneath a liquid; or the crystal of period three that water of too strong bonds
 * turns into, every third ⟨111⟩ column of sites empty.
 */
export type WaterStart = 'liquid' | 'crystal' | 'slab' | 'columns'

/** Puts `waters` molecules on an empty lattice. */
export function startWater(
  configuration: Configuration,
  waters: number,
  start: WaterStart,
  choices: Choices,
): void {
  const { lattice } = configuration
  if (start !== 'columns') {
    const kind = start === 'liquid' ? 'random' : start
    fillInitially(
      configuration,
      { [networkName(configuration.model.forceField)]: waters },
      kind,
      choices,
    )
    return
  }
  const sites = Array.from({ length: lattice.sites }, (_, site) => site)
  const state = new Uint8Array(lattice.sites)
  const isFree = (site: number) => {
    const [x, y, z] = lattice.position(site)
    return ((x - 2 * y + z) / 2) % 3 !== 0
  }
  const random = shuffled(sites, choices)
  const preferred = [...random.filter(isFree), ...random.filter((site) => !isFree(site))]
  let missing = waters
  const { first, orientations } = configuration.model.states
  for (const site of preferred) {
    if (missing === 0) break
    state[site] = first[1]! + choices.below(orientations[1]!)
    missing--
  }
  configuration.fill(state)
}

function shuffled(sites: readonly number[], choices: Choices): number[] {
  const order = [...sites]
  for (let k = order.length - 1; k > 0; k--) {
    const other = choices.below(k + 1)
    ;[order[k], order[other]] = [order[other]!, order[k]!]
  }
  return order
}
