import type { Hamiltonian } from '../model/hamiltonian.ts'

/**
 * What a species adds to the energy by being on a site, whatever its orientation, as tables that are
 * read by the slot of a neighbour, which tells its species too; in `ENERGY_UNIT`.
 */
export interface SpeciesEnergies {
  /** [species × slots + neighbour's slot] → what the neighbour adds to the species' own load */
  readonly load: Int32Array
  /** [species × slots + slot] → change of a neighbour's shell that does not count the species yet */
  readonly gain: Int32Array
  /** [species × slots + slot] → the same for a neighbour whose slot counts the species already */
  readonly share: Int32Array
  /** [species × slots + slot at the second-neighbour distance] */
  readonly second: Int32Array
  /** [species] → whether any entry of `second` is not zero */
  readonly hasSecond: Uint8Array
}

export function tabulateSpeciesEnergies({ model, slot, contact }: Hamiltonian): SpeciesEnergies {
  const { shells, contacts } = model
  const size = model.species.length + 1
  const bySpeciesAndSlot = (value: (species: number, at: number, centre: number) => number) =>
    Int32Array.from({ length: size * shells.slots }, (_, index) => {
      const at = index % shells.slots
      const centre = shells.base.findLastIndex((base) => base <= at)
      return value(Math.floor(index / shells.slots), at, centre)
    })
  const change = (before: number, after: number, centre: number) => {
    const last = shells.base[centre + 1] ?? shells.slots
    // Loads that no eight neighbours can make are never looked up.
    return before < shells.base[centre]! || after >= last ? 0 : slot[after]! - slot[before]!
  }
  const weight = (centre: number, neighbour: number) => shells.weight[centre * size + neighbour]!
  const second = bySpeciesAndSlot(
    (species, _, centre) => contact[contacts.second[species * size + centre]!]!,
  )
  return {
    load: bySpeciesAndSlot((species, _, centre) => weight(species, centre)),
    gain: bySpeciesAndSlot((species, at, centre) =>
      change(at, at + weight(centre, species), centre),
    ),
    share: bySpeciesAndSlot((species, at, centre) =>
      change(at - weight(centre, species), at, centre),
    ),
    second,
    hasSecond: Uint8Array.from({ length: size }, (_, species) =>
      Number(
        second.subarray(species * shells.slots, (species + 1) * shells.slots).some((e) => e !== 0),
      ),
    ),
  }
}
