import { join } from 'node:path'
import type { Runner } from '../runner/runner.ts'
import { claimDirectory, freeDirectory } from '../store/store.ts'
import { fromTheStart } from './begun.ts'
import type { ExitStatus } from './exit-status.ts'
import { watchInterruption } from './interruption.ts'
import { overridesOf, type RunOptions } from './options.ts'
import { prepareFile } from './prepare.ts'
import { runAlone } from './run-alone.ts'
import type { Terminal } from './terminal.ts'

/** A run's place: given, or its own name; the default job takes the next free one instead of refusing. */
export type Placing = 'refuse-existing' | 'next-free'

/** Runs a scenario, or all points of a sweep, into its directory. Throws InputError for bad input. */
export async function runCommand(
  reference: string,
  options: RunOptions,
  { terminal, runner }: { readonly terminal: Terminal; readonly runner: Runner },
  placing: Placing = 'refuse-existing',
): Promise<ExitStatus> {
  const { progress } = options
  const tell = progress === 'none' || progress === 'json' ? null : terminal.err
  const prepared = await prepareFile(reference, overridesOf(options), tell)
  const { out, force = false } = options
  const wanted = out ?? join('results', prepared.name)
  const { content, output } = prepared
  if (content.kind === 'sweep') {
    const { runSweep } = await import('./run-sweep.ts')
    return runSweep(wanted, prepared, { options, terminal, force, runner })
  }
  const isFree = placing === 'next-free' && out === undefined && !force
  const claim = claimDirectory(isFree ? freeDirectory(wanted) : wanted, { force })
  const interruption = watchInterruption()
  try {
    const { directory } = claim
    const { scenario, system, warnings } = content
    const point = { scenario, system, warnings, output, directory }
    return await runAlone(point, fromTheStart(), { options, terminal, interruption, runner })
  } finally {
    interruption.end()
    claim.release()
  }
}
