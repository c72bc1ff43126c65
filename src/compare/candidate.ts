import type { ComparableRecord } from './comparable-record.ts'

/** A result that is offered for comparison. */
export interface Candidate {
  /** Where the record is from, for people. */
  readonly place: string
  readonly record: ComparableRecord
}
