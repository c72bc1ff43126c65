import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError } from '../errors/system-error.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import { exportTrajectory } from '../export/export.ts'
import type { ReplicaSnapshot } from '../run/replica-snapshot.ts'
import type { Frame } from '../runner/runner.ts'
import type { Output, Scenario } from '../scenario/scenario.ts'
import { writePartsDurably } from '../store/durable-file.ts'
import {
  holdsFrames,
  TRAJECTORY_FILE,
  TRAJECTORY_XYZ,
  TrajectoryWriter,
  trajectoryFrames,
  trajectoryHeader,
} from '../store/trajectory-file.ts'
import type { Terminal } from './terminal.ts'

/** Keeps the frames of a run, where any are asked for. */
export interface TrajectoryKeeper {
  readonly keep: (frame: Frame) => void
  /** Has frames on the disk before a checkpoint that is beyond them. */
  readonly sync: () => void
  /** Writes the trajectory for other programs; names of the files that there are. */
  readonly finish: (record: ResultRecord) => string[]
  readonly close: () => void
}

/**
 * A disk that is full, or gone, costs the trajectory and not the run; but what is interrupted after that
 * cannot go on, since frames would be missing.
 */
export function keepTrajectory(
  directory: string,
  scenario: Scenario,
  { trajectoryEvery }: Output,
  { err }: Terminal,
): TrajectoryKeeper {
  const nothing = () => {}
  if (trajectoryEvery === undefined) {
    return { keep: nothing, sync: nothing, finish: () => [], close: nothing }
  }
  const path = join(directory, TRAJECTORY_FILE)
  let writer: TrajectoryWriter | null = null
  let isLost = false
  const attempt = (work: () => void) => {
    if (isLost) return
    try {
      work()
    } catch (error) {
      if (!isSystemError(error)) throw error
      isLost = true
      err(`the trajectory could not be written, and is given up: ${error.message}\n`)
      attemptToRemove(path)
    }
  }
  const open = () => {
    mkdirSync(directory, { recursive: true })
    writer ??= new TrajectoryWriter(path, trajectoryHeader(scenario, trajectoryEvery))
    return writer
  }
  const close = () => {
    writer?.close()
    writer = null
  }
  return {
    keep: (frame) => attempt(() => open().put(frame)),
    sync: () => attempt(() => writer?.sync()),
    finish(record) {
      attempt(() => {
        open().sync()
        const frames = trajectoryFrames(path, record)
        for (const [, parts] of exportTrajectory(frames, record, 'extxyz')) {
          writePartsDurably(join(directory, TRAJECTORY_XYZ), parts)
        }
      })
      return isLost ? [] : [TRAJECTORY_FILE, TRAJECTORY_XYZ]
    },
    close,
  }
}

/** The first replica whose frames up to its snapshot are not all there any more; null if all are. */
export function lacksFrames(
  directory: string,
  scenario: Scenario,
  { trajectoryEvery }: Output,
  snapshots: readonly ReplicaSnapshot[],
): number | null {
  if (trajectoryEvery === undefined) return null
  const header = trajectoryHeader(scenario, trajectoryEvery)
  const path = join(directory, TRAJECTORY_FILE)
  const lacking = snapshots.find(({ replica, done }) => {
    return !holdsFrames(path, header, replica, done - scenario.sampling.equilibration)
  })
  return lacking?.replica ?? null
}

function attemptToRemove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It stays, and is replaced when the run is resumed.
  }
}
