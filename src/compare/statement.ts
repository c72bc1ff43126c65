/** A solution as results are recognised by: what it is made of, whatever its file was called. */
export interface SolutionPattern {
  /** For people: `2 mol/kg ZnCl2`. */
  readonly label: string
  /** Mole fractions among the solvents. */
  readonly solvents: Readonly<Record<string, number>>
  /** mol/kg, as really present within a few per cent. */
  readonly salts: Readonly<Record<string, number>>
}

/** A solid, of which all that is known follows from its formula. */
export interface SolidPattern {
  readonly label: string
  readonly formula: string
}

export type SystemPattern = SolutionPattern | SolidPattern

/** How surely a claim is in its source: only what was read there decides. */
export type Flag = 'read' | 'recalled' | 'weak'

/** The branch that a claim is about; `any` where that makes no difference. */
export type StatementBranch = 'liquid' | 'frozen' | 'equilibrium' | 'any'

interface Claim {
  readonly id: string
  /** Line of the list of systems that literature reports on: claims of one line are about one question. */
  readonly row: number
  readonly claim: string
  readonly source: string
  readonly flag: Flag
  /** Id of the measurement behind it, which no calibration may have used. */
  readonly data: string
  readonly observable: string
  readonly branch: StatementBranch
  /** K */
  readonly temperature: { readonly from: number; readonly to: number }
  /** From how many combined standard errors on a difference counts. */
  readonly sigmas: number
  /** Seconds that the runs it needs may take together, processor time over threads. */
  readonly budget: number
  /** What of the claim was put into the model by hand; null where nothing was. */
  readonly builtIn: string | null
}

/** An order of an observable's values over systems at one temperature. */
export interface OrderStatement extends Claim {
  readonly kind: 'order'
  /** Ids of systems; ranks from the highest value to the lowest, systems of one rank not compared. */
  readonly highestToLowest: readonly (readonly string[])[]
}

/** Whether an observable rises or falls along a series: of systems at one temperature, or of temperatures. */
export interface SlopeStatement extends Claim {
  readonly kind: 'slope'
  readonly sign: 'rises' | 'falls'
  /** What the series runs along, for people, such as `mol/kg`. */
  readonly along: string
  /** Null where `system` is followed over temperature. */
  readonly series: readonly { readonly system: string; readonly x: number }[] | null
  readonly system: string | null
}

/** Bounds that the value of every system lies within; null where there is none. */
export interface Bounds {
  readonly least: number | null
  readonly most: number | null
}

export interface RangeStatement extends Claim, Bounds {
  readonly kind: 'range'
  readonly systems: readonly string[]
}

/** A reported number and how well it has to be met. */
export interface ValueStatement extends Claim {
  readonly kind: 'value'
  readonly systems: readonly string[]
  readonly value: number
  readonly within: number
}

/** Bounds of one system's value over another's. */
export interface RatioStatement extends Claim, Bounds {
  readonly kind: 'ratio'
  readonly of: string
  readonly to: string
}

/** What was reported. */
export type Statement =
  | OrderStatement
  | SlopeStatement
  | RangeStatement
  | ValueStatement
  | RatioStatement

export interface Statements {
  /** Names of the shipped scenarios whose points are run to judge the statements. */
  readonly scenarios: readonly string[]
  readonly systems: Readonly<Record<string, SystemPattern>>
  readonly statements: readonly Statement[]
}

/** Ids of the systems that a statement is about, in its order. */
export function systemsOf(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'order':
      return statement.highestToLowest.flat()
    case 'slope':
      return statement.series?.map(({ system }) => system) ?? [statement.system!]
    case 'ratio':
      return [statement.of, statement.to]
    default:
      return statement.systems
  }
}
