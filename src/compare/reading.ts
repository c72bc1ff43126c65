import { shortfallOf } from '../evaluate/shortfall.ts'
import { formulaEntropy } from '../formula/formula-entropy.ts'
import { readFormula } from '../formula/read-formula.ts'
import { lengtheningFor } from '../statistics/estimate.ts'
import type { Candidate } from './candidate.ts'
import { type ComparableRecord, secondsOf } from './comparable-record.ts'
import { FREEZING_POINT } from './melting-records.ts'
import type { SolidPattern, StatementBranch } from './statement.ts'

/** An observable of one system, or the reason why it cannot be used. */
export interface Reading {
  readonly label: string
  /** Null where there is no result. */
  readonly place: string | null
  readonly value: number | null
  /** 0 where the value is exact. */
  readonly standardError: number | null
  readonly unit: string
  /** Why it cannot be used; null if it can. */
  readonly obstacle: string | null
  /** Wall time of its run; null where that is not known. */
  readonly seconds: number | null
  /** Least wall time to come to equilibrium, if that is the only obstacle; null otherwise. */
  readonly secondsToSettle: number | null
}

const NOTHING = {
  place: null,
  value: null,
  standardError: null,
  unit: '',
  seconds: null,
  secondsToSettle: null,
}

interface Asked {
  readonly observable: string
  readonly branch: StatementBranch
}

/** The one observable of a solid, which needs no run. */
const OF_SOLIDS = 'configurationalEntropyIdeal'

/**
 * Reads an observable of a system from the one result there is; equal results are one.
 * @param found results that have the observable
 */
export function readObservable(
  { observable, branch }: Asked,
  label: string,
  found: readonly Candidate[],
): Reading {
  const distinct = found.filter(
    ({ record }, index) =>
      found.findIndex((other) => other.record.digest === record.digest) === index,
  )
  const [first, second] = distinct
  if (first === undefined) {
    const isFreezing = observable === FREEZING_POINT
    const what = isFreezing ? `melting point of ${label}` : `result of ${label} with ${observable}`
    return { ...NOTHING, label, obstacle: `there is no ${what}` }
  }
  if (second !== undefined) {
    const obstacle = `${label}: ${first.place} and ${second.place} are different results; name one`
    return { ...NOTHING, label, obstacle }
  }
  const { place, record } = first
  const seconds = secondsOf(record)
  const estimate = record.observables[observable]!
  if (estimate.value === null) {
    const obstacle = `${label}: ${observable} has no value`
    return { ...NOTHING, label, place, seconds, obstacle }
  }
  const { value, standardError, unit } = estimate
  const why = flaw({ observable, branch }, { place, record })
  const obstacle = why === null ? null : `${label}: ${why}`
  const secondsToSettle = why === unsettled(observable) ? settlingTime(observable, record) : null
  return { label, place, value, standardError, unit, seconds, obstacle, secondsToSettle }
}

/** What follows from the formula of a solid. */
export function readSolid(observable: string, { label, formula }: SolidPattern): Reading {
  if (observable !== OF_SOLIDS) {
    return { ...NOTHING, label, obstacle: `${label}: solids have ${OF_SOLIDS} alone` }
  }
  const value = formulaEntropy(readFormula(formula)).entropy
  const known = { place: formula, standardError: 0, unit: 'R', seconds: 0, obstacle: null }
  return { label, value, ...known, secondsToSettle: null }
}

function flaw({ observable, branch }: Asked, { record }: Candidate): string | null {
  const { equilibrated, standardError } = record.observables[observable]!
  const has = (code: string) => record.warnings.some((warning) => warning.code === code)
  const ran = record.scenario.sampling?.branch ?? null
  if (record.state !== 'completed') return `the run is ${record.state}`
  if (branch !== 'any' && ran !== null && ran !== branch) {
    return `of the ${ran} branch, where the statement is about the ${branch} one`
  }
  if (branch === 'liquid' && has('frozen')) return 'frozen, so not of the liquid branch'
  if (branch === 'liquid' && has('branch-edge')) {
    return 'it keeps leaving the liquid branch, and its averages are those of the bound (branch-edge)'
  }
  if (has('phase-separated')) return 'it has separated into two liquids (phase-separated)'
  if (equilibrated === false) return unsettled(observable)
  return standardError === null ? `${observable} has no error bar` : null
}

function unsettled(observable: string): string {
  return `${observable} is not at equilibrium (not-equilibrated)`
}

/**
 * As `shortfallOf` asks for sweeps, or as R-hat says that replicas which differ need: at least that, for an
 * autocorrelation time longer than a run looks shorter than it is.
 */
function settlingTime(observable: string, record: ComparableRecord): number | null {
  const { equilibration, production } = record.scenario.sampling ?? {}
  const seconds = secondsOf(record)
  if (equilibration === undefined || production === undefined || seconds === null) return null
  const estimate = record.observables[observable]!
  const shortfall = shortfallOf(estimate, { equilibration, production })
  if (shortfall === null) return null
  const wanted = shortfall.equilibration + shortfall.production
  return (
    seconds * Math.max(wanted / (equilibration + production), lengtheningFor(estimate.rHat ?? 1))
  )
}
