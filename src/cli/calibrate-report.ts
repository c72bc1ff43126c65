import type {
  CalibratedTarget,
  Calibration,
  ProposedParameter,
} from '../methods/calibration/calibrate.ts'
import type { Uncertain } from '../statistics/uncertain.ts'
import { formatText } from '../table/text.ts'
import type { Colors } from './terminal.ts'
import { wrap } from './text.ts'

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
