import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { edgeOf, type ParticleFrame, particleReader } from '../evaluate/final-configuration.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import type { Frame } from '../runner/runner.ts'
import type { Scenario } from '../scenario/scenario.ts'

export const TRAJECTORY_FILE = 'trajectory.bin'

/** The same frames for other programs, written once a run is done. */
export const TRAJECTORY_XYZ = 'trajectory.extxyz'

/** What a trajectory is of; a line of JSON at the beginning of its file. */
export interface TrajectoryHeader {
  readonly format: 'entrolyte-trajectory'
  readonly version: 1
  readonly sites: number
  readonly replicas: number
  /** Sweeps of production between two frames. */
  readonly every: number
}

/** Bytes; the line is filled up with blanks. */
const HEADER = 256

/**
 * Writes configurations during a run. Frame k of replica r, one byte for each site, has a fixed place, k·replicas + r.
 * A run that continues from a checkpoint therefore overwrites the frames that it repeats with the same bytes: no frame
 * is there twice, and none before the checkpoint is lost.
 */
export class TrajectoryWriter {
  readonly #file: number
  readonly #header: TrajectoryHeader

  /** Continues a file that has the same header; else starts a new one. */
  constructor(path: string, header: TrajectoryHeader) {
    const isThere = headerOf(path) === formatHeader(header)
    this.#file = openSync(path, isThere ? 'r+' : 'w')
    this.#header = header
    if (!isThere) this.#write(Buffer.from(formatHeader(header)), 0)
  }

  put({ replica, index, state }: Frame): void {
    this.#write(state, placeOf(this.#header, index, replica))
  }

  /** Syncs the frames to the disk. */
  sync(): void {
    fsyncSync(this.#file)
  }

  close(): void {
    closeSync(this.#file)
  }

  #write(bytes: Uint8Array, at: number): void {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, at + done)
    }
  }
}

/** Whether a trajectory has the frames of a replica that has done so many sweeps of production. */
export function holdsFrames(
  path: string,
  header: TrajectoryHeader,
  replica: number,
  sweeps: number,
): boolean {
  const frames = Math.floor(sweeps / header.every)
  if (frames <= 0) return true
  if (headerOf(path) !== formatHeader(header)) return false
  return statSync(path).size >= placeOf(header, frames - 1, replica) + header.sites
}

/** A frame read from the file. */
export interface KeptFrame {
  readonly replica: number
  /** Of production. */
  readonly sweep: number
  /** [site] → state */
  readonly state: Uint8Array
}

/** The frames of a file, replica by replica within each sweep; none if it is no trajectory of so many sites. */
export function* readTrajectory(path: string, sites: number): Generator<KeptFrame> {
  const header = parseHeader(headerOf(path))
  if (header === null || header.sites !== sites) return
  const { replicas, every } = header
  const file = openSync(path, 'r')
  try {
    for (let k = 0; ; k++) {
      const state = new Uint8Array(sites)
      if (readSync(file, state, 0, sites, HEADER + k * sites) < sites) return
      yield { replica: k % replicas, sweep: (Math.floor(k / replicas) + 1) * every, state }
    }
  } finally {
    closeSync(file)
  }
}

function placeOf({ sites, replicas }: TrajectoryHeader, index: number, replica: number): number {
  return HEADER + (index * replicas + replica) * sites
}

function formatHeader(header: TrajectoryHeader): string {
  return `${JSON.stringify(header).padEnd(HEADER - 1)}\n`
}

/** The beginning of a file; null if there is none. */
function headerOf(path: string): string | null {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(HEADER)
    return readSync(file, bytes, 0, HEADER, 0) === HEADER ? bytes.toString('latin1') : null
  } finally {
    closeSync(file)
  }
}

function parseHeader(text: string | null): TrajectoryHeader | null {
  try {
    const found = JSON.parse(text ?? 'null') as TrajectoryHeader | null
    return found?.format === 'entrolyte-trajectory' && found.version === 1 ? found : null
  } catch {
    return null
  }
}

/** The header of a run's trajectory. */
export function trajectoryHeader({ cells, sampling }: Scenario, every: number): TrajectoryHeader {
  const { replicas } = sampling
  return { format: 'entrolyte-trajectory', version: 1, sites: 2 * cells ** 3, replicas, every }
}

/** The frames of a run's trajectory with places in Å, one at a time. */
export function* trajectoryFrames(
  path: string,
  { scenario, system }: Pick<ResultRecord, 'scenario' | 'system'>,
): Generator<ParticleFrame> {
  const particlesOf = particleReader(scenario, system.counts)
  const edge = edgeOf(scenario)
  for (const { replica, sweep, state } of readTrajectory(path, system.sites)) {
    yield { replica, sweep, edge, particles: particlesOf(state) }
  }
}
