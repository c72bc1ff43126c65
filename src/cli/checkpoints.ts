import { rmSync } from 'node:fs'
import { InputError } from '../errors/problem.ts'
import { isSystemError } from '../errors/system-error.ts'
import { packageVersion } from '../host/package-root.ts'
import { readResolved } from '../host/read-scenario.ts'
import { runKey } from '../methods/method.ts'
import { plannedRuns } from '../methods/registry.ts'
import { replicaOf } from '../run/ladder.ts'
import { lengthHolding } from '../run/lengths.ts'
import { SnapshotMismatch } from '../run/replica-snapshot.ts'
import type { KeptRun } from '../runner/run-plans.ts'
import { formatScenario } from '../scenario/format-scenario.ts'
import type { Output, Scenario } from '../scenario/scenario.ts'
import type { Checkpoint } from '../store/checkpoint.ts'
import {
  CHECKPOINT_FILE,
  type Refusal,
  readCheckpoint,
  writeCheckpoint,
} from '../store/checkpoint-files.ts'
import type { Witness } from '../store/durable-file.ts'
import { pointId } from '../store/sweep-record.ts'
import { TRAJECTORY_FILE } from '../store/trajectory-file.ts'
import type { Composed } from '../system.ts'
import type { Spent } from './stopwatch.ts'
import type { Terminal } from './terminal.ts'
import { lacksFrames } from './trajectory.ts'

/** How far a point has come already. */
export interface Restart {
  /** ISO 8601, UTC. */
  readonly start: string
  readonly spent: Spent
  readonly runs: readonly KeptRun[]
}

/** Of a point that nothing was done of. */
export function fromTheStart(): Restart {
  return {
    start: new Date().toISOString(),
    spent: { wallSeconds: 0, cpuSeconds: 0 },
    runs: [],
  }
}

/** Sweeps done of all replicas of all runs together. */
export function sweepsDone(runs: readonly KeptRun[]): number {
  return runs.flatMap(({ snapshots }) => snapshots).reduce((total, { done }) => total + done, 0)
}

/** Keeps a run so that it can go on. */
export interface CheckpointKeeper {
  readonly keep: (runs: readonly KeptRun[]) => void
  /** Why the last one could not be kept; null if it could. */
  readonly trouble: () => string | null
}

interface Kept {
  readonly directory: string
  /** A scenario unless something else is worked at. */
  readonly work?: Checkpoint['work']
  readonly scenario: Scenario
  readonly output: Output
  readonly start: string
  readonly spent: () => Spent
  readonly terminal: Terminal
}

/** A disk that is full, or gone, costs the checkpoint and not the run. */
export function keepCheckpoints({
  directory,
  work = 'run',
  scenario,
  output,
  start,
  spent,
  terminal,
}: Kept): CheckpointKeeper {
  const program = packageVersion()
  let text: string | null = null
  const witness = testKill()
  let trouble: string | null = null
  return {
    keep(runs) {
      text ??= formatScenario(scenario, output)
      const checkpoint = { program, work, scenario: text, start, ...spent(), runs }
      try {
        writeCheckpoint(directory, checkpoint, witness)
        trouble = null
      } catch (error) {
        if (!isSystemError(error)) throw error
        if (trouble === null) terminal.err(`a checkpoint could not be written: ${error.message}\n`)
        trouble = error.message
      }
    },
    trouble: () => trouble,
  }
}

/** A usable checkpoint, read back. */
export interface RestartedSystem extends Composed {
  readonly work: Checkpoint['work']
  readonly restart: Restart
  readonly scenario: Scenario
  readonly output: Output
}

/** Null if a directory has no usable checkpoint; prints why others cannot be used. */
export function readRestart(directory: string, { err }: Terminal): RestartedSystem | null {
  const { checkpoint, refusals } = readCheckpoint(directory, (candidate) => {
    return reasonAgainst(candidate) ?? lostFrames(directory, candidate)
  })
  printRefusals(refusals, err)
  if (checkpoint === null) return null
  discard(refusals)
  const { work, start, runs } = checkpoint
  return { work, ...readBack(checkpoint), restart: { start, spent: checkpoint, runs } }
}

/** Where a point of a sweep goes on; from the start if it has no usable checkpoint of its scenario. */
export function usableCheckpoint(
  directory: string,
  scenario: Scenario,
  output: Output,
  { err }: Terminal,
): Restart {
  const id = pointId(scenario)
  const { checkpoint, refusals } = readCheckpoint(directory, (candidate) => {
    const reason = reasonAgainst(candidate)
    if (reason !== null) return reason
    if (pointId(readBack(candidate).scenario) !== id) return 'it is of another scenario'
    return lostFrames(directory, candidate, output)
  })
  printRefusals(refusals, err)
  if (checkpoint === null) return fromTheStart()
  discard(refusals)
  return { start: checkpoint.start, spent: checkpoint, runs: checkpoint.runs }
}

function printRefusals(refusals: readonly Refusal[], err: (text: string) => void): void {
  for (const { file, reason } of refusals) err(`${file} cannot be used: ${reason}\n`)
}

/** Lest the next checkpoint keeps a damaged one as its predecessor, in place of the one that was used. */
function discard(refusals: readonly Refusal[]): void {
  for (const { file } of refusals) rmSync(file, { force: true })
}

/** What a trajectory lacks that should have the frames before a checkpoint; null if nothing. */
function lostFrames(
  directory: string,
  checkpoint: Checkpoint,
  output = readBack(checkpoint).output,
): string | null {
  const { scenario, system } = readBack(checkpoint)
  const key = runKey({ scenario, counts: system.counts })
  const own = checkpoint.runs.find((run) => run.key === key)?.snapshots ?? []
  const replica = lacksFrames(directory, scenario, output, own)
  return replica === null ? null : `${TRAJECTORY_FILE} lacks frames of replica ${replica + 1}`
}

/** What keeps this program from going on from a checkpoint that is whole; null if nothing does. */
function reasonAgainst(checkpoint: Checkpoint): string | null {
  const version = packageVersion()
  if (checkpoint.program !== version) {
    return `it was written by entrolyte ${checkpoint.program}, which might go on differently than ${version}`
  }
  try {
    const { scenario, system } = readBack(checkpoint)
    const planned = plannedRuns({ scenario, counts: system.counts })
    const known = new Map(planned.map((run) => [runKey(run), run]))
    for (const { key, snapshots } of checkpoint.runs) {
      const run = known.get(key)
      // Of those that a method asks for later on, only that method knows.
      if (run === undefined) continue
      for (const snapshot of snapshots) {
        const { replica } = snapshot
        if (replica >= run.scenario.sampling.replicas) return `it has a replica ${replica + 1}`
        const production = lengthHolding(run.scenario, snapshot.done)
        replicaOf({ ...run, replica, production }, { snapshot })
      }
    }
    return null
  } catch (error) {
    if (error instanceof SnapshotMismatch) return error.message
    if (error instanceof InputError) return `its scenario is not valid: ${error.message}`
    throw error
  }
}

function readBack({ scenario }: Checkpoint) {
  return readResolved(scenario, CHECKPOINT_FILE)
}

/**
 * For tests only: `ENTROLYTE_TEST_KILL=half:3` lets the process kill itself (SIGKILL) when the third
 * checkpoint is half written; `written`, `renaming` and `renamed` are the moments after that.
 */
function testKill(): Witness {
  const [wanted, times] = (process.env.ENTROLYTE_TEST_KILL ?? '').split(':')
  let left = Number(times)
  return (moment) => {
    if (moment === wanted && --left === 0) process.kill(process.pid, 'SIGKILL')
  }
}
