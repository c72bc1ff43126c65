import { join } from 'node:path'
import { claimDirectory, freeDirectory } from '../store/store.ts'
import { fromTheStart } from './begun.ts'
import type { ExitStatus } from './exit-status.ts'
import { watchInterruption } from './interruption.ts'
import { overridesOf, type RunOptions } from './options.ts'
import { prepareFile } from './prepare.ts'
import { runSingle } from './run-single.ts'
import type { Terminal } from './terminal.ts'

/** A run's place: given, or its own name; the default job takes the next free one instead of refusing. */
export type Placing = 'refuse-existing' | 'next-free'

/** Runs a scenario, or all points of a sweep, into its directory. Throws InputError for bad input. */
export async function runCommand(
  reference: string,
  options: RunOptions,
  terminal: Terminal,
  placing: Placing = 'refuse-existing',
): Promise<ExitStatus> {
  const isTold = options.progress !== 'none' && options.progress !== 'json'
  const prepared = await prepareFile(reference, overridesOf(options), isTold ? terminal.err : null)
  const { out, force = false } = options
  const wanted = out ?? join('results', prepared.name)
  const { content, output } = prepared
  if (content.kind === 'sweep') {
    const { runSweep } = await import('./run-sweep.ts')
    return runSweep(wanted, prepared, { options, terminal, force })
  }
  const isFree = placing === 'next-free' && out === undefined && !force
  const claim = claimDirectory(isFree ? freeDirectory(wanted) : wanted, { force })
  const interruption = watchInterruption()
  try {
    return await runSingle(claim, { ...content, output }, fromTheStart(), {
      options,
      terminal,
      interruption,
    })
  } finally {
    interruption.end()
    claim.release()
  }
}
