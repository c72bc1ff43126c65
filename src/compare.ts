/**
 * `entrolyte/compare`: results judged by what was reported.
 *
 * @module compare
 */
export { type Candidate, readCandidates } from './compare/candidate.ts'
export type { ComparableRecord } from './compare/comparable-record.ts'
export type { Comparison } from './compare/comparison.ts'
export { type Judgement, judge } from './compare/judge.ts'
export { readStatements } from './compare/read-statements.ts'
export type { Reading } from './compare/reading.ts'
export type { RankCorrelation, Verdict } from './compare/ruling.ts'
export type {
  OrderStatement,
  RangeStatement,
  RatioStatement,
  SlopeStatement,
  ValueStatement,
} from './compare/statement.ts'
export { parseStatements, type Statement, type Statements } from './compare/statement.ts'
