import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Command, Option } from 'commander'
import { usageError } from '../errors/problem.ts'
import { exportResult, FORMATS, type Format } from '../export/export.ts'
import { writePartsDurably } from '../store/durable-file.ts'
import { CONFIGURATION_FILE, openResult } from '../store/results.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import type { Terminal } from './terminal.ts'

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
  let count = 0
  for (const [name, parts] of exportResult(openResult(directory), format)) {
    const path = join(out, name)
    mkdirSync(dirname(path), { recursive: true })
    writePartsDurably(path, parts)
    terminal.out(`${path}\n`)
    count++
  }
  if (count === 0) {
    const hint = 'run the scenario again: earlier versions did not keep it'
    throw usageError(join(directory, CONFIGURATION_FILE), 'there is no configuration', hint)
  }
  return EXIT.done
}
