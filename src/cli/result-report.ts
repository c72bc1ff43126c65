import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../errors/problem.ts'
import type { LadderResult, LadderRung, ResultRecord } from '../evaluate/record.ts'
import type { Warning } from '../evaluate/warning.ts'
import { formatCount, formatDuration, formatMeasured } from '../report/measured.ts'
import { groupObservables } from '../report/names.ts'
import { notMeasuredSentence, shortfallSentence } from '../report/sentences.ts'
import { REPORT_FILE } from '../store/store.ts'
import type { Column } from '../table/table.ts'
import { formatText, type Section } from '../table/text.ts'
import { formatKelvins } from '../units/quantity.ts'
import type { WorkOptions } from './options.ts'
import type { Colors, Terminal } from './terminal.ts'
import { formatBreakdown, formatWarnings, wrap } from './text.ts'

/** Where a result was written. */
export interface Place {
  readonly directory: string
  readonly files: readonly string[]
  /** Path of the report; null if there is none. */
  readonly report: string | null
}

/** The result as text: title, table, warnings, files, time. */
export function formatResult(record: ResultRecord, place: Place, colors: Colors): string {
  const { scenario, state, warnings, ladder } = record
  const failed = state === 'completed' ? '' : `  ${colors.red(state)}`
  const parts = [
    `${colors.bold(scenario.title)}${failed}`,
    colors.dim(wrap(contents(record), '', ' · ')),
    '',
    formatText(COLUMNS, sections(record, colors), { title: colors.bold, head: colors.dim }),
    '',
    ...[LEGEND, ...notes(record)].map((line) => colors.dim(wrap(line, ''))),
    '',
    ...formatMoves(record, colors),
    ...(ladder === undefined ? [] : ['', ...formatLadder(ladder, colors)]),
    ...shortfall(record, colors),
    ...(warnings.length > 0 ? ['', formatWarnings(warnings, colors)] : []),
    '',
    ...formatBreakdown(record.timing).map((line) => colors.dim(line)),
    ...closing(record, place),
  ]
  return `${parts.join('\n')}\n`
}

const COLUMNS: readonly Column[] = [
  { name: '', kind: 'text' },
  { name: 'value', kind: 'number' },
  { name: 'unit', kind: 'text' },
  { name: 'n eff', kind: 'integer' },
  { name: 'τ', kind: 'integer' },
  { name: '', kind: 'text' },
]
const MOVE_COLUMNS: readonly Column[] = [
  { name: '', kind: 'text' },
  { name: 'accepted/%', kind: 'number' },
  { name: 'attempts', kind: 'integer' },
]

const LEGEND =
  'n eff: independent measurements; τ: autocorrelation time in sweeps; 0.541(3) is 0.541 ± 0.003'

function notes(record: ResultRecord): string[] {
  const left = notMeasuredSentence(record)
  return [
    ...entropyClass(record),
    ...discarded(record),
    ...outcome(record),
    ...(left === null ? [] : [left]),
  ]
}

function entropyClass({ system: { configurationalEntropyClass: rank } }: ResultRecord): string[] {
  return rank === null ? [] : [`configurationalEntropyIdeal makes this a ${rank}-entropy system`]
}

/** What was left out, where anything was. */
function discarded({ discardedSweeps, precision, scenario }: ResultRecord): string[] {
  if (discardedSweeps.every((sweeps) => sweeps === 0)) return []
  const production = precision?.at(-1)?.sweeps ?? scenario.sampling.production
  const list = discardedSweeps.map(formatCount).join(' and ')
  return [
    `left out as not yet at equilibrium: the first ${list} of ${formatCount(production)} sweeps`,
  ]
}

function shortfall(record: ResultRecord, colors: Colors): string[] {
  const sentence = shortfallSentence(record)
  return sentence === null ? [] : ['', colors.yellow(wrap(sentence, ''))]
}

/** How a run to a precision has ended. */
function outcome({ precision, scenario }: ResultRecord): string[] {
  const last = precision?.at(-1)
  if (last === undefined || scenario.until === undefined || !last.isReached) return []
  const measured = formatMeasured(last.value, last.standardError)
  return [
    `${scenario.until.observable} is ${measured}, as precise as asked for, after ${formatCount(last.sweeps)} sweeps of production`,
  ]
}

function contents({ system, scenario, branch }: ResultRecord): string {
  const particles = Object.entries(system.counts).map(([name, count]) => `${count} ${name}`)
  const density = system.density === null ? [] : [`${system.density.toFixed(3)} g/cm³`]
  const vacant = `${(100 * system.vacancyFraction).toFixed(1)} % of ${formatCount(system.sites)} sites vacant`
  return [
    ...particles,
    vacant,
    ...density,
    formatKelvins(scenario.temperature),
    branchName(branch),
  ].join(' · ')
}

/** Said where it was chosen for the user, too. */
function branchName({ kind, rejectedShare }: ResultRecord['branch']): string {
  if (rejectedShare === undefined) return kind
  return `${kind} branch (${(100 * rejectedShare).toPrecision(2)} % of trajectories undone)`
}

function sections(record: ResultRecord, colors: Colors): Section[] {
  const { observables, warnings } = record
  const groups = [...groupObservables(Object.keys(observables))]
  return groups.map(([title, names]) => ({
    title,
    rows: names.map((name) => observableRow(name, record, mark(name, warnings, colors))),
  }))
}

/** How often moves were accepted. */
function formatMoves({ moves }: ResultRecord, colors: Colors): string[] {
  const rows = Object.entries(moves).map(([name, { attempts, accepted }]) => {
    const share = attempts === 0 ? '–' : (100 * (accepted / attempts)).toPrecision(3)
    return [name, share, formatCount(attempts)]
  })
  const style = { title: colors.bold, head: colors.dim }
  return formatText(MOVE_COLUMNS, [{ title: 'moves', rows }], style).split('\n')
}

function observableRow(name: string, { observables }: ResultRecord, sign: string): string[] {
  const { value, standardError, unit, effectiveSamples, tauInt } = observables[name]!
  return [
    name,
    formatMeasured(value, standardError),
    unit,
    effectiveSamples === null ? '' : formatCount(effectiveSamples),
    tauInt === null ? '' : formatCountOrTenth(tauInt),
    sign,
  ]
}

function mark(name: string, warnings: readonly Warning[], colors: Colors): string {
  const isNamed = warnings.some(({ observable }) => observable === name)
  return isNamed ? colors.yellow('!') : colors.green('ok')
}

function formatCountOrTenth(value: number): string {
  return value < 100 ? value.toFixed(1) : formatCount(value)
}

function closing({ timing, digest }: ResultRecord, { directory, files, report }: Place): string[] {
  const { wallSeconds, cpuSeconds, threads, attemptsPerSecond } = timing
  const speed = `${(attemptsPerSecond / 1e6).toFixed(2)} million attempts/s`
  const work = `${formatDuration(cpuSeconds)} of processor time, ${speed}`
  const took = `${formatDuration(wallSeconds)} on ${threads} ${threads === 1 ? 'thread' : 'threads'}`
  const indent = ' '.repeat('written to'.length + 2)
  const line = (label: string, text: string) => label.padEnd(indent.length) + text
  return [
    line('written to', `${directory}/`),
    wrap(files.join(', '), indent),
    ...(report === null ? [] : [line('look at', report)]),
    line('took', `${took} (${work})`).length > 80
      ? `${line('took', took)}\n${indent}${work}`
      : line('took', `${took} (${work})`),
    line('digest', digest),
  ]
}

/** What is shown of each rung, where it is measured, under which head. */
const RUNG_COLUMNS = {
  energyPerWater: { name: 'energy', unit: 'kJ/mol water', kind: 'number' },
  hydrogenBondsPerWater: { name: 'H bonds', unit: '1/water', kind: 'number' },
  tetrahedralEntropy: { name: 'S_Q − S₀', unit: 'kB/water', kind: 'number' },
} as const
const RUNG_NAMES = Object.keys(RUNG_COLUMNS) as (keyof typeof RUNG_COLUMNS)[]

/** A row for each temperature of a ladder, and how often walkers went all the way. */
function formatLadder(ladder: LadderResult, colors: Colors): string[] {
  const { rungs, exchanges, roundTrips } = ladder
  const shown = RUNG_NAMES.filter((name) => rungs[0]!.observables[name] !== undefined)
  const rows = rungs.map((rung, k) => [
    `${rung.temperature.toFixed(2)} K`,
    ...shown.map((name) => measured(rung, name)),
    percent(rung.rejectedShare),
    percent(exchanges[k]?.share),
  ])
  const columns: Column[] = [
    { name: '', kind: 'text' },
    ...shown.map((name) => RUNG_COLUMNS[name]),
    { name: 'undone', kind: 'number' },
    { name: 'exchanged\nwith next', kind: 'number' },
  ]
  const style = { title: colors.bold, head: colors.dim }
  const table = formatText(columns, [{ title: 'ladder', rows }], style)
  const trips = `round trips from the lowest temperature to the highest and back: ${roundTrips.join(' and ')}`
  return [table, colors.dim(trips)]
}

function measured({ observables, warnings }: LadderRung, name: string): string {
  const { value, standardError } = observables[name]!
  const isDoubted = warnings.some(({ observable }) => observable === name)
  return `${formatMeasured(value, standardError)}${isDoubted ? ' !' : ''}`
}

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '' : `${(100 * share).toPrecision(2)} %`
}

/**
 * Writes the report of a result, which is kept whatever happens to the report; null if it cannot be written, or is
 * not wanted. Then an old one goes: it would be of another result.
 */
export async function reportAtEnd(
  directory: string,
  { report: isWanted }: Pick<WorkOptions, 'report'>,
  { err }: Terminal,
): Promise<string | null> {
  const removeOld = () => rmSync(join(directory, REPORT_FILE), { force: true })
  if (isWanted === false) {
    removeOld()
    return null
  }
  try {
    // The compiler of plots takes longer to load than all that a run needs before its first sweep.
    const { writeReport } = await import('./report-command.ts')
    return writeReport(directory).path
  } catch (error) {
    removeOld()
    const cause =
      error instanceof InputError ? error.problems[0]?.message : (error as Error).message
    err(
      `the report could not be written: ${cause}; \`entrolyte report ${directory}\` tries again\n`,
    )
    return null
  }
}
