import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../errors/problem.ts'
import { REPORT_FILE } from '../store/store.ts'
import type { WorkOptions } from './options.ts'
import type { Terminal } from './terminal.ts'

/**
 * Writes the report beside a result that is there whatever happens to the report; null if it cannot be, or is
 * not wanted. Then an old one goes: it would be of another result.
 */
export async function reportBeside(
  directory: string,
  { report: isWanted }: Pick<WorkOptions, 'report'>,
  { err }: Terminal,
): Promise<string | null> {
  const removeOld = () => rmSync(join(directory, REPORT_FILE), { force: true })
  if (isWanted === false) {
    removeOld()
    return null
  }
  try {
    // The compiler of plots takes longer to load than all that a run needs before its first sweep.
    const { writeReport } = await import('./report-command.ts')
    return writeReport(directory).path
  } catch (error) {
    removeOld()
    const cause =
      error instanceof InputError ? error.problems[0]?.message : (error as Error).message
    err(
      `the report could not be written: ${cause}; \`entrolyte report ${directory}\` tries again\n`,
    )
    return null
  }
}
