import { EXIT, type ExitStatus } from './exit-status.ts'

export interface Interruption {
  readonly signal: AbortSignal
  /** What to end with once everything has stopped; null if nobody interrupted. */
  readonly status: () => ExitStatus | null
  /** Gives SIGINT and SIGTERM back to their defaults. */
  readonly end: () => void
}

const STATUS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const

/** Turns the first SIGINT or SIGTERM into an abort; a second one ends the process there and then. */
export function watchInterruption(): Interruption {
  const controller = new AbortController()
  let status: ExitStatus | null = null
  const stop = (name: keyof typeof STATUS) => () => {
    if (status !== null) process.exit(status)
    status = STATUS[name]
    controller.abort()
  }
  const handlers = { SIGINT: stop('SIGINT'), SIGTERM: stop('SIGTERM') }
  process.on('SIGINT', handlers.SIGINT).on('SIGTERM', handlers.SIGTERM)
  return {
    signal: controller.signal,
    status: () => status,
    end: () => {
      process.off('SIGINT', handlers.SIGINT).off('SIGTERM', handlers.SIGTERM)
    },
  }
}
