/**
 * A force field as plain, checked data in canonical units (kJ/mol, J/mol/K, Å, elementary charges).
 * The schema that reads it from YAML is in `force-field-schema.ts`; the tables that the simulation
 * works with are compiled from it in `model`.
 */

/** Where a number may come from. Calibrated numbers name their target in `source`. */
export type Role = 'taken' | 'calibrated' | 'assumed'

export interface Origin {
  readonly source: string
  readonly role: Role
}

/** A number with its pedigree; the unit is the canonical one named where it is used. */
export interface Parameter extends Origin {
  readonly value: number
}

export interface SpeciesData {
  readonly name: string
  /** Elementary charges, an integer. */
  readonly charge: number
  /** Whether it is one of the solvents that ions are dissolved in. */
  readonly solvent: boolean
  /**
   * What the species may show in the 8 nearest-neighbour directions, in the order of
   * `lattice/directions`: the tetrahedron A, then the antipodes of its corners. Its orientations are
   * the distinct images of these patterns under the 48 symmetry operations of the cube.
   */
  readonly patterns: readonly (readonly string[])[]
  /** g/mol; null for a bare lattice gas. */
  readonly molarMass: Parameter | null
  /** Å. */
  readonly radius: Parameter | null
  /** Null for what is no ion in water. */
  readonly hydration: HydrationData | null
  /** cm³/mol, at infinite dilution in water on the absolute scale. */
  readonly partialMolarVolume: Parameter | null
}

/** An ion's first shell in dilute water, as diffraction and spectroscopy find it. */
export interface HydrationData extends Origin {
  /** Å, from the ion to the oxygen of water. */
  readonly distance: number
  /** Waters in the shell. */
  readonly number: number
}

/**
 * Whom a contact or shell rule is about: a species (`H2O`), a face of it (`H2O.donor`), a group
 * (`cation`, `anion`, `ion`, `any`) or a face of a group (`anion.anionic`). The vacancy belongs to none.
 */
export type Selector = string

/**
 * Scales an energy with the ion it concerns: × |z|^charge, × (referenceRadius / radius),
 * × (referenceDistance / hydration distance).
 */
export interface IonScaling {
  readonly charge: number
  /** Å; null where the radius does not enter. */
  readonly referenceRadius: number | null
  /** Å; null where the hydration distance does not enter. */
  readonly referenceDistance: number | null
}

/** A contact of two sites. Where several fit a pair, the last in the file counts. */
export interface ContactData extends Origin {
  readonly name: string
  readonly between: readonly [Selector, Selector]
  /** At the nearest or the second-nearest distance; second-nearest contacts do not see faces. */
  readonly range: 'nearest' | 'second'
  /** kJ/mol, before scaling. */
  readonly enthalpy: number
  /** J/mol/K. */
  readonly entropy: number
  readonly scaling: IonScaling | null
  /** Whether it counts × ((r + r′)/d − 1)², with the radii of the two and their distance, and not at all where r + r′ < d. */
  readonly overlap: boolean
}

/**
 * A penalty on a weighted number n of a site's occupied nearest neighbours: of all of them, or by how many more are on one
 * of its two tetrahedra than on the other.
 */
export interface ShellData extends Origin {
  readonly name: string
  readonly of: Selector
  /** Weight of each kind of neighbour, a multiple of 0.1; where several fit, the last counts; others weigh 0. */
  readonly weights: readonly { readonly of: Selector; readonly weight: number }[]
  readonly count: 'all' | 'difference'
  /** Weighted neighbours without a penalty; `hydration number` is that of each species. */
  readonly capacity: number | 'hydration number'
  /** coefficient × (n − capacity)^power for n > capacity; kJ/mol. */
  readonly above: ShellBranch | null
  /** coefficient × (capacity − n)^power for n < capacity; kJ/mol. */
  readonly below: ShellBranch | null
  /** Of both coefficients, with the species whose shell it is. */
  readonly scaling: IonScaling | null
}

export interface ShellBranch {
  readonly coefficient: number
  readonly power: 1 | 2
}

/** ε_r(t) = Σ c_k t^k, t in °C within [from, to]; beyond, d ln ε / d ln T is kept at the given value. */
export interface DielectricData extends Origin {
  readonly coefficients: readonly number[]
  /** °C. */
  readonly from: number
  readonly to: number
  readonly slopeBelow: number
  readonly slopeAbove: number
}

/** Charges that act on each other up to a cut-off alone. */
export interface Electrostatics {
  readonly method: 'damped-shifted-force'
  /** Å. */
  readonly cutoff: number
  /** 1/Å. */
  readonly damping: number
}

export interface ForceField {
  readonly name: string
  /** Nearest-neighbour distance in Å. */
  readonly spacing: Parameter
  /** Name of the species that forms the network of hydrogen bonds; null where none does. Ask `networkSpecies`. */
  readonly network: string | null
  readonly species: readonly SpeciesData[]
  readonly contacts: readonly ContactData[]
  readonly shells: readonly ShellData[]
  /** Null: charges do not act over a distance. */
  readonly dielectric: DielectricData | null
  /** From the scenario; absent for Ewald's sum. */
  readonly electrostatics?: Electrostatics
  /** kJ/mol: each molecule of `of` gains −value × (filled share of all sites); constant in the canonical ensemble. */
  readonly cohesion: (Parameter & { readonly of: string }) | null
  /** Stiffness k_θ of a neighbour's direction, kJ/mol/rad²: the two tangential angles have variance RT/k_θ. */
  readonly libration: Parameter | null
}
