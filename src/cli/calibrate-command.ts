import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { calibrateForceField } from '../calibrate/calibrate.ts'
import { runTasks } from '../calibrate/calibration-pool.ts'
import { calibratedParameters } from '../calibrate/parameters.ts'
import { EFFORTS } from '../calibrate/plan.ts'
import { parseTargets } from '../calibrate/targets.ts'
import { formatJson } from '../document/document.ts'
import type { ForceField } from '../forcefield/force-field.ts'
import { parseForceField } from '../forcefield/parse-force-field.ts'
import { formatCalibration } from './calibrate-report.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { readForceField } from './input-file.ts'
import { readThreads } from './options.ts'
import { SCENARIOS } from './package-root.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

interface CalibrateOptions {
  readonly json?: boolean
  readonly quick?: boolean
  readonly seed: string
  readonly threads: number
}

const DEFAULT_FORCE_FIELD = 'aqueous'

const HELP = `
Runs water, ice and dilute salts of the force field and compares them with the targets in
scenarios/reference/calibration-targets.yaml. Prints how each target depends on each calibrated number,
the step that would meet the targets to first order, and the combinations that no target decides about.
Takes some minutes of two cores; --quick about a minute, with errors two to four times as large.`

/** Registers `calibrate`; `end` takes the exit status. */
export function addCalibrateCommand(
  program: Command,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  program
    .command('calibrate')
    .description(
      'find out what the calibrated numbers of a force field come to, and what would improve them',
    )
    .argument('[forcefield]', 'a YAML file, or the name of a shipped one', DEFAULT_FORCE_FIELD)
    .option('--quick', 'shorter runs with larger errors')
    .option('--json', 'print what was found as JSON')
    .option('--seed <text>', 'another random seed', 'calibrate')
    .option('--threads <n>', 'worker threads', readThreads, availableParallelism())
    .addHelpText('after', HELP)
    .action(async (forceField: string, options: CalibrateOptions) => {
      end(await calibrateCommand(forceField, options, terminal))
    })
}

/** Throws InputError for a force field that cannot be read or has no calibrated number of water. */
async function calibrateCommand(
  reference: string,
  { json, quick, seed, threads }: CalibrateOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const forceField = forceFieldOf(reference)
  const file = join(SCENARIOS, 'reference', 'calibration-targets.yaml')
  const { targets } = parseTargets(readFileSync(file, 'utf8'))
  const effort = quick ? 'quick' : 'full'
  const calibration = await calibrateForceField(forceField, targets, {
    effort: EFFORTS[effort],
    seed,
    run: (tasks) => runTasks(tasks, threads, (done) => tell(done, tasks.length, terminal)),
  })
  const report = { forceField: forceField.name, effort, seed, ...calibration }
  terminal.out(json ? formatJson(report) : formatCalibration(report, terminal.outColors))
  return EXIT.done
}

function forceFieldOf(reference: string): ForceField {
  const found = readForceField(reference, reference)
  if (found === null) {
    const hint = `a path, or ${DEFAULT_FORCE_FIELD}`
    throw usageError(reference, 'there is no such force field', hint)
  }
  const forceField = parseForceField(found.text, found.file)
  const { network } = forceField
  if (network === null) throw usageError(found.file, 'names no species under `network`')
  if (calibratedParameters(forceField).length > 0) return forceField
  throw usageError(found.file, `no number of ${network} has the role calibrated`)
}

function tell(done: number, all: number, { err, isInteractive }: Terminal): void {
  const line = `calibrate: ${done} of ${all} runs`
  if (isInteractive) err(`\r${line}${done === all ? '\n' : ''}`)
  else if (done % 10 === 0 || done === all) err(`${line}\n`)
}
