import type { Candidate } from './candidate.ts'

/** What the results say of one system, or why that cannot be used. */
export interface Reading {
  readonly label: string
  /** Null where there is no result. */
  readonly place: string | null
  readonly value: number | null
  readonly standardError: number | null
  readonly unit: string
  /** Why nothing can be decided with it; null where something can. */
  readonly obstacle: string | null
}

const NOTHING = { place: null, value: null, standardError: null, unit: '' }

/** Reads an observable of a system from the one result there is of it; equal results are one. */
export function readObservable(
  observable: string,
  label: string,
  found: readonly Candidate[],
): Reading {
  const [first, second] = found.filter(
    ({ record }, index) =>
      found.findIndex((other) => other.record.digest === record.digest) === index,
  )
  if (first === undefined) return { ...NOTHING, label, obstacle: `there is no result of ${label}` }
  if (second !== undefined) {
    const obstacle = `${label}: ${first.place} and ${second.place} are different results; name one`
    return { ...NOTHING, label, obstacle }
  }
  const { place, record } = first
  const estimate = record.observables[observable]
  if (estimate === undefined || estimate.value === null) {
    return {
      ...NOTHING,
      label,
      place,
      obstacle: `${label}: ${observable} has no value in ${place}`,
    }
  }
  const { value, standardError, unit } = estimate
  const why = flaw(observable, first)
  return {
    label,
    place,
    value,
    standardError,
    unit,
    obstacle: why === null ? null : `${label}: ${why} (${place})`,
  }
}

function flaw(observable: string, { record }: Candidate): string | null {
  const { equilibrated, standardError } = record.observables[observable]!
  if (record.state !== 'completed') return `the run is ${record.state}`
  if (record.warnings.some(({ code }) => code === 'phase-separated')) return 'phase-separated'
  if (equilibrated === false) return `not-equilibrated: ${observable}`
  return standardError === null ? `${observable} has no error bar` : null
}
