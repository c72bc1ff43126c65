import { formatJson } from '../document/document.ts'
import { formatCount } from '../report/measured.ts'
import { refuseIfInUse } from '../store/claim.ts'
import { SWEEP_FILE } from '../store/store.ts'
import { collectSweep, TABLE_FILES } from '../sweep/collect.ts'
import { claimTables } from '../sweep/point-files.ts'
import { tasksAtWork } from '../sweep/task-files.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import { requireSweep } from './sweep-directory.ts'
import { describeFailedPoints } from './sweep-report.ts'
import type { Terminal } from './terminal.ts'

/** Makes the tables of a sweep of what results there are. Throws InputError if there is no sweep. */
export function collectCommand(
  directory: string,
  { json }: { readonly json?: boolean },
  terminal: Terminal,
): ExitStatus {
  requireSweep(directory)
  const release = claimTables(directory)
  try {
    refuseIfInUse(directory)
    const { points, program, axes, source } = requireSweep(directory)
    const record = collectSweep(directory, points, { program, axes, source })
    const count = (wanted: string) => record.points.filter(({ state }) => state === wanted).length
    const [done, failed, missing] = [count('completed'), count('failed'), count('missing')]
    if (missing > 0) {
      const working = tasksAtWork(directory).length
      const why = working > 0 ? `; ${formatCount(working)} of its tasks are at work` : ''
      terminal.err(`${formatCount(missing)} points have no results yet${why}\n`)
    }
    if (json) terminal.out(formatJson(record))
    else {
      const total = formatCount(record.points.length)
      const others = [
        ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
        ...(missing > 0 ? [`${formatCount(missing)} missing`] : []),
      ]
      const title = [`${formatCount(done)} of ${total} points completed`, ...others].join(', ')
      const lines = [
        terminal.outColors.bold(title),
        ...describeFailedPoints(record),
        `written to  ${directory}/  (${[...TABLE_FILES, SWEEP_FILE].join(', ')})`,
        ...(record.digest === null ? [] : [`digest      ${record.digest}`]),
      ]
      terminal.out(`${lines.join('\n')}\n`)
    }
    return failed > 0 ? EXIT.partial : EXIT.done
  } finally {
    release()
  }
}
