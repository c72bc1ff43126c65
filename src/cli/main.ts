#!/usr/bin/env node
import { reportError } from './exit.ts'
import { runProgram } from './program.ts'
import { processTerminal } from './terminal.ts'

const terminal = processTerminal()

// A reader that went away, such as `| head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
})

try {
  process.exitCode = await runProgram(process.argv.slice(2), terminal)
} catch (error) {
  process.exitCode = reportError(error, terminal)
}
