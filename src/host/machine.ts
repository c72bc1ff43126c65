import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Machine } from '../runner/simulate.ts'
import { PACKAGE_ROOT, packageVersion } from './package-root.ts'

/** This program, and the machine that it runs on. */
export function describeMachine(): Machine {
  return {
    version: packageVersion(),
    commit: currentCommit(),
    node: process.version,
    cpu: `${cpus()[0]?.model.trim() ?? 'unknown'} (${process.arch}, ${process.platform})`,
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
