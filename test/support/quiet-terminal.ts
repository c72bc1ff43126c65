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

/** What the command says and ends with, as `main` would have it; `text` is all that it says. */
export async function commandInProcess(
  args: readonly string[],
): Promise<Told & { readonly status: number; readonly text: string }> {
  const { terminal, told } = quietTerminal()
  const ended = (status: number) => ({ status, ...told, text: told.stdout + told.stderr })
  try {
    return ended(await runProgram(args, terminal))
  } catch (error) {
    return ended(reportError(error, terminal))
  }
}
