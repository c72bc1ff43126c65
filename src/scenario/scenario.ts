import type { Data } from '../document/converted.ts'
import type { ForceField } from '../forcefield/force-field.ts'
import type { amount, compositionSchema, Density, OpenPressure } from './composition-schema.ts'
import type { untilSchema } from './sampling-schema.ts'
import type { MIXING_REFERENCES, outputSchema, restSchema } from './scenario-schema.ts'

/** An amount of salt in the unit it was given in. */
export type Amount = Data<typeof amount>

/** Mole fractions of solvents with amounts of salts by formula, or exact numbers of particles. */
export type Composition = Data<typeof compositionSchema>

/** What a mixture is compared with, at the same total volume. */
export type MixingReference = (typeof MIXING_REFERENCES)[number]

/** Where a run to a precision ends. */
export type Until = Data<typeof untilSchema>

/** Files of a run. They do not change what is computed, and are no part of the scenario's record. */
export type Output = Data<typeof outputSchema>

type File = Data<typeof restSchema>

/** A scenario as its file asks for it. What takes simulations to find may be open; `resolve` finds it. */
export interface ParsedScenario extends Omit<File, 'lattice' | 'electrostatics'> {
  readonly forceField: ForceField
  readonly cells: number
}

/** A scenario as plain, checked data in canonical units, without places in its file. */
export interface Scenario extends Omit<ParsedScenario, 'density' | 'sampling'> {
  readonly density: Density
  readonly sampling: Sampling
}

/** Lengths of a run in sweeps; a sweep is as many attempted moves as there are sites. */
export interface Sampling extends Omit<ParsedScenario['sampling'], 'ladder'> {
  /** K, ascending: temperatures that exchange configurations, that of the scenario among them. */
  readonly ladder?: readonly number[]
}

/** Ends of a ladder, in K, whose other temperatures are not known yet. */
export interface LadderRange {
  readonly from: number
  readonly to: number
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
