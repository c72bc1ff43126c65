import pc from 'picocolors'
import { reportError } from '../../src/cli/exit.ts'
import { runProgram } from '../../src/cli/program.ts'
import type { Terminal } from '../../src/cli/terminal.ts'

/** What a terminal was told, on each stream. */
export interface Told {
  readonly stdout: string
  readonly stderr: string
}

/** A terminal that keeps what it is told. */
export function quietTerminal(): { readonly terminal: Terminal; readonly told: Told } {
  const told = { stdout: '', stderr: '' }
  const into = (stream: keyof Told) => (more: string) => {
    told[stream] += more
  }
  const colors = pc.createColors(false)
  const streams = { out: into('stdout'), err: into('stderr'), outColors: colors, errColors: colors }
  return { terminal: { ...streams, isInteractive: false, width: () => 80 }, told }
}

/** What the command says and ends with. */
export interface ToldEnding extends Told {
  readonly status: number
  /** All that it says. */
  readonly text: string
}

/**
 * Runs the command in this process, with what it says and ends with as `main` would have it.
 * @throws Error if it leaves the process other than it was: its directory, its environment, who listens to it
 */
export async function commandInProcess(args: readonly string[]): Promise<ToldEnding> {
  const { terminal, told } = quietTerminal()
  const before = stateOfProcess()
  const status = await statusOf(args, terminal)
  const after = stateOfProcess()
  if (after !== before) throw new Error(`${args[0]} has changed the process: ${before} → ${after}`)
  return { status, ...told, text: told.stdout + told.stderr }
}

async function statusOf(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await runProgram(args, terminal)
  } catch (error) {
    return reportError(error, terminal)
  }
}

/** What a command could leave behind for the next test. */
function stateOfProcess(): string {
  const listeners = ['SIGINT', 'SIGTERM', 'SIGUSR1', 'exit'].map((name) => {
    return process.listenerCount(name)
  })
  const { cwd, env, exitCode, stdout, stderr } = process
  const streams = [stdout, stderr].map((stream) => stream.listenerCount('error'))
  return JSON.stringify({ cwd: cwd(), env, exitCode, listeners, streams })
}
