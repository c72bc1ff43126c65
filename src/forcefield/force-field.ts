import type { Data, Fixed } from '../document/converted.ts'
import type { contact, scaling } from './contact-schema.ts'
import type { cutOff, dielectric, forceFieldSchema } from './force-field-schema.ts'
import type { parameter } from './parameter-schema.ts'
import type { branch, shell } from './shell-schema.ts'
import type { namedSpecies } from './species-schema.ts'

/**
 * A force field as plain, checked data in canonical units (kJ/mol, J/mol/K, Å, elementary charges). The schemas say
 * what each key means; the tables that the simulation works with are compiled from it in `model`.
 */
export type ForceField = Data<typeof forceFieldSchema> & {
  /** From the scenario; absent for Ewald's sum. */
  readonly electrostatics?: Electrostatics
}

/** Charges that act on each other up to a cut-off alone. */
export type Electrostatics = Data<typeof cutOff>

/** A number with its pedigree; the unit is the canonical one named where it is used. */
export type Parameter = Data<ReturnType<typeof parameter>>

/**
 * `patterns` is what the species may show in the 8 nearest-neighbour directions, in the order of `lattice/directions`:
 * the tetrahedron A, then the antipodes of its corners. Its orientations are the distinct images of these patterns
 * under the 48 symmetry operations of the cube.
 */
export type SpeciesData = Fixed<ReturnType<typeof namedSpecies>>

/**
 * Whom a contact or shell rule is about: a species (`H2O`), a face of it (`H2O.donor`), a group
 * (`cation`, `anion`, `ion`, `any`) or a face of a group (`anion.anionic`). The vacancy belongs to none.
 */
export type Selector = string

/**
 * Scales an energy with the ion it concerns: × |z|^charge, × (referenceRadius / radius),
 * × (referenceDistance / hydration distance).
 */
export type IonScaling = Data<typeof scaling>

/** A contact of two sites. Where several fit a pair, the last in the file counts. */
export type ContactData = Data<typeof contact>

/**
 * A penalty on a weighted number n of a site's occupied nearest neighbours: of all of them, or by how many more are on
 * one of its two tetrahedra than on the other. Weights are multiples of 0.1; where several fit, the last counts.
 */
export type ShellData = Data<typeof shell>

/** coefficient × |n − capacity|^power on one side of the capacity; kJ/mol. */
export type ShellBranch = NonNullable<Data<typeof branch>>

/** ε_r(t) = Σ c_k t^k, t in °C within [from, to]; beyond, d ln ε / d ln T is kept at the given value. */
export type DielectricData = Data<typeof dielectric>
