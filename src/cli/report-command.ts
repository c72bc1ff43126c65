import type { Command } from 'commander'
import { EXIT, type ExitStatus } from './exit-status.ts'
import type { Terminal } from './terminal.ts'
import { writeReport } from './write-report.ts'

interface ReportOptions {
  readonly figures?: boolean
  readonly with?: readonly string[]
}

export function addReportCommand(
  program: Command,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  program
    .command('report')
    .description('write the report of a run or a sweep, an HTML file without any other')
    .argument('<result-dir>')
    .option('--figures', 'also write figures/*.svg and *.png')
    .option('--with <result-dir...>', 'other results to compare with what was reported')
    .action(async (directory: string, options: ReportOptions) => {
      end(await reportCommand(directory, options, terminal))
    })
}

async function reportCommand(
  directory: string,
  { figures = false, with: others = [] }: ReportOptions,
  { out }: Terminal,
): Promise<ExitStatus> {
  const { path, drawing } = writeReport(directory, others)
  out(`${path}\n`)
  if (figures) {
    const { writeFigures } = await import('./write-figures.ts')
    for (const figure of await writeFigures(directory, drawing)) out(`${figure}\n`)
  }
  return EXIT.done
}
