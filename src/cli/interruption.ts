import { EXIT, type ExitStatus } from './exit-status.ts'

export interface Interruption {
  readonly signal: AbortSignal
  /** What to end with once everything has stopped; null if nobody interrupted. */
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
 * unless it is patient: schedulers tell a job and its shell, which passes it on.
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
