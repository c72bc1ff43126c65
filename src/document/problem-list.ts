import type { Problem } from '../errors/problem.ts'
import { LIMITS } from './limits.ts'
import type { Finding } from './schema-findings.ts'
import { problemOf, type YamlSource } from './yaml-source.ts'

/** Collects problems, up to `LIMITS.problems` of each check, since finding the places of more would take long. */
export class ProblemList {
  readonly #problems: Problem[] = []
  #hidden = 0

  add(problems: readonly Problem[]): void {
    this.#problems.push(...problems.slice(0, LIMITS.problems))
    this.#hidden += Math.max(0, problems.length - LIMITS.problems)
  }

  /** Findings about a source, which gives them their places. */
  addFindings(source: YamlSource, findings: readonly Finding[]): void {
    this.add(findings.slice(0, LIMITS.problems).map((finding) => problemOf(source, finding)))
    this.#hidden += Math.max(0, findings.length - LIMITS.problems)
  }

  get isEmpty(): boolean {
    return this.#problems.length === 0
  }

  /** In the order of the text, what has no place in it last; if some are left out, it ends with their number. */
  inTextOrder(): Problem[] {
    const line = (problem: Problem) => problem.line ?? Number.MAX_SAFE_INTEGER
    const sorted = this.#problems.toSorted(
      (a, b) => line(a) - line(b) || (a.column ?? 0) - (b.column ?? 0),
    )
    const shown = sorted.slice(0, LIMITS.problems)
    const hidden = this.#hidden + sorted.length - shown.length
    if (hidden === 0) return shown
    const { file } = shown[0]!
    const rest = { line: null, column: null, path: '', hint: null, frame: null }
    return [...shown, { file, ...rest, message: `and ${hidden} more problems` }]
  }
}
