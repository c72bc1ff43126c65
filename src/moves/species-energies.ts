import type { Hamiltonian } from '../model/hamiltonian.ts'

/**
 * What a species adds to the energy by being on a site, whatever its orientation, as tables that are
 * read by the state of a neighbour; in `ENERGY_UNIT`.
 */
export interface SpeciesEnergies {
  /** [species × states + neighbour's state] → what the neighbour adds to the species' own load */
  readonly load: Uint16Array
  /** [species × slots + slot] → change of a neighbour's shell that does not count the species yet */
  readonly gain: Int32Array
  /** [species × slots + slot] → the same for a neighbour whose slot counts the species already */
  readonly share: Int32Array
  /** [species × states + state at the second-neighbour distance] */
  readonly second: Int32Array
  /** [species] → whether any entry of `second` is not zero */
  readonly hasSecond: Uint8Array
}

export function tabulateSpeciesEnergies({ model, slot, contact }: Hamiltonian): SpeciesEnergies {
  const { states, shells, contacts } = model
  const size = model.species.length + 1
  const stateCount = states.species.length
  const bySpeciesAndState = (value: (species: number, other: number) => number) =>
    Array.from({ length: size * stateCount }, (_, index) =>
      value(Math.floor(index / stateCount), states.species[index % stateCount]!),
    )
  const change = (species: number, at: number, counted: boolean) => {
    const centre = shells.base.findLastIndex((base) => base <= at)
    const added = shells.weight[centre * size + species]!
    const [before, after] = counted ? [at - added, at] : [at, at + added]
    const last = shells.base[centre + 1] ?? shells.slots
    // Loads that no eight neighbours can make are never looked up.
    return before < shells.base[centre]! || after >= last ? 0 : slot[after]! - slot[before]!
  }
  const bySpeciesAndSlot = (counted: boolean) =>
    Int32Array.from({ length: size * shells.slots }, (_, index) =>
      change(Math.floor(index / shells.slots), index % shells.slots, counted),
    )
  const second = Int32Array.from(
    bySpeciesAndState((species, other) => contact[contacts.second[species * size + other]!]!),
  )
  return {
    load: Uint16Array.from(
      bySpeciesAndState((species, other) => shells.weight[species * size + other]!),
    ),
    gain: bySpeciesAndSlot(false),
    share: bySpeciesAndSlot(true),
    second,
    hasSecond: Uint8Array.from({ length: size }, (_, species) =>
      Number(
        second.subarray(species * stateCount, (species + 1) * stateCount).some((e) => e !== 0),
      ),
    ),
  }
}
