import { Command, CommanderError } from 'commander'
import { nearestWord } from '../errors/nearest-word.ts'
import { usageError } from '../errors/problem.ts'
import { packageVersion } from '../host/package-root.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import {
  addReportedWorkOptions,
  addRunOptions,
  addScenarioOptions,
  type RunOptions,
  type WorkOptions,
} from './options.ts'
import type { Placing } from './run-command.ts'
import type { Terminal } from './terminal.ts'
import type { ValidateOptions } from './validate-command.ts'

/** What is run where no command is given. */
const DEFAULT_SCENARIO = 'li2zncl4-9h2o'

/** Parts of the interface that are still to come. */
const UNAVAILABLE = ['explore']

type Register = (program: Command, terminal: Terminal, end: (status: ExitStatus) => void) => void

/** Commands in files of their own. Loading all modules of all of them takes longer than most take to run. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  calibrate: async () => (await import('./calibrate-command.ts')).addCalibrateCommand,
  compare: async () => (await import('./compare-command.ts')).addCompareCommand,
  sweep: async () => (await import('./sweep-command.ts')).addSweepCommand,
  export: async () => (await import('./export-command.ts')).addExportCommand,
  melting: async () => (await import('./melting-command.ts')).addMeltingCommand,
  report: async () => (await import('./report-command.ts')).addReportCommand,
  entropy: async () => (await import('./entropy-command.ts')).addEntropyCommand,
  schema: async () => (await import('./schema-command.ts')).addSchemaCommand,
}

/** The others. */
const OWN_COMMANDS = ['run', 'resume', 'validate']

/** Does what the arguments ask for and returns the exit status. Throws InputError for bad input. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done
  const end = (result: ExitStatus) => {
    status = result
  }
  try {
    const program = buildProgram(terminal, end)
    for (const command of commandsFor(args)) (await COMMANDS[command]!())(program, terminal, end)
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.done : EXIT.invalid
  }
  return status
}

/** Which of `COMMANDS` the arguments can be about: all, unless the first word leaves no doubt. */
function commandsFor([first]: readonly string[]): string[] {
  if (first === undefined || OWN_COMMANDS.includes(first)) return []
  return Object.hasOwn(COMMANDS, first) ? [first] : Object.keys(COMMANDS)
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
    end(await run(DEFAULT_SCENARIO, options, terminal, 'next-free'))
  })

  addRunOptions(program.command('run'))
    .description('run a scenario: a YAML file, or the name of a shipped one')
    .argument('<scenario>')
    .action(async (scenario: string, options: RunOptions) => {
      end(await run(scenario, options, terminal))
    })

  addReportedWorkOptions(program.command('resume'))
    .description('go on with a run or a sweep that was interrupted, to the same bytes')
    .argument('<result-dir>')
    .action(async (directory: string, options: WorkOptions) => {
      const { resumeCommand } = await import('./resume-command.ts')
      end(await resumeCommand(directory, options, terminal))
    })

  addScenarioOptions(program.command('validate'))
    .description(
      'check a scenario and show it resolved, with its numbers of particles, without running it',
    )
    .argument('<scenario>')
    .option('--full', 'print the force field, too')
    .option('--json', 'print what was found as JSON')
    .action(async (scenario: string, options: ValidateOptions) => {
      const { validateCommand } = await import('./validate-command.ts')
      end(await validateCommand(scenario, options, terminal))
    })

  return program
}

/** The first worker loads its own part while this thread does. */
async function run(
  scenario: string,
  options: RunOptions,
  terminal: Terminal,
  placing?: Placing,
): Promise<ExitStatus> {
  const { runnerWith } = await import('./work.ts')
  const runner = runnerWith(options.threads)
  try {
    const { runCommand } = await import('./run-command.ts')
    return await runCommand(scenario, options, { terminal, runner }, placing)
  } finally {
    await runner.close()
  }
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
