import { formatProblems } from '../errors/format-problems.ts'
import { printable } from '../errors/printable.ts'
import { InputError } from '../errors/problem.ts'
import { isSystemError } from '../errors/system-error.ts'
import type { Failure } from '../runner/runner.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import type { Terminal } from './terminal.ts'

const PLEASE_REPORT = 'this should not happen: please report it, with the scenario'

/** Says what went wrong, without a stack trace unless ENTROLYTE_DEBUG=1, and what to end with. */
export function reportError(error: unknown, terminal: Terminal): ExitStatus {
  if (error instanceof InputError) {
    const count = error.problems.length
    const total = count === 1 ? '' : `\n\n${count} problems`
    terminal.err(`${formatProblems(error.problems)}${total}\n`)
    return EXIT.invalid
  }
  const known = error instanceof Error ? error : new Error(String(error))
  const advice = isSystemError(known) ? '' : `; ${PLEASE_REPORT}`
  terminal.err(`${terminal.errColors.red('error')}: ${oneLine(known.message)}${advice}\n`)
  showStack(known.stack ?? null, terminal)
  return EXIT.failed
}

/** The same where results could not be written; `advice` says how to go on. Throws every other error again. */
export function reportUnwritten(error: unknown, advice: string, { err }: Terminal): ExitStatus {
  if (!isSystemError(error)) throw error
  err(`the results could not be written: ${oneLine(error.message)}; ${advice}\n`)
  return EXIT.failed
}

/** The same for a replica that gave no result; `kept` says what there is of the run. */
export function reportFailure(
  { replica, cause, stack }: Failure,
  kept: string,
  terminal: Terminal,
): ExitStatus {
  const which = `replica ${replica + 1} failed: ${oneLine(cause)}`
  const rest = `; ${kept}. ${PLEASE_REPORT[0]!.toUpperCase()}${PLEASE_REPORT.slice(1)}`
  terminal.err(`${terminal.errColors.red('error')}: ${which}${rest}\n`)
  showStack(stack, terminal)
  return EXIT.failed
}

function showStack(stack: string | null, { err, errColors }: Terminal): void {
  if (process.env.ENTROLYTE_DEBUG === '1' && stack !== null) err(`${errColors.dim(stack)}\n`)
}

function oneLine(text: string): string {
  return printable(text.split('\n', 1)[0]!)
}
