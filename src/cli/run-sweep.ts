import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageVersion } from '../host/package-root.ts'
import type { Runner } from '../runner/runner.ts'
import { PART_FILE } from '../store/durable-file.ts'
import { readPoint } from '../store/results.ts'
import { claimDirectory, SWEEP_FILE } from '../store/store.ts'
import type { PointEntry, SweepRecord } from '../store/sweep-record.ts'
import { longestFirst, type PlannedPoint, planSweep } from '../sweep/plan.ts'
import { refuseIfCollected, removePoint, tidyFinished, tidyPoints } from '../sweep/point-files.ts'
import { SweepBook } from '../sweep/sweep-book.ts'
import { readSweep, refuseAnother, requireSweep } from '../sweep/sweep-directory.ts'
import { refuseIfTasksRun } from '../sweep/task-files.ts'
import { tetrahedralRows } from '../sweep/tetrahedral-rows.ts'
import {
  EXIT,
  type ExitStatus,
  type Interruption,
  reportUnwritten,
  watchInterruption,
} from './exit.ts'
import { showsText, type WorkOptions } from './options.ts'
import { type PreparedFile, prepareSource } from './prepare.ts'
import { progressOf } from './progress.ts'
import { showProgress } from './progress-display.ts'
import { reportAtEnd } from './result-report.ts'
import { runPoints } from './run-points.ts'
import { formatTetrahedral, reportSweep } from './sweep-report.ts'
import type { Terminal } from './terminal.ts'

interface Setting {
  readonly options: WorkOptions
  readonly terminal: Terminal
  readonly runner: Runner
  /** Whether results that are there are to be replaced. */
  readonly force: boolean
}

/**
 * Runs all points of a sweep that have no results in the directory yet. A sweep that is there already is
 * continued and extended, provided that the new one has all of its points.
 */
export async function runSweep(
  directory: string,
  prepared: PreparedFile,
  setting: Setting,
): Promise<ExitStatus> {
  if (prepared.content.kind !== 'sweep') throw new RangeError('this is no sweep')
  const plan = planSweep(prepared.content.points)

  const before = readSweep(directory, packageVersion())
  if (before !== null && !setting.force) refuseAnother(directory, before, plan)
  const goOn = before !== null
  const claim = claimDirectory(directory, { force: setting.force, goOn })
  const interruption = watchInterruption()
  try {
    refuseIfTasksRun(directory)
    refuseIfCollected(directory)
    if (setting.force) for (const { id } of before?.points ?? []) removePoint(directory, id)
    tidyPoints(directory, (name) => PART_FILE.test(name))
    return await runMissing(directory, prepared, plan, { ...setting, interruption })
  } catch (error) {
    const advice = `make room and go on with \`entrolyte resume ${directory}\``
    return reportUnwritten(error, advice, setting.terminal)
  } finally {
    interruption.end()
    claim.release()
  }
}

/** Goes on with the sweep in a directory. */
export async function resumeSweep(directory: string, setting: Setting): Promise<ExitStatus> {
  const before = requireSweep(directory, packageVersion())
  const isThere = ({ id }: PointEntry) => readPoint(directory, id) !== null
  if (before.state === 'completed' && before.points.every(isThere)) {
    const { options, terminal } = setting
    terminal.err(`the sweep in ${directory} is finished already: there is nothing to go on with\n`)
    if (options.json) terminal.out(readFileSync(join(directory, SWEEP_FILE), 'utf8'))
    return EXIT.done
  }
  const watcher = showsText(setting.options.progress) ? setting.terminal : null
  return runSweep(directory, await prepareSource(before.source, watcher), setting)
}

async function runMissing(
  directory: string,
  prepared: PreparedFile,
  plan: readonly PlannedPoint[],
  { options, terminal, interruption, runner }: Setting & { readonly interruption: Interruption },
): Promise<ExitStatus> {
  const axes = prepared.content.kind === 'sweep' ? prepared.content.axes : []
  const given = { program: packageVersion(), axes: [...axes], source: prepared.source }
  const book = new SweepBook(directory, plan, given)
  const missing = longestFirst(plan.filter(({ id }) => book.stateOf(id) !== 'completed'))
  for (const { id } of plan) {
    if (book.stateOf(id) === 'completed') tidyFinished(directory, id)
  }
  book.write()
  if (showsText(options.progress)) {
    const there = plan.length - missing.length
    const kept = there === 0 ? '' : `, ${there} of them finished already`
    terminal.err(`a sweep of ${plan.length} points${kept}\n`)
  }
  const progress = progressOf(missing, runner.width, plan.length - missing.length)
  const display = showProgress(options.progress, 'sweep', progress, terminal)
  const { output } = prepared
  const { signal } = interruption
  const work = { directory, output, progress, display, book, runner, signal, terminal }
  await runPoints(missing, work)
  display.end()
  const record = book.collect()
  const isWorthwhile = record.points.some(({ state }) => state === 'completed')
  const isOver = interruption.status() === null
  const report = isWorthwhile && isOver ? await reportAtEnd(directory, options, terminal) : null
  const table = isOver ? tetrahedralTable(directory, record, terminal) : []
  const result = { directory, report, table }
  return reportSweep(result, record, interruption.status(), { options, terminal })
}

/** Where a sweep has solutions and pure water; records are read one at a time. */
function tetrahedralTable(
  directory: string,
  { points }: SweepRecord,
  { outColors }: Terminal,
): string[] {
  function* records() {
    for (const { id } of points) {
      const record = readPoint(directory, id)
      if (record !== null) yield record
    }
  }
  return formatTetrahedral(tetrahedralRows(records()), outColors)
}
