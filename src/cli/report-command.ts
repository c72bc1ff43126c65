import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type Candidate, readCandidates } from '../compare/candidate.ts'
import { type Judgement, judge } from '../compare/judge.ts'
import { readStatements } from '../compare/read-statements.ts'
import { usageError } from '../errors/problem.ts'
import { PACKAGE_ROOT } from '../host/package-root.ts'
import { axesOf, placeOf } from '../report/axis.ts'
import { formatDocument, type PageBundle, type PageContent } from '../report/document.ts'
import type { Drawing } from '../report/plot.ts'
import { runReport } from '../report/run-report.ts'
import { sweepReport } from '../report/sweep-report.ts'
import { donePoints, sourceOf } from '../report/sweep-source.ts'
import { writeDurably } from '../store/durable-file.ts'
import { openResult } from '../store/results.ts'
import { REPORT_FILE } from '../store/store.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import type { Terminal } from './terminal.ts'

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
    for (const figure of await writeFigures(directory, drawing)) out(`${figure}\n`)
  }
  return EXIT.done
}

/** A report that was written. */
interface WrittenReport {
  readonly path: string
  /** What is drawn in it. */
  readonly drawing: Drawing
}

/**
 * Writes the report of a run or a sweep from its files alone, whose path it returns.
 * @param others results that it is compared with
 * Throws InputError where there is no result.
 */
export function writeReport(directory: string, others: readonly string[] = []): WrittenReport {
  const path = join(directory, REPORT_FILE)
  const page = pageOf(directory, others.flatMap(readCandidates))
  writeDurably(path, formatDocument(page, readBundle()))
  return { path, drawing: page.drawing }
}

function pageOf(directory: string, others: readonly Candidate[]): PageContent {
  const result = openResult(directory)
  if (result.kind === 'sweep') {
    const source = sourceOf(result)
    const points = donePoints(source)
    const axes = axesOf(source.record.axes, points)
    const own = points.map((point) => {
      const { entry, record } = point
      return { place: `${placeOf(point, axes)} (${entry.id})`, record }
    })
    return sweepReport(source, judgementsOf(own, others))
  }
  const own = [{ place: directory, record: result.record }]
  return runReport(result, judgementsOf(own, others))
}

/** Statements about any of the results that the report is of. */
function judgementsOf(own: readonly Candidate[], others: readonly Candidate[]): Judgement[] {
  const places = own.map(({ place }) => place)
  return judge(readStatements(), [...own, ...others]).filter(({ readings }) =>
    readings.some(({ place }) => place !== null && places.includes(place)),
  )
}

function readBundle(): PageBundle {
  const folder = join(PACKAGE_ROOT, 'dist', 'page')
  if (!existsSync(folder)) {
    throw usageError(folder, 'the page of reports is not built', 'build it with `npm run build`')
  }
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { script: read('report.js'), style: read('report.css'), licences: read('licences.txt') }
}

const FIGURES = 'figures'

/** Writes every figure as SVG and as PNG into the directory of a result, and returns the paths. */
async function writeFigures(directory: string, { box, plots }: Drawing): Promise<string[]> {
  // The compiler of plots and the renderer take longer to load than a report takes to write.
  const { boxFigure } = await import('../report/box-figure.ts')
  const { plotSvg, pngOf } = await import('../report/figures.ts')
  const folder = join(directory, FIGURES)
  mkdirSync(folder, { recursive: true })
  const require = createRequire(import.meta.url)
  const font = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
  const paths: string[] = []
  const write = (name: string, content: string | Uint8Array) => {
    writeDurably(join(folder, name), content)
    paths.push(join(folder, name))
  }
  const draw = (name: string, svg: string) => {
    write(`${name}.svg`, svg)
    write(`${name}.png`, pngOf(svg, [font]))
  }
  if (box !== null) draw('box', boxFigure(box))
  for (const offered of plots) draw(safeName(offered.plot.id), await plotSvg(offered))
  return paths
}

/** Ids are made of names that users may have chosen. */
function safeName(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9+-]+/g, '-').slice(0, 80)
}
