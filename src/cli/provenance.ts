import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '../results/digest.ts'
import type { Provenance, Timing } from '../results/record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { PACKAGE_ROOT, packageVersion } from './package-root.ts'

/** Who ran a scenario, where, from when on and for how long. */
export function describeProvenance(
  scenario: Scenario,
  start: Date,
  { wallSeconds, cpuSeconds }: Timing,
): Provenance {
  return {
    version: packageVersion(),
    commit: currentCommit(),
    node: process.version,
    cpu: `${cpus()[0]?.model.trim() ?? 'unknown'} (${process.arch}, ${process.platform})`,
    seed: scenario.seed,
    scenarioSha256: sha256(scenario),
    start: start.toISOString(),
    wallSeconds,
    cpuSeconds,
  }
}

/** Null in an installed package, and where git is missing or nothing is committed. */
function currentCommit(): string | null {
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
