import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Candidate, readCandidates } from '../compare/candidate.ts'
import { secondsOf } from '../compare/comparable-record.ts'
import { type Judgement, judge } from '../compare/judge.ts'
import type { Statements } from '../compare/statement.ts'
import { formatDuration } from '../report/measured.ts'
import type { Runner } from '../runner/runner.ts'
import { claimDirectory, RECORD_FILE } from '../store/store.ts'
import { type ComparedModel, type ComparisonPoint, planComparison } from './comparison-plan.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { watchInterruption } from './interruption.ts'
import { packageVersion } from './package-root.ts'
import { seconds } from './progress.ts'
import { runPoint } from './run-point.ts'
import { runnerWith } from './runner.ts'
import type { Terminal } from './terminal.ts'
import { usableCheckpoint } from './usable-checkpoint.ts'

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
  const { signal, minutes, terminal } = working
  const begun = seconds()
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
      const left = formatDuration(Math.max(0, 60 * minutes - (seconds() - begun)))
      const place = `${index + 1}/${jobs.length}  ${nameOf(job)}`
      const isRun = isAffordable(job)
      terminal.err(
        `${place}${isRun ? ` · ${left} left` : ': left out, its time budget is spent'}\n`,
      )
      if (isRun) await run(job, working)
    }
    spend(job)
  }
}

/** Verdicts are told, not the tables of single runs. */
async function run(job: Job, { runner, signal, terminal }: Working): Promise<void> {
  const claim = claimDirectory(job.directory, { goOn: true })
  try {
    const begun = usableCheckpoint(job.directory, job.scenario, job.output, terminal)
    const outcome = await runPoint(job, begun, { runner, signal, terminal, isAlone: true })
    if (outcome.kind === 'failed') terminal.err(`it failed: ${outcome.failure.cause}\n`)
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
