import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '../evaluate/digest.ts'
import type { Provenance } from '../evaluate/record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { PACKAGE_ROOT, packageVersion } from './input-files.ts'

/** Who ran a scenario, where, from when on and for how long. */
export function describeProvenance(
  scenario: Scenario,
  start: string,
  { wallSeconds, cpuSeconds }: Spent,
): Provenance {
  return {
    version: packageVersion(),
    commit: currentCommit(),
    node: process.version,
    cpu: `${cpus()[0]?.model.trim() ?? 'unknown'} (${process.arch}, ${process.platform})`,
    seed: scenario.seed,
    scenarioSha256: sha256(scenario),
    start,
    wallSeconds,
    cpuSeconds,
  }
}

let commit: string | null | undefined

/** Null in an installed package, and where git is missing or nothing is committed; looked up once. */
function currentCommit(): string | null {
  if (commit === undefined) commit = lookUpCommit()
  return commit
}

function lookUpCommit(): string | null {
  if (!existsSync(join(PACKAGE_ROOT, '.git'))) return null
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: PACKAGE_ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return null
  }
}

/** What a run has taken so far. */
export interface Spent {
  readonly wallSeconds: number
  readonly cpuSeconds: number
}

/** Starts to measure wall and CPU time, of all threads, on top of `before`; what is returned reports. */
export function startStopwatch(before: Spent): () => Spent {
  const start = performance.now()
  const used = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(used)
    return {
      wallSeconds: before.wallSeconds + (performance.now() - start) / 1000,
      cpuSeconds: before.cpuSeconds + (user + system) / 1e6,
    }
  }
}
