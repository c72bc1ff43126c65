import type { Judgement } from './judge.ts'
import type { Verdict } from './ruling.ts'
import type { Statement } from './statement.ts'

/** A statement at all temperatures that it was judged at. */
export interface Overall {
  readonly statement: Statement
  readonly verdict: Verdict
  readonly judgements: readonly Judgement[]
  /** Undecided in the first rows, although an hour would have decided it, or with no known time that would. */
  readonly isShortfall: boolean
}

/** Rows whose statements ought to be decided. */
const ROWS_TO_DECIDE = 3
const LONGEST_TO_DECIDE = 3600

/** Reproduced where it is so at every temperature, not reproduced where it fails at one. */
export function overall(judgements: readonly Judgement[]): Overall[] {
  const statements = [...new Set(judgements.map(({ statement }) => statement))]
  return statements.map((statement) => {
    const own = judgements.filter((one) => one.statement === statement)
    const verdict = worst(own.map((one) => one.verdict))
    const isShortfall =
      verdict === 'undecided' && statement.row <= ROWS_TO_DECIDE && !own.some(takesTooLong)
    return { statement, verdict, judgements: own, isShortfall }
  })
}

function takesTooLong({ projectedSeconds }: Judgement): boolean {
  return projectedSeconds !== null && projectedSeconds > LONGEST_TO_DECIDE
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('not reproduced')) return 'not reproduced'
  return verdicts.every((one) => one === 'reproduced') ? 'reproduced' : 'undecided'
}
