import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { formatJson } from '../document/document.ts'
import { usageError } from '../errors/problem.ts'
import type { ForceField } from '../forcefield/force-field.ts'
import { parseForceField } from '../forcefield/parse-force-field.ts'
import { readForceField } from '../host/input-file.ts'
import { SCENARIOS } from '../host/package-root.ts'
import {
  type CalibratedTarget,
  type Calibration,
  calibratedNumbers,
  calibrationPlans,
  judgeTargets,
  type ProposedParameter,
} from '../methods/calibration/calibrate.ts'
import type { Evaluation } from '../methods/calibration/evaluation.ts'
import { calibratedParameters } from '../methods/calibration/parameters.ts'
import { parseTargets } from '../methods/calibration/targets.ts'
import { EFFORTS } from '../methods/calibration/water-runs.ts'
import type { Plan } from '../methods/method.ts'
import type { Uncertain } from '../statistics/uncertain.ts'
import { formatText } from '../table/text.ts'
import { EXIT, type ExitStatus, reportFailure } from './exit.ts'
import { readThreads } from './options.ts'
import type { Colors, Terminal } from './terminal.ts'
import { wrap } from './text.ts'
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
Takes some minutes of two cores; --quick two or three, with errors two to four times as large. An interruption
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
      'determine the quantities that a force field was calibrated to, and how its numbers would have to change',
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
  // Known as soon as it is found, whatever becomes of the others.
  const noted = function* (plan: Plan<Evaluation[]>): Plan<void> {
    found.push(...(yield* plan))
  }
  const print = () => {
    const calibration = judgeTargets(targets, calibratedNumbers(forceField), found)
    const report = { forceField: forceField.name, effort, seed, ...calibration }
    terminal.out(json ? formatJson(report) : formatCalibration(report, terminal.outColors))
  }
  const ending = await workOn(plans.map(noted), { threads, progress: 'auto', terminal })
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

export interface CalibrationReport extends Calibration {
  readonly forceField: string
  readonly effort: string
  readonly seed: string
}

/** Shares of a direction below this are left out. */
const SMALL = 0.15

/** Targets, sensitivities, proposed parameters, soft directions, sources. */
export function formatCalibration(report: CalibrationReport, colors: Colors): string {
  const { targets, parameters } = report
  const labels = parameters.map(label)
  const parts = [
    `${colors.bold(report.forceField)}: calibrated numbers (${report.effort}, seed ${report.seed})`,
    table(colors, ['', 'wanted', 'achieved', 'unit', '', 'used for'], targets.map(targetRow)),
    count(report),
    ...sensitivities(report, colors, labels),
    table(
      colors,
      ['', 'now', 'proposed', 'unit'],
      parameters.map((one, k) => [
        labels[k]!,
        `${one.value}`,
        measured({ ...one.change, value: one.value + one.change.value }),
        one.unit,
      ]),
    ),
    directions(report, labels),
    targets.map(({ id, source }) => wrap(`${id}: ${source}`, '  ').trimStart()).join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}

/** A table for the targets that depend on the same parameters: water's, then those of each pair of ions. */
function sensitivities(
  { targets, parameters }: Calibration,
  colors: Colors,
  labels: readonly string[],
): string[] {
  const dependsOn = ({ sensitivities: own }: CalibratedTarget) =>
    parameters.flatMap((_, k) => (own?.[k]?.value ? [k] : []))
  const tables: string[] = []
  let left = targets.filter((target) => dependsOn(target).length > 0)
  while (left.length > 0) {
    const rows = dependsOn(left[0]!)
    const isOf = (target: CalibratedTarget) => dependsOn(target).some((k) => rows.includes(k))
    const here = left.filter(isOf)
    left = left.filter((target) => !isOf(target))
    const all = parameters.flatMap((_, k) =>
      here.some((one) => dependsOn(one).includes(k)) ? [k] : [],
    )
    const heads = ['', ...here.map(({ id, unit }) => `${id}, ${unit}`)]
    const row = (k: number) => [
      `${labels[k]}, per ${parameters[k]!.unit}`,
      ...here.map((target) => measured(target.sensitivities![k]!)),
    ]
    tables.push(table(colors, heads, all.map(row)))
  }
  return tables
}

/** `straight hydrogen bond, entropy` */
function label({ name, key }: ProposedParameter): string {
  return key === 'value' || key === 'above' ? name : `${name}, ${key}`
}

function targetRow(target: CalibratedTarget): string[] {
  const { id, value, tolerance, unit, kind, achieved, isMet, parameters } = target
  const wanted = kind === 'equal' ? `${value} ± ${tolerance}` : `≤ ${value}`
  const verdict = isMet === null ? 'not determined' : isMet ? 'met' : 'missed'
  return [id, wanted, achieved ? measured(achieved) : '–', unit, verdict, parameters.join('; ')]
}

function count({ targets, parameters, directions: found }: Calibration): string {
  const values = targets.filter(({ kind, sensitivities }) => kind === 'equal' && sensitivities)
  const bounds = targets.filter(({ kind }) => kind === 'at-most')
  const soft = found.filter(({ isSoft }) => isSoft).length
  return wrap(
    `${parameters.length} free parameters against ${values.length} values and ${bounds.length} bounds; ` +
      `${soft} combinations of parameters are soft: no value decides about them. ` +
      'Sensitivities are covariances with contact counts, at constant filling; a step of more than a few ' +
      'tenths of 1 kJ/mol is beyond their reach.',
    '',
  )
}

function directions({ directions: found }: Calibration, labels: readonly string[]): string {
  const lines = found.map(({ strength, isSoft, shares }) => {
    const parts = shares.flatMap((share, k) =>
      Math.abs(share) < SMALL
        ? []
        : [`${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(2)} ${labels[k]}`],
    )
    return wrap(
      `${isSoft ? 'soft ' : 'stiff'} ${strength.toFixed(1)}: ${parts.join(' ')}`,
      '  ',
    ).trimStart()
  })
  return [
    'Directions (change of the targets in tolerances, for 1 kJ/mol or the same at 0 °C):',
    ...lines,
  ].join('\n')
}

/** `20.41 ± 0.23`, with two digits of the error. */
function measured({ value, standardError }: Uncertain): string {
  if (standardError === 0) return `${Number(value.toPrecision(3))}`
  let digits = 0
  for (let unit = 10; standardError < unit && digits < 6; unit /= 10) digits++
  return `${value.toFixed(digits)} ± ${standardError.toFixed(digits)}`
}

function table(
  colors: Colors,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const columns = heads.map((name) => ({ name, kind: 'text' as const }))
  return formatText(columns, [{ title: '', rows }], { title: colors.bold, head: colors.dim })
}
