import { Command, CommanderError } from 'commander'
import { nearestWord } from '../errors/nearest-word.ts'

import { addCalibrateCommand } from './calibrate-command.ts'

import { addCompareCommand } from './compare-command.ts'

import { addEntropyCommand } from './entropy-command.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { addExportCommand } from './export-command.ts'
import {
  addRunOptions,
  addScenarioOptions,
  addWorkOptions,
  type RunOptions,
  type ScenarioOptions,
  type WorkOptions,
} from './options.ts'
import { packageVersion } from './package-root.ts'
import { addReportCommand } from './report-command.ts'
import { resumeCommand } from './resume-command.ts'
import { runCommand } from './run-command.ts'
import { addSchemaCommand } from './schema-command.ts'
import { addSweepCommand } from './sweep-command.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'
import { validateCommand } from './validate-command.ts'

/** What is run where no command is given. */
const DEFAULT_SCENARIO = 'li2zncl4-9h2o'

/** Parts of the interface that are still to come. */
const UNAVAILABLE = ['explore']

/** Does what the arguments ask for and returns the exit status. Throws InputError for bad input. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done
  const end = (result: ExitStatus) => {
    status = result
  }
  try {
    await buildProgram(terminal, end).parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.done : EXIT.invalid
  }
  return status
}

function buildProgram(terminal: Terminal, end: (status: ExitStatus) => void): Command {
  const program = new Command('entrolyte')
    .description(
      `Monte Carlo simulation of electrolytes on a bcc lattice: solvation, hydrogen bonds, entropies.\nWithout a command it runs the shipped scenario ${DEFAULT_SCENARIO}.`,
    )
    .version(packageVersion())
    .exitOverride()
    .enablePositionalOptions()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .argument('[command...]')
    .usage('[command] [options]')

  addRunOptions(program).action(async ([command]: string[], options: RunOptions) => {
    if (command !== undefined) throw unknownCommand(command, program)
    end(await runCommand(DEFAULT_SCENARIO, options, terminal, 'next-free'))
  })

  addRunOptions(program.command('run'))
    .description('run a scenario: a YAML file, or the name of a shipped one')
    .argument('<scenario>')
    .action(async (scenario: string, options: RunOptions) => {
      end(await runCommand(scenario, options, terminal))
    })

  addWorkOptions(program.command('resume'))
    .description('go on with a run or a sweep that was interrupted, to the same bytes')
    .argument('<result-dir>')
    .action(async (directory: string, options: WorkOptions) => {
      end(await resumeCommand(directory, options, terminal))
    })

  addScenarioOptions(program.command('validate'))
    .description('check a scenario and show what it comes to, without running it')
    .argument('<scenario>')
    .option('--json', 'print what was found as JSON')
    .action((scenario: string, options: ScenarioOptions & { json?: boolean }) => {
      end(validateCommand(scenario, options, terminal))
    })

  addCalibrateCommand(program, terminal, end)
  addCompareCommand(program, terminal, end)
  addSweepCommand(program, terminal, end)
  addExportCommand(program, terminal, end)
  addReportCommand(program, terminal, end)
  addEntropyCommand(program, terminal, end)
  addSchemaCommand(program, terminal, end)
  return program
}

function unknownCommand(word: string, program: Command): Error {
  if (UNAVAILABLE.includes(word)) {
    return usageError(word, 'this command is not in this version yet')
  }
  const names = program.commands.map((command) => command.name())
  const near = nearestWord(word, names)
  const isFile = /\.ya?ml$/.test(word)
  const hint = isFile ? `entrolyte run ${word}` : near && `did you mean ${near}?`
  return usageError(word, 'there is no such command', hint || `known: ${names.join(', ')}`)
}
