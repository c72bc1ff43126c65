import { join } from 'node:path'
import { quoted } from '../errors/printable.ts'
import { usageError } from '../errors/problem.ts'
import { readDocument } from '../store/results.ts'
import { SWEEP_FILE } from '../store/store.ts'
import { type SweepRecord, sweepDocument } from '../store/sweep-record.ts'
import { type Manifest, manifestDocument } from './manifest.ts'
import type { PlannedPoint } from './plan.ts'

export const MANIFEST_FILE = 'plan.json'

const PLAN_FIRST = 'make one with `entrolyte sweep plan <scenario.yaml> --out DIR`'

/**
 * The sweep in a directory; null where there is none. Throws InputError for one that cannot be read.
 * @param program version of entrolyte, which must be that of the sweep; of the functions below too
 */
export function readSweep(directory: string, program: string): SweepRecord | null {
  const record = readDocument(join(directory, SWEEP_FILE), sweepDocument)
  if (record !== null) refuseVersion(directory, record, program)
  return record
}

/** The sweep in a directory. Throws InputError if there is none. */
export function requireSweep(directory: string, program: string): SweepRecord {
  const record = readSweep(directory, program)
  if (record !== null) return record
  throw usageError(directory, 'there is no sweep', PLAN_FIRST)
}

/** Null where no sweep has been planned. Throws InputError for a plan that cannot be used. */
export function readManifest(directory: string, program: string): Manifest | null {
  const manifest = readDocument(join(directory, MANIFEST_FILE), manifestDocument)
  if (manifest !== null) refuseVersion(directory, manifest, program)
  return manifest
}

/** The plan in a directory. Throws InputError if there is none. */
export function requireManifest(directory: string, program: string): Manifest {
  const manifest = readManifest(directory, program)
  if (manifest !== null) return manifest
  throw usageError(directory, 'there is no planned sweep', PLAN_FIRST)
}

function refuseVersion(
  directory: string,
  found: { readonly program: string },
  program: string,
): void {
  if (found.program === program) return
  const message = `holds a sweep of entrolyte ${quoted(found.program)}, which might go on differently than ${program}`
  throw usageError(directory, message, 'choose another place with --out DIR')
}

/** Throws InputError if the sweep that is there has points that the new one has not. */
export function refuseAnother(
  directory: string,
  before: SweepRecord,
  plan: readonly PlannedPoint[],
): void {
  const ids = new Set(plan.map(({ id }) => id))
  const lost = before.points.filter(({ id }) => !ids.has(id)).length
  if (lost === 0) return
  const message = `holds another sweep: ${lost} of its ${before.points.length} points are not in this one`
  const hint =
    'a sweep with more points can be run into the same directory, and only what is missing is then run; choose another place with --out DIR, or replace what is there with --force'
  throw usageError(directory, message, hint)
}
