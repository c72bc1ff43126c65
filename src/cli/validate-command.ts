import { availableParallelism } from 'node:os'
import { formatJson } from '../document/document.ts'
import { attemptsOf, replicaLoads, runLoads } from '../methods/run-loads.ts'
import { formatCount, formatDuration } from '../report/measured.ts'
import { lengthsOf, rungsOf } from '../run/lengths.ts'
import { branchOf } from '../run/sampling-branch.ts'
import { inline } from '../runner/inline.ts'
import { speedOf } from '../runner/speed.ts'
import { formatScenario, formatScenarioBriefly } from '../scenario/format-scenario.ts'
import type { Output, Scenario, Until } from '../scenario/scenario.ts'
import { type PlannedPoint, planSweep } from '../sweep/plan.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import { overridesOf, type ScenarioOptions } from './options.ts'
import { type Prepared, type PreparedFile, prepareFile } from './prepare.ts'
import { formatSettings } from './progress-display.ts'
import type { Colors, Terminal } from './terminal.ts'
import { formatWarnings } from './text.ts'

/** A scenario, and how it is kept. */
interface Checked extends Prepared {
  readonly output: Output
}

interface Expectation {
  readonly threads: number
  /** Of one replica; null if a sweep takes too long to be timed. */
  readonly sweepsPerSecond: number | null
  readonly seconds: number | null
  /** The same for the longest that `until` allows; null without it. */
  readonly mostSeconds: number | null
  /** MiB, roughly. */
  readonly memory: number
}

/** MiB of a worker thread with nothing to do, and bytes that a site costs it with all tables. */
const WORKER = 35
const PROCESS = 80
const MEBIBYTE = 1024 * 1024
const BYTES_PER_SITE = 120
/** Columns of a usual series; each sample of each is a double, kept twice while it is written. */
const COLUMNS = 60

export interface ValidateOptions extends ScenarioOptions {
  readonly json?: boolean
  /** With all of the force field. */
  readonly full?: boolean
}

/** Prints a resolved scenario and its numbers of particles. Throws InputError with all that is wrong in it. */
export async function validateCommand(
  reference: string,
  options: ValidateOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const watcher = options.json ? null : terminal
  const file = await prepareFile(reference, overridesOf(options), watcher)
  const { content, output } = file
  if (content.kind === 'sweep') return validateSweep(file, options, terminal)
  const prepared = { ...content, name: file.name, output }
  const expected = await expect(prepared)
  if (options.json) {
    const { scenario, system, warnings } = prepared
    terminal.out(formatJson({ scenario, system, expected, warnings }))
  } else {
    terminal.out(formatValidation(prepared, expected, options, terminal.outColors))
  }
  return EXIT.done
}

async function expect({ scenario, system }: Prepared): Promise<Expectation> {
  const { equilibration, production, measureEvery } = scenario.sampling
  const subject = { scenario, counts: system.counts }
  const replicas = runLoads(subject).length
  const most = lengthsOf(scenario).at(-1)!
  const threads = Math.min(availableParallelism(), replicas)
  const sweepsPerSecond = await speedOf(subject, inline())
  const rounds = Math.ceil(replicas / threads)
  const samples = replicas * rungsOf(scenario.sampling) * (most / measureEvery)
  const secondsOf = (length: number) =>
    sweepsPerSecond && (rounds * (equilibration + length)) / sweepsPerSecond
  const bytes = threads * system.sites * BYTES_PER_SITE + 2 * samples * COLUMNS * 8
  return {
    threads,
    sweepsPerSecond,
    seconds: secondsOf(production),
    mostSeconds: scenario.until === undefined ? null : secondsOf(most),
    memory: Math.round(PROCESS + threads * WORKER + bytes / MEBIBYTE),
  }
}

function formatValidation(
  prepared: Checked,
  expected: Expectation,
  { full = false }: ValidateOptions,
  colors: Colors,
): string {
  const { scenario, output, warnings } = prepared
  const facts = [...systemFacts(prepared), ...runFacts(scenario, expected)]
  const width = Math.max(...facts.map(([label]) => label.length))
  const parts = [
    colors.dim(
      full ? '# the resolved scenario' : '# the resolved scenario; --full has its force field',
    ),
    (full ? formatScenario : formatScenarioBriefly)(scenario, output).trimEnd(),
    '',
    colors.dim('# on the lattice'),
    ...facts.map(([label, text]) => `${colors.bold(label.padEnd(width))}  ${text}`),
    ...(warnings.length > 0 ? ['', formatWarnings(warnings, colors)] : []),
  ]
  return `${parts.join('\n')}\n`
}

type Fact = readonly [label: string, text: string]

function systemFacts({ system, scenario }: Prepared): Fact[] {
  const { counts, molality, density, densitySource, vacancyFraction, sites, charge } = system
  const list = (entries: [string, number][], text: (value: number) => string) =>
    entries.map(([name, value]) => `${name} ${text(value)}`).join(', ') || 'none'
  return [
    ['sites', `${formatCount(sites)} (${scenario.cells}³ cells of two)`],
    ['particles', list(Object.entries(counts), formatCount)],
    ['vacancies', `${(100 * vacancyFraction).toFixed(2)} % of the sites`],
    ...(molality === null
      ? []
      : [['molality', list(Object.entries(molality), (m) => `${m.toFixed(3)} mol/kg`)] as const]),
    ['charge', `${charge} e`],
    ['branch', describeBranch(scenario, counts)],
    [
      'density',
      density === null
        ? 'unknown, for want of a molar mass'
        : `${density.toFixed(4)} g/cm³ (${densitySource})`,
    ],
  ]
}

/** Of configurations that the run is kept to, and whether anybody asked. */
function describeBranch(scenario: Scenario, counts: Readonly<Record<string, number>>): string {
  const { kind, isGiven } = branchOf(scenario, counts)
  return isGiven || kind === 'equilibrium' ? kind : `${kind}, as water below 273.15 K is by default`
}

function runFacts(scenario: Scenario, expected: Expectation): Fact[] {
  const { sampling, until } = scenario
  const { replicas, equilibration, production } = sampling
  const { threads, sweepsPerSecond, seconds, mostSeconds, memory } = expected
  const speed =
    sweepsPerSecond === null ? '' : ` at ${formatCount(sweepsPerSecond)} sweeps/s, timed just now`
  return [
    [
      'sweeps',
      `${formatCount(replicas)} × (${formatCount(equilibration)} + ${formatCount(production)})`,
    ],
    ...(until === undefined ? [] : [['until', describeUntil(until)] as const]),
    ['memory', `about ${formatCount(memory)} MiB`],
    [
      'time',
      seconds === null
        ? 'unknown: a sweep takes longer than the check was given'
        : `about ${formatDuration(seconds)}${mostSeconds === null ? '' : ` to ${formatDuration(mostSeconds)}`} on ${threads} ${threads === 1 ? 'thread' : 'threads'}${speed}`,
    ],
  ]
}

function describeUntil({ observable, error, maxSweeps }: Until): string {
  const { kind, value } = error
  const bound = kind === 'relative' ? `${Number((100 * value).toPrecision(6))} %` : `± ${value}`
  return `${observable} to ${bound}, at most ${formatCount(maxSweeps)} sweeps of production`
}

/** Points shown; the rest are counted. */
const SHOWN = 5

/** Prints the points of a sweep and their numbers of particles. */
async function validateSweep(
  { content }: PreparedFile,
  { json }: { readonly json?: boolean },
  { out, outColors }: Terminal,
): Promise<ExitStatus> {
  if (content.kind !== 'sweep') throw new RangeError('this is no sweep')
  const plan = planSweep(content.points)
  const codes = new Map<string, number>()
  for (const { warnings } of plan) {
    for (const code of new Set(warnings.map((warning) => warning.code))) {
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
  }
  if (json) {
    const points = plan.map(({ id, settings }) => ({ id, settings }))
    out(formatJson({ axes: content.axes, points, warnings: Object.fromEntries(codes) }))
    return EXIT.done
  }
  const rest = plan.length - SHOWN
  const repeated = content.points.length - plan.length
  const lines = [
    outColors.bold(`a sweep of ${formatCount(plan.length)} points over ${content.axes.join(', ')}`),
    ...(repeated > 0 ? [`${formatCount(repeated)} more are repetitions, and run once`] : []),
    ...plan.slice(0, SHOWN).map(({ id, settings }) => `  ${id}  ${formatSettings(settings)}`),
    ...(rest > 0 ? [outColors.dim(`  and ${formatCount(rest)} more`)] : []),
    `time  ${await estimate(plan)}`,
    ...[...codes].map(([code, count]) => {
      return `${outColors.yellow('!')} ${code} at ${formatCount(count)} points; --set the values of one to see why`
    }),
  ]
  out(`${lines.join('\n')}\n`)
  return EXIT.done
}

/** From the speed of the first point. */
async function estimate(plan: readonly PlannedPoint[]): Promise<string> {
  const { scenario, system } = plan[0]!
  const sweepsPerSecond = await speedOf({ scenario, counts: system.counts }, inline())
  if (sweepsPerSecond === null) return 'unknown: a sweep takes longer than the check was given'
  const attemptsPerSecond = sweepsPerSecond * replicaLoads(scenario)[0]!.attemptsPerSweep
  const attempts = plan.reduce((sum, point) => {
    return sum + attemptsOf(runLoads({ scenario: point.scenario, counts: point.system.counts }))
  }, 0)
  const threads = availableParallelism()
  const text = formatDuration(attempts / attemptsPerSecond / threads)
  return `about ${text} on ${threads} ${threads === 1 ? 'thread' : 'threads'}, if all points are as fast as the first`
}
