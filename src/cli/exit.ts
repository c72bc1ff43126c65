import { formatProblems } from '../errors/format-problems.ts'
import { printable } from '../errors/printable.ts'
import { InputError } from '../errors/problem.ts'
import { isSystemError } from '../errors/system-error.ts'
import type { Failure } from '../runner/runner.ts'
import type { Terminal } from './terminal.ts'

/** What the command ends with. */
export const EXIT = {
  done: 0,
  failed: 1,
  invalid: 2,
  /** A sweep is through, and some of its points have failed. */
  partial: 3,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]

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

/** The same for a replica that gave no result; `kept` says what is kept of the run. */
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

export interface Interruption {
  readonly signal: AbortSignal
  /** What to end with once everything has stopped; null without an interruption. */
  readonly status: () => ExitStatus | null
  /** Gives the signals back to their defaults. */
  readonly end: () => void
}

const STATUS = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  // Schedulers send it before a job's time is over; node would open a port for a debugger.
  SIGUSR1: EXIT.terminated,
} as const

type Stopping = keyof typeof STATUS

/**
 * Turns the first SIGINT, SIGTERM or SIGUSR1 into an abort; a second one ends the process there and then,
 * unless it is patient: schedulers signal a job and its shell, which passes the signal on.
 */
export function watchInterruption({ isPatient = false } = {}): Interruption {
  const controller = new AbortController()
  let status: ExitStatus | null = null
  const stop = (name: Stopping) => {
    if (status !== null && !isPatient) process.exit(status)
    status ??= STATUS[name]
    controller.abort()
  }
  const names = Object.keys(STATUS) as Stopping[]
  for (const name of names) process.on(name, stop)
  return {
    signal: controller.signal,
    status: () => status,
    end: () => {
      for (const name of names) process.off(name, stop)
    },
  }
}
