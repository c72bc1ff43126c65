import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { exportRun, FORMATS, type Format } from '../export/export-run.ts'
import { seriesTable } from '../export/series-table.ts'
import { writeDurably } from '../results/durable-file.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { isSweep, readRun } from './result-source.ts'
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
    .description('write files of a result for other programs')
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
  if (isSweep(directory)) {
    const hint = 'give one of its points, points/<id>; sweep.csv has the observables of all'
    throw usageError(directory, 'is a sweep', hint)
  }
  const { series, ...source } = readRun(directory)
  const files = exportRun({ ...source, series: series && seriesTable(series) }, format)
  if (files === null) {
    const hint = 'run the scenario again: earlier versions did not keep it'
    throw usageError(join(directory, 'configuration.json'), 'there is no configuration', hint)
  }
  mkdirSync(out, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    writeDurably(join(out, name), content)
    terminal.out(`${join(out, name)}\n`)
  }
  return EXIT.done
}
