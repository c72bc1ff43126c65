import { bjerrumLength } from '../model/dielectric.ts'
import { ENERGY_UNIT, type Hamiltonian } from '../model/hamiltonian.ts'
import type { LatticeModel } from '../model/lattice-model.ts'
import { type ByTetrahedron, forBoth } from '../model/shells.ts'
import { exp } from '../numeric/exp.ts'
import { log } from '../numeric/log.ts'
import { tabulateSpeciesEnergies } from './species-energies.ts'

/** Energies of putting one species in the place of another, averaged over orientations. */
export interface ReplacementEnergies {
  /** [tetrahedron][slot of a neighbour] → change of its shell and of its contact, in `ENERGY_UNIT` */
  readonly nearest: ByTetrahedron<Float64Array>
  /** [slot of a second neighbour] */
  readonly second: Float64Array
  readonly hasSecond: boolean
  /** [tetrahedron][slot of a neighbour] → what it adds to the load of the new species */
  readonly load: ByTetrahedron<Int32Array>
}

/**
 * Tables for replacing `held` by `species` (0 is the vacancy). Contacts count with their free energy
 * where both partners turn freely, and neighbouring ions with their Coulomb energy.
 */
export function tabulateReplacement(
  hamiltonian: Hamiltonian,
  species: number,
  held: number,
): ReplacementEnergies {
  const { model, slot: energy } = hamiltonian
  const { slots, base, weight } = model.shells
  const size = model.species.length + 1
  const tables = tabulateSpeciesEnergies(hamiltonian)
  const row = (table: Int32Array, of: number) => table.subarray(of * slots, (of + 1) * slots)
  const [a, b] = weight
  // A neighbour on one tetrahedron of the site sees it on the other of its own.
  const seenIn: ByTetrahedron<Int32Array> = [b, a]
  const contactChange = Float64Array.from({ length: size }, (_, other) => {
    return freeContact(hamiltonian, species, other) - freeContact(hamiltonian, held, other)
  })
  const nearest = (seen: Int32Array) =>
    Float64Array.from({ length: slots }, (_, slot) => {
      const other = base.findLastIndex((first) => first <= slot)
      const after = slot - seen[other * size + held]! + seen[other * size + species]!
      // Loads that no eight neighbours can make are never looked up.
      const isLoad = after >= base[other]! && after < (base[other + 1] ?? slots)
      return (isLoad ? energy[after]! - energy[slot]! : 0) + contactChange[other]!
    })
  const before = row(tables.second, held)
  const second = Float64Array.from(row(tables.second, species), (e, slot) => e - before[slot]!)
  return {
    nearest: forBoth(seenIn, nearest),
    second,
    hasSecond: second.some((change) => change !== 0),
    load: forBoth(tables.load, (load) => row(load, species)),
  }
}

/** Share of the bare Coulomb energy of two neighbours that counts; the rest other ions make up for. */
const UNSCREENED = 0.2

/** −ln⟨e^(−βg)⟩ over the orientations of two neighbours, and their Coulomb energy; in `ENERGY_UNIT`. */
function freeContact(
  { model, contact, permittivity, temperature }: Hamiltonian,
  a: number,
  b: number,
): number {
  if (a === 0 || b === 0) return 0
  const { nearest, classes } = model.contacts
  const [here, there] = [sharesShown(model, a, 0), sharesShown(model, b, 4)]
  let mean = 0
  here.forEach((share, own) => {
    there.forEach((other, seen) => {
      mean += share * other * exp(-contact[nearest[own * classes + seen]!]! * ENERGY_UNIT)
    })
  })
  const length = permittivity === null ? 0 : bjerrumLength(permittivity.value, temperature)
  const coulomb =
    (UNSCREENED * model.charges[a]! * model.charges[b]! * length) / model.forceField.spacing.value
  return (coulomb - log(mean)) / ENERGY_UNIT
}

/** [class] → share of the orientations of a species that show it in a direction */
function sharesShown({ states, contacts }: LatticeModel, species: number, direction: number) {
  const shares = new Float64Array(contacts.classes)
  const count = states.orientations[species]!
  for (let k = 0; k < count; k++) {
    shares[contacts.shown[8 * (states.first[species]! + k) + direction]!]! += 1 / count
  }
  return shares
}
