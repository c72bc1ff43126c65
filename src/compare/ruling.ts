import type { Comparison, Outcome } from './comparison.ts'
import type { Reading } from './reading.ts'

/** What results say about a statement. */
export type Verdict = 'reproduced' | 'not reproduced' | 'undecided'

/** A rank correlation with what was reported: Kendall's τ and how often chance does as well. */
export interface RankCorrelation {
  readonly tau: number
  readonly chance: number
}

/** The verdict on a statement from its readings. */
export interface Ruling {
  readonly verdict: Verdict
  /** Why nothing could be decided; empty otherwise. */
  readonly reasons: readonly string[]
  readonly readings: readonly Reading[]
  readonly comparisons: readonly Comparison[]
  /** Of series of three or more; null for all else. */
  readonly rank: RankCorrelation | null
}

/** One that fails is enough; one that is open leaves all open. */
export function verdictOf(outcomes: readonly Outcome[]): Verdict {
  if (outcomes.includes('fails')) return 'not reproduced'
  return outcomes.length === 0 || outcomes.includes('open') ? 'undecided' : 'reproduced'
}
