import type { CalibratedTarget, Calibration, ProposedParameter } from '../calibrate/calibrate.ts'
import type { Measured } from '../thermodynamics/coupling-path.ts'
import { formatTable } from './plain-table.ts'
import type { Colors } from './terminal.ts'
import { wrap } from './warning-list.ts'

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
  const own = targets.filter(({ sensitivities }) => sensitivities !== null)
  const parts = [
    `${colors.bold(report.forceField)}: calibrated numbers of water (${report.effort}, seed ${report.seed})`,
    table(colors, ['', 'wanted', 'achieved', 'unit', '', 'used for'], targets.map(targetRow)),
    count(report),
    table(
      colors,
      ['', ...own.map(({ id, unit }) => `${id}, ${unit}`)],
      parameters.map((parameter, k) => [
        `${labels[k]}, per ${parameter.unit}`,
        ...own.map(({ sensitivities }) => measured(sensitivities![k]!)),
      ]),
    ),
    table(
      colors,
      ['', 'now', 'proposed', 'unit'],
      parameters.map((one, k) => [
        labels[k]!,
        `${one.value}`,
        measured({ value: one.value + one.change.value, standardError: one.change.standardError }),
        one.unit,
      ]),
    ),
    directions(report, labels),
    targets.map(({ id, source }) => wrap(`${id}: ${source}`, '  ').trimStart()).join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
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
      'tenths of 1 kJ/mol goes beyond what they tell.',
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
function measured({ value, standardError }: Measured): string {
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
  return formatTable(heads, [{ title: '', rows }], {
    alignments: heads.map(() => 'left'),
    title: colors.bold,
    head: colors.dim,
  })
}
