import type { Hamiltonian } from '../model/hamiltonian.ts'
import { type ByTetrahedron, forBoth } from '../model/shells.ts'

/**
 * Energy of a species on a site that does not depend on its orientation, in `ENERGY_UNIT`, tabulated by the slot of a
 * neighbour, which includes its species. Tetrahedra are those of the site; a neighbour sees the site on its other one.
 */
export interface SpeciesEnergies {
  /** [species × slots + neighbour's slot] → what the neighbour adds to the species' own load */
  readonly load: ByTetrahedron<Int32Array>
  /** [species × slots + slot] → change of a neighbour's shell that does not count the species yet */
  readonly gain: ByTetrahedron<Int32Array>
  /** [species × slots + slot] → the same for a neighbour whose slot counts the species already */
  readonly share: ByTetrahedron<Int32Array>
  /** [species × slots + slot at the second-neighbour distance] */
  readonly second: Int32Array
  /** [species] → whether any entry of `second` is not zero */
  readonly hasSecond: Uint8Array
}

/** Of each Hamiltonian once: several moves of a chain look them up. */
const tabulated = new WeakMap<Hamiltonian, SpeciesEnergies>()

export function tabulateSpeciesEnergies(hamiltonian: Hamiltonian): SpeciesEnergies {
  const energies = tabulated.get(hamiltonian) ?? tabulate(hamiltonian)
  tabulated.set(hamiltonian, energies)
  return energies
}

function tabulate({ model, slot, contact }: Hamiltonian): SpeciesEnergies {
  const { shells, contacts } = model
  const size = model.species.length + 1
  const bySpeciesAndSlot = (value: (species: number, at: number, centre: number) => number) => {
    const table = new Int32Array(size * shells.slots)
    let index = 0
    for (let species = 0; species < size; species++) {
      for (let at = 0, centre = 0; at < shells.slots; at++, index++) {
        while (at >= (shells.base[centre + 1] ?? shells.slots)) centre++
        table[index] = value(species, at, centre)
      }
    }
    return table
  }
  const change = (before: number, after: number, centre: number) => {
    const last = shells.base[centre + 1] ?? shells.slots
    // Loads that no eight neighbours can make are never looked up.
    return before < shells.base[centre]! || after >= last ? 0 : slot[after]! - slot[before]!
  }
  const [a, b] = shells.weight
  const seenIn: ByTetrahedron<Int32Array> = [b, a]
  const second = bySpeciesAndSlot(
    (species, _, centre) => contact[contacts.second[species * size + centre]!]!,
  )
  return {
    load: forBoth(shells.weight, (weight) =>
      bySpeciesAndSlot((species, _, centre) => weight[species * size + centre]!),
    ),
    gain: forBoth(seenIn, (weight) =>
      bySpeciesAndSlot((species, at, centre) =>
        change(at, at + weight[centre * size + species]!, centre),
      ),
    ),
    share: forBoth(seenIn, (weight) =>
      bySpeciesAndSlot((species, at, centre) =>
        change(at - weight[centre * size + species]!, at, centre),
      ),
    ),
    second,
    hasSecond: Uint8Array.from({ length: size }, (_, species) =>
      Number(
        second.subarray(species * shells.slots, (species + 1) * shells.slots).some((e) => e !== 0),
      ),
    ),
  }
}
