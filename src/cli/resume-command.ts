import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { usageError } from '../errors/problem.ts'
import { removeCheckpoints } from '../store/checkpoint-files.ts'
import { type Claim, claimDirectory, RECORD_FILE, SWEEP_FILE } from '../store/store.ts'
import { readRestart } from './checkpoints.ts'
import { EXIT, type ExitStatus, watchInterruption } from './exit.ts'
import { showsText, type WorkOptions } from './options.ts'
import { runAlone } from './run-command.ts'
import type { Terminal } from './terminal.ts'
import { runnerWith } from './work.ts'

const RESOLVED = 'scenario.resolved.yaml'

/** Goes on with a run, a sweep or a melting point. Throws InputError if its directory has no usable checkpoint. */
export async function resumeCommand(
  directory: string,
  options: WorkOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw usageError(directory, 'there is no such directory', 'give one that `run` has written to')
  }
  if (existsSync(join(directory, SWEEP_FILE))) {
    const { resumeSweep } = await import('./run-sweep.ts')
    const runner = runnerWith(options.threads)
    try {
      return await resumeSweep(directory, { options, terminal, force: false, runner })
    } finally {
      await runner.close()
    }
  }
  const claim = claimDirectory(directory, { goOn: true })
  try {
    return finishedAlready(directory, options, terminal) ?? (await goOn(claim, options, terminal))
  } finally {
    claim.release()
  }
}

/** Null if there is no record of a finished run; checkpoints are left over where there is one. */
function finishedAlready(
  directory: string,
  { json }: WorkOptions,
  { out, err }: Terminal,
): ExitStatus | null {
  const file = join(directory, RECORD_FILE)
  if (!existsSync(file)) return null
  const text = readFileSync(file, 'utf8')
  const state = stateOf(text)
  if (state !== 'completed' && state !== 'failed') return null
  removeCheckpoints(directory)
  const outcome = state === 'failed' ? ', and has failed' : ''
  err(`the run in ${directory} is finished already${outcome}: there is nothing to go on with\n`)
  if (json) out(text)
  return state === 'failed' ? EXIT.failed : EXIT.done
}

function stateOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { state?: unknown } | null)?.state
  } catch {
    return null
  }
}

async function goOn(claim: Claim, options: WorkOptions, terminal: Terminal): Promise<ExitStatus> {
  const { directory } = claim
  const found = readRestart(directory, terminal)
  if (found === null) {
    throw usageError(directory, 'there is no checkpoint to go on from', adviceFor(directory))
  }
  const { work, restart, ...prepared } = found
  if (work === 'melting') {
    const { findMelting } = await import('./melting-command.ts')
    return findMelting(claim, prepared, restart, { options, terminal })
  }
  const snapshots = restart.runs.flatMap((run) => run.snapshots)
  const done = Math.max(0, ...snapshots.map((snapshot) => snapshot.done))
  const where = done === 0 ? 'from the start' : `from sweep ${done} of its foremost replica`
  if (showsText(options.progress)) terminal.err(`going on ${where}\n`)
  const interruption = watchInterruption()
  const runner = runnerWith(options.threads)
  try {
    const setting = { options, terminal, interruption, runner }
    return await runAlone({ ...prepared, directory }, restart, setting)
  } finally {
    interruption.end()
    await runner.close()
  }
}

function adviceFor(directory: string): string {
  const resolved = join(directory, RESOLVED)
  const scenario = existsSync(resolved) ? resolved : '<scenario.yaml>'
  return `the scenario can be run again from the start: \`entrolyte run ${scenario} --out ${directory} --force\``
}
