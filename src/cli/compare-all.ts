import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Candidate, readCandidates } from '../compare/candidate.ts'
import { secondsOf } from '../compare/comparable-record.ts'
import { type Judgement, judge } from '../compare/judge.ts'
import { isOf } from '../compare/match.ts'
import { FREEZING_POINT } from '../compare/melting-records.ts'
import { type Statement, type Statements, systemsOf } from '../compare/statement.ts'
import type { Override } from '../document/override.ts'
import { packageVersion } from '../host/package-root.ts'
import { formatDuration } from '../report/measured.ts'
import type { Runner } from '../runner/runner.ts'
import type { SimulateEvent } from '../runner/simulate.ts'
import { OBSERVABLE_GROUPS } from '../scenario/observable-groups.ts'
import type { Output, Scenario } from '../scenario/scenario.ts'
import { claimDirectory, RECORD_FILE } from '../store/store.ts'
import { pointId } from '../store/sweep-record.ts'
import type { Composed } from '../system.ts'
import { formatKelvins } from '../units/quantity.ts'
import { usableCheckpoint } from './checkpoints.ts'
import { EXIT, type ExitStatus, watchInterruption } from './exit.ts'
import { prepareFile } from './prepare.ts'
import { type Progress, progressOf, seconds } from './progress.ts'
import { type ProgressDisplay, showProgress } from './progress-display.ts'
import { runPoint } from './run-point.ts'
import type { Terminal } from './terminal.ts'
import { runnerWith } from './work.ts'

export interface AllOptions {
  /** Wall time that runs may take together; what is then missing stays so until the next time. */
  readonly minutes: number
  readonly threads: number
  /** Directory of the results that are kept. */
  readonly out: string
}

export interface AllJudgements {
  readonly judgements: readonly Judgement[]
  /** The same statements about the null force field. */
  readonly nullJudgements: readonly Judgement[]
  /** Labels of the points that were not run. */
  readonly missing: readonly string[]
  readonly status: ExitStatus
}

interface Job extends ComparisonPoint {
  readonly model: ComparedModel
  readonly directory: string
}

/**
 * Runs what statements need and is not there, a point after the other, and judges them. Results are kept by
 * version and by what they compute, so that the next call takes them up, half-finished ones too.
 * @param given results of the shipped force field from elsewhere, such as melting points
 */
export async function compareAll(
  statements: Statements,
  given: readonly Candidate[],
  { minutes, threads, out }: AllOptions,
  terminal: Terminal,
): Promise<AllJudgements> {
  const jobs: Job[] = []
  for (const model of ['aqueous', 'null'] as const) {
    for (const point of await planComparison(statements, model)) {
      jobs.push({ ...point, model, directory: join(out, packageVersion(), point.id) })
    }
  }
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), 60_000 * minutes)
  const interruption = watchInterruption()
  const signal = AbortSignal.any([interruption.signal, deadline.signal])
  const runner = runnerWith(threads)
  try {
    await runMissing(statements, jobs, { runner, signal, minutes, terminal })
  } finally {
    await runner.close()
    clearTimeout(timer)
    interruption.end()
  }
  const judged = (model: ComparedModel) => {
    const found = jobs.flatMap((job) => (job.model === model ? resultOf(job) : []))
    return judge(statements, model === 'aqueous' ? [...found, ...given] : found)
  }
  return {
    judgements: judged('aqueous'),
    nullJudgements: judged('null'),
    missing: jobs.filter((job) => resultOf(job).length === 0).map(nameOf),
    status: interruption.status() ?? EXIT.done,
  }
}

interface Working {
  readonly runner: Runner
  readonly signal: AbortSignal
  readonly minutes: number
  readonly terminal: Terminal
}

/** Stops at the signal; a point whose statements have all used up their budgets is left out. */
async function runMissing(
  { statements }: Statements,
  jobs: readonly Job[],
  working: Working,
): Promise<void> {
  const { runner, signal, minutes, terminal } = working
  const start = seconds()
  const missing = jobs.filter((job) => resultOf(job).length === 0)
  const ids = missing.map((job) => ({ ...job, id: job.directory }))
  const progress = progressOf(ids, runner.width, jobs.length - missing.length)
  const display = showProgress('auto', 'sweep', progress, terminal)
  // The null model has a budget of its own, so that it is judged wherever the other is.
  const key = ({ model }: Job, id: string) => `${model} ${id}`
  const spent = new Map<string, number>()
  const spend = (job: Job) => {
    const [result] = resultOf(job)
    const time = result === undefined ? 0 : (secondsOf(result.record) ?? 0)
    for (const id of job.statements) spent.set(key(job, id), (spent.get(key(job, id)) ?? 0) + time)
  }
  const isAffordable = (job: Job) =>
    statements.some(
      ({ id, budget }) => job.statements.includes(id) && (spent.get(key(job, id)) ?? 0) < budget,
    )
  for (const [index, job] of jobs.entries()) {
    if (resultOf(job).length === 0 && !signal.aborted) {
      const left = formatDuration(Math.max(0, 60 * minutes - (seconds() - start)))
      const place = `${index + 1}/${jobs.length}  ${nameOf(job)}`
      const isRun = isAffordable(job)
      display.line(`${place}${isRun ? ` · ${left} left` : ': left out, its time budget is spent'}`)
      if (isRun) await run(job, progress, display, working)
      progress.end(job.directory)
    }
    spend(job)
  }
  display.end()
}

/** Verdicts are printed, not the tables of single runs. */
async function run(
  job: Job,
  progress: Progress,
  display: ProgressDisplay,
  { runner, signal, terminal }: Working,
): Promise<void> {
  const claim = claimDirectory(job.directory, { goOn: true })
  try {
    const restart = usableCheckpoint(job.directory, job.scenario, job.output, terminal)
    progress.resume(job.directory, restart.runs)
    const onEvent = (event: SimulateEvent) => display.event(event, job.directory)
    const work = { runner, signal, terminal, isAlone: true, onEvent }
    const outcome = await runPoint(job, restart, work)
    if (outcome.kind === 'failed') display.line(`it failed: ${outcome.failure.cause}`)
  } finally {
    claim.release()
  }
}

/** Empty where there is none. */
function resultOf({ directory }: Job): Candidate[] {
  return existsSync(join(directory, RECORD_FILE)) ? readCandidates(directory) : []
}

function nameOf({ label, model }: Job): string {
  return model === 'null' ? `${label}, null model` : label
}

/** A point of a shipped scenario that statements need. */
interface ComparisonPoint extends Composed {
  /** The first digits of the SHA-256 of its resolved scenario. */
  readonly id: string
  readonly scenario: Scenario
  readonly output: Output
  /** As messages name it: `anion-series, 2 mol/kg ZnCl2 at 298.15 K`. */
  readonly label: string
  /** Ids of the statements that read it. */
  readonly statements: readonly string[]
}

type ComparedModel = 'aqueous' | 'null'

/** By name in `forcefields`; quoted, for YAML has a null of its own. */
const FORCE_FIELD: Override = { path: 'forcefield', value: '"null"' }

/** Nothing holds anything in the null model: a sweep forgets the one before, and costs much for it. */
const NULL_SAMPLING = { equilibration: 100, production: 400 }

/**
 * What has to be run to judge the statements, first what the first statements need. Of points that are the
 * same system at one temperature with the same observables the first counts.
 */
async function planComparison(
  { scenarios, systems, statements }: Statements,
  model: ComparedModel,
): Promise<ComparisonPoint[]> {
  const taken = new Set<string>()
  const prepared = await Promise.all(scenarios.map((name) => pointsOf(name, model)))
  const points = scenarios.flatMap((name, at) =>
    prepared[at]!.flatMap((point): ComparisonPoint[] => {
      const { scenario, system } = point
      const { composition, temperature } = scenario
      const described = {
        scenario: {
          composition: composition.kind === 'solution' ? { solvents: composition.solvents } : {},
        },
        system,
      }
      const [found] = Object.entries(systems).filter(([, pattern]) => isOf(described, pattern))
      if (found === undefined) return []
      const [id, { label }] = found
      const reading = statements.filter((one) => reads(one, id, scenario))
      const key = [id, temperature.toFixed(2), ...scenario.observables].join('|')
      if (reading.length === 0 || taken.has(key)) return []
      taken.add(key)
      const ids = reading.map((one) => one.id)
      return [
        {
          ...point,
          label: `${name}, ${label} ${temperaturesOf(scenario)}`,
          statements: ids,
        },
      ]
    }),
  )
  const order = statements.map(({ id }) => id)
  const first = ({ statements: ids }: ComparisonPoint) => order.indexOf(ids[0]!)
  return points.toSorted((a, b) => first(a) - first(b))
}

/** What costs runs of its own is measured where it is asked for; all else by default. */
function reads(statement: Statement, system: string, scenario: Scenario): boolean {
  const { observable } = statement
  if (observable === FREEZING_POINT) return false
  const { from, to } = statement.temperature
  const { temperature, observables } = scenario
  const isGroup = (OBSERVABLE_GROUPS as readonly string[]).includes(observable)
  const isMeasured = observables.includes(isGroup ? observable : 'default')
  const isInRange = temperature >= from && temperature <= to
  return isInRange && isMeasured && systemsOf(statement).includes(system)
}

/** `at 298.15 K`, or `from 253.15 K to 343.15 K` of a ladder. */
function temperaturesOf({ temperature, sampling: { ladder } }: Scenario): string {
  if (ladder === undefined) return `at ${formatKelvins(temperature)}`
  return `from ${formatKelvins(ladder[0]!)} to ${formatKelvins(ladder.at(-1)!)}`
}

async function pointsOf(
  reference: string,
  model: ComparedModel,
): Promise<Omit<ComparisonPoint, 'label' | 'statements'>[]> {
  const overrides = model === 'null' ? [FORCE_FIELD] : []
  const { content, output } = await prepareFile(reference, overrides)
  const resolved = content.kind === 'sweep' ? content.points : [content]
  return resolved.map(({ scenario: given, system, warnings }) => {
    const sampling = { ...given.sampling, ...NULL_SAMPLING }
    const scenario = model === 'null' ? { ...given, sampling } : given
    return { id: pointId(scenario), scenario, system, warnings, output }
  })
}
