import pc from 'picocolors'
import { runProgram } from '../../src/cli/program.ts'
import { reportError } from '../../src/cli/report-error.ts'
import type { Terminal } from '../../src/cli/terminal.ts'

/** A terminal that keeps what it is told. */
export function quietTerminal(): { readonly terminal: Terminal; readonly text: () => string } {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const colors = pc.createColors(false)
  const streams = { out: write, err: write, outColors: colors, errColors: colors }
  return {
    terminal: { ...streams, isInteractive: false, width: () => 80 },
    text: () => text,
  }
}

/** What the command says and ends with, as `main` would have it. */
export async function commandInProcess(
  args: readonly string[],
): Promise<{ status: number; text: string }> {
  const { terminal, text } = quietTerminal()
  try {
    return { status: await runProgram(args, terminal), text: text() }
  } catch (error) {
    return { status: reportError(error, terminal), text: text() }
  }
}
