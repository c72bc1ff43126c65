import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { formatJson } from '../document/document.ts'
import type { ForceField } from '../forcefield/force-field.ts'
import { parseForceField } from '../forcefield/parse-force-field.ts'
import {
  calibratedNumbers,
  calibrationPlans,
  judgeTargets,
} from '../methods/calibration/calibrate.ts'
import type { Evaluation } from '../methods/calibration/evaluation.ts'
import { calibratedParameters } from '../methods/calibration/parameters.ts'
import { parseTargets } from '../methods/calibration/targets.ts'
import { EFFORTS } from '../methods/calibration/water-runs.ts'
import { carryOut } from '../methods/method.ts'
import type { Program } from '../runner/simulate.ts'
import { formatCalibration } from './calibrate-report.ts'
import { EXIT, type ExitStatus, reportFailure, usageError } from './exit.ts'
import { readForceField, SCENARIOS } from './input-files.ts'
import { readThreads } from './options.ts'
import type { Terminal } from './terminal.ts'
import { workOn } from './work.ts'

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
Takes some minutes of two cores; --quick about a minute, with errors two to four times as large. An interruption
prints what was determined up to then.`

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
  const plans = calibrationPlans({ forceField, effort: EFFORTS[effort], seed }, targets)
  const found: Evaluation[] = []
  // All at once: no thread waits for the last run of one of them, and each is known as soon as it is found.
  const program: Program<void> = async (execute) => {
    await Promise.all(plans.map(async (plan) => found.push(...(await carryOut(plan, execute)))))
  }
  const print = () => {
    const calibration = judgeTargets(targets, calibratedNumbers(forceField), found)
    const report = { forceField: forceField.name, effort, seed, ...calibration }
    terminal.out(json ? formatJson(report) : formatCalibration(report, terminal.outColors))
  }
  const ending = await workOn(program, { threads, progress: 'auto', terminal })
  if (ending.kind === 'failed') return reportFailure(ending.failure, 'nothing was kept', terminal)
  if (ending.kind === 'finished' || found.length > 0) print()
  if (ending.kind === 'finished') return EXIT.done
  terminal.err(`interrupted after ${ending.count}; nothing was kept\n`)
  return ending.status
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
