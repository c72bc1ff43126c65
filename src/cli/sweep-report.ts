import { formatJson } from '../document/document.ts'
import { printable } from '../errors/printable.ts'
import { SWEEP_FILE } from '../store/store.ts'
import type { SweepRecord } from '../store/sweep-record.ts'
import { TABLE_FILES } from '../sweep/collect.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import type { WorkOptions } from './options.ts'
import { formatSettings } from './sweep-progress.ts'
import type { Terminal } from './terminal.ts'

/** Failed points shown. */
const SHOWN = 20

/** Says how a sweep has ended, and what to end with. */
export function reportSweep(
  {
    directory,
    report,
    table = [],
  }: {
    readonly directory: string
    readonly report: string | null
    /** Lines that come first. */
    readonly table?: readonly string[]
  },
  record: SweepRecord,
  interrupted: ExitStatus | null,
  { options, terminal }: { readonly options: WorkOptions; readonly terminal: Terminal },
): ExitStatus {
  const { out, err, outColors } = terminal
  const count = (wanted: string) => record.points.filter(({ state }) => state === wanted).length
  const missing = count('missing')
  const failed = count('failed')
  if (missing > 0) {
    err(
      `interrupted; ${count('completed')} of ${record.points.length} points are finished, and of those begun there are checkpoints: go on with \`entrolyte resume ${directory}\`\n`,
    )
    return interrupted ?? EXIT.interrupted
  }
  if (options.json) {
    out(formatJson(record))
    return failed > 0 ? EXIT.partial : EXIT.done
  }
  const lines = [
    ...table,
    outColors.bold(
      `${count('completed')} of ${record.points.length} points completed${failed > 0 ? `, ${failed} failed` : ''}`,
    ),
    ...describeFailedPoints(record),
    `written to  ${directory}/  (${SWEEP_FILE}, ${TABLE_FILES.join(', ')}, points/)`,
    ...(report === null ? [] : [`look at     ${report}`]),
    ...(record.digest === null ? [] : [`digest      ${record.digest}`]),
    ...(failed > 0 ? [`try the failed points again with \`entrolyte resume ${directory}\``] : []),
  ]
  out(`${lines.join('\n')}\n`)
  return failed > 0 ? EXIT.partial : EXIT.done
}

/** A line for each point that has failed, as far as anybody reads; the rest are counted. */
export function describeFailedPoints({ points }: SweepRecord): string[] {
  const failed = points.filter(({ state }) => state === 'failed')
  const lines = failed.slice(0, SHOWN).map(({ id, settings, cause }) => {
    return `  ${id}  ${printable(`${formatSettings(settings)}: ${cause ?? ''}`)}`
  })
  return failed.length > SHOWN ? [...lines, `  and ${failed.length - SHOWN} more`] : lines
}
