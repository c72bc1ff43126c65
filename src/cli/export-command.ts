import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Command, Option } from 'commander'
import { exportRun, FORMATS, type Format } from '../export/export-run.ts'
import { type ExportedFile, exportSweep } from '../export/export-sweep.ts'
import { exportTrajectory } from '../export/export-trajectory.ts'
import { seriesTable } from '../export/series-table.ts'
import { writePartsDurably } from '../store/durable-file.ts'
import { trajectorySnapshots } from '../store/trajectory.ts'
import { TRAJECTORY_FILE } from '../store/trajectory-file.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { isSweep, readExportableSweep, readRun } from './result-source.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

interface ExportOptions {
  readonly format: Format
  readonly out?: string
}

export function addExportCommand(
  program: Command,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  program
    .command('export')
    .description('write files of a run or a sweep for other programs')
    .argument('<result-dir>')
    .addOption(new Option('--format <format>').choices(FORMATS).makeOptionMandatory())
    .option('--out <dir>', 'directory of the files (default: export/ in that of the result)')
    .action((directory: string, options: ExportOptions) => {
      end(exportCommand(directory, options, terminal))
    })
}

/** Throws InputError where there is no result, or none of the kind that the format needs. */
function exportCommand(
  directory: string,
  { format, out = join(directory, 'export') }: ExportOptions,
  terminal: Terminal,
): ExitStatus {
  const files = isSweep(directory)
    ? exportSweep(readExportableSweep(directory), format)
    : filesOfRun(directory, format)
  let count = 0
  for (const [name, parts] of files) {
    const path = join(out, name)
    mkdirSync(dirname(path), { recursive: true })
    writePartsDurably(path, parts)
    terminal.out(`${path}\n`)
    count++
  }
  if (count === 0) {
    const hint = 'run the scenario again: earlier versions did not keep it'
    throw usageError(join(directory, 'configuration.json'), 'there is no configuration', hint)
  }
  return EXIT.done
}

function filesOfRun(directory: string, format: Format): ExportedFile[] {
  const { series, ...source } = readRun(directory)
  const found = exportRun({ ...source, series: series && seriesTable(series) }, format)
  const files = Object.entries(found ?? {}).map(([name, content]): ExportedFile => {
    return [name, [content]]
  })
  const trajectory = join(directory, TRAJECTORY_FILE)
  if (!existsSync(trajectory)) return files
  const frames = trajectorySnapshots(trajectory, source.record)
  return [...files, ...exportTrajectory(frames, source.record, format)]
}
