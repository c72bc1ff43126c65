import { formatPlace, type Problem } from './problem.ts'

/** All problems as text for a terminal: place and path, message, frame and hint of each; no colour. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n\n')
}

function formatProblem(problem: Problem): string {
  const place = formatPlace(problem)
  const head = problem.path === '' ? place : `${place}  ${problem.path}`
  const body = [problem.message, problem.frame, problem.hint === null ? null : `→ ${problem.hint}`]
  const lines = body.filter((part) => part !== null).flatMap((part) => part.split('\n'))
  return [head, ...lines.map((line) => `  ${line}`)].join('\n')
}
