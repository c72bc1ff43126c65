import type { ForceField } from '../forcefield/force-field.ts'
import type { BranchName } from './branches.ts'
import type { Start } from './starts.ts'

/** An amount of salt in the unit it was given in. */
export interface Amount {
  readonly value: number
  readonly unit: 'mol/kg' | 'mol/L' | 'mole fraction'
}

export type Composition =
  | {
      readonly kind: 'solution'
      /** Mole fractions among the solvents, adding up to 1. */
      readonly solvents: Readonly<Record<string, number>>
      readonly salts: Readonly<Record<string, Amount>>
    }
  | { readonly kind: 'counts'; readonly counts: Readonly<Record<string, number>> }

export type Density =
  | { readonly kind: 'auto' }
  /** g/cm³ */
  | { readonly kind: 'mass'; readonly density: number }
  /** share of all sites */
  | { readonly kind: 'vacancies'; readonly fraction: number }
  /** MPa, and the share of all sites that is vacant at it. */
  | { readonly kind: 'pressure'; readonly pressure: number; readonly fraction: number }

export const MIXING_REFERENCES = ['solutions', 'solvent+ions', 'pure'] as const

/** What a mixture is compared with, at the same total volume. */
export type MixingReference = (typeof MIXING_REFERENCES)[number]

export interface Sampling {
  /** Sweeps; a sweep is as many attempted moves as there are sites. */
  readonly equilibration: number
  readonly production: number
  /** Sweeps between two measurements. */
  readonly measureEvery: number
  readonly replicas: number
  /** That replicas take turns at; absent for random, annealed and, where there is water, ice. */
  readonly starts?: readonly Start[]
  /** Absent for what `run/sampling-branch.ts` decides. */
  readonly branch?: BranchName
  /** Bounds between the liquid and the frozen branch; absent for those of `run/sampling-branch.ts`. */
  readonly iceBound?: number
  readonly braggBound?: number
  /** K, ascending: temperatures that exchange configurations, that of the scenario among them. */
  readonly ladder?: readonly number[]
}

/** Where a run ends that goes on until it is precise enough. */
export interface Until {
  readonly observable: string
  /** Largest standard error of its mean: a share of the mean, or in the observable's unit. */
  readonly error: { readonly kind: 'relative' | 'absolute'; readonly value: number }
  /** Sweeps of production of a replica after which the run ends anyway. */
  readonly maxSweeps: number
}

/** A scenario as plain, checked data in canonical units: what a run needs to know, and nothing of where it came from. */
export interface Scenario {
  readonly title: string
  readonly forceField: ForceField
  /** K */
  readonly temperature: number
  readonly composition: Composition
  readonly density: Density
  readonly cells: number
  readonly sampling: Sampling
  /** Absent where the production has the length that `sampling` gives it. */
  readonly until?: Until
  /** Names of groups of observables; `default` stands for all that cost little. */
  readonly observables: readonly string[]
  /** Absent: `solutions` for several salts, `solvent+ions` for one, `pure` for none. */
  readonly mixing?: { readonly reference: MixingReference }
  readonly seed: string
}

/** A pressure, MPa, at which the share of vacant sites is not known yet. */
export interface OpenPressure {
  readonly kind: 'pressure'
  readonly pressure: number
  readonly fraction: null
}

/** Ends of a ladder, in K, whose other temperatures are not known yet. */
export interface LadderRange {
  readonly from: number
  readonly to: number
}

/** A scenario as its file asks for it. What takes simulations to find may be open; `resolve` finds it. */
export interface ParsedScenario extends Omit<Scenario, 'density' | 'sampling'> {
  readonly density: Density | OpenPressure
  readonly sampling: Omit<Sampling, 'ladder'> & {
    readonly ladder?: readonly number[] | LadderRange
  }
}

/** Whether nothing of a scenario is open. */
export function isResolved(scenario: ParsedScenario): scenario is Scenario {
  return !isOpen(scenario.density) && !isRange(scenario.sampling.ladder)
}

export function isOpen(density: ParsedScenario['density']): density is OpenPressure {
  return density.kind === 'pressure' && density.fraction === null
}

export function isRange(ladder: ParsedScenario['sampling']['ladder']): ladder is LadderRange {
  return ladder !== undefined && 'from' in ladder
}

/** How a run is kept: nothing of it changes what is computed, so it is no part of the scenario's record. */
export interface Output {
  /** Seconds between two checkpoints. */
  readonly checkpointEvery: number
  /** Sweeps of production between two frames of the trajectory; absent where none is kept. */
  readonly trajectoryEvery?: number
}
