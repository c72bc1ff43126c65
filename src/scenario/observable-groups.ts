import { lacking, type Need, type Present } from './observable-needs.ts'

/** Something that one observer measures. */
interface Measured {
  /** What a system must have for the observable to be defined. */
  readonly needs: readonly Need[]
  /** Whether `default` stands for it, too. */
  readonly byDefault: boolean
}

const always: Measured = { needs: [], byDefault: true }
const onRequest: Measured = { needs: [], byDefault: false }
const where = (...needs: Need[]): Measured => ({ needs, byDefault: true })

/**
 * What observers measure in the replicas of a scenario, in the order of the columns of a series. They are asked for by group,
 * which is what stands before the colon.
 */
const MEASURED = {
  energy: always,
  densityFluctuation: always,
  hydrogenBonds: where('network', 'bonds'),
  tetrahedral: where('network', 'fiveOfNetwork'),
  coordination: where('ions', 'ligands'),
  shells: where('cations'),
  pairing: where('cations'),
  'clusters:ions': where('cations', 'anions'),
  'clusters:water': where('network', 'bonds'),
  siteEnergySpread: where('ions'),
  freeWater: where('network', 'ions'),
  iceOrder: where('network'),
  'iceOrder:mostOrderedOctant': where('network'),
  radialDistribution: always,
  pairEntropy: onRequest,
  reducedEnergy: onRequest,
  layers: onRequest,
  iceLayers: { needs: ['network'], byDefault: false },
  bjerrumPairs: { needs: ['cations', 'anions'], byDefault: false },
  forceFieldCounts: onRequest,
} as const satisfies Readonly<Record<string, Measured>>

/** Observables that need extra runs; they are never part of `default`. */
const EXTRA_RUNS = {
  entropy: [],
  mixingEntropy: [],
  mixingEnthalpy: [],
  mixingGibbs: [],
  waterActivity: ['network'],
  osmoticCoefficient: ['network'],
  pressure: [],
} as const satisfies Readonly<Record<string, readonly Need[]>>

export type MeasuredName = keyof typeof MEASURED
type GroupOf<Name extends string> = Name extends `${infer Group}:${string}` ? Group : Name
export type ObservableGroup = 'default' | GroupOf<MeasuredName> | keyof typeof EXTRA_RUNS

export const MEASURED_NAMES = Object.keys(MEASURED) as MeasuredName[]
export const EXTRA_RUN_OBSERVABLES = Object.keys(EXTRA_RUNS) as (keyof typeof EXTRA_RUNS)[]

/** All names that can be asked for; `default` stands for those that cost little. */
export const OBSERVABLE_GROUPS: readonly ObservableGroup[] = [
  'default',
  ...new Set(MEASURED_NAMES.map(groupOf)),
  ...EXTRA_RUN_OBSERVABLES,
]

function groupOf<Name extends MeasuredName>(name: Name): GroupOf<Name> {
  return name.split(':')[0] as GroupOf<Name>
}

/** The needs of each thing that is measured when these groups are asked for, in a fixed order, each once. */
function measuredFor(groups: readonly string[]): Map<MeasuredName, readonly Need[]> {
  const isAsked = (name: MeasuredName) =>
    groups.includes(groupOf(name)) || (groups.includes('default') && MEASURED[name].byDefault)
  return new Map(MEASURED_NAMES.filter(isAsked).map((name) => [name, MEASURED[name].needs]))
}

/** For everything that stands behind the name of a group, what it needs. */
export function needsOf(group: string): (readonly Need[])[] {
  const extra = EXTRA_RUN_OBSERVABLES.find((name) => name === group)
  return extra === undefined ? [...measuredFor([group]).values()] : [EXTRA_RUNS[extra]]
}

/** An observable that was asked for and is not defined in a system. */
export interface NotMeasured {
  readonly observable: string
  readonly reason: string
}

/** What observers measure in a system of the groups asked for, in a fixed order. */
export function measuredIn(groups: readonly string[], system: Present): MeasuredName[] {
  return [...measuredFor(groups)].flatMap(([name, needs]) => {
    return lacking(needs, system) === null ? [name] : []
  })
}

/** What is not measured in a system of the groups asked for, and why. */
export function notMeasured(groups: readonly string[], system: Present): NotMeasured[] {
  return [...measuredFor(groups)].flatMap(([observable, needs]) => {
    const reason = lacking(needs, system)
    return reason === null ? [] : [{ observable, reason }]
  })
}
