import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Candidate, readCandidates } from '../compare/candidate.ts'
import { type Judgement, judge } from '../compare/judge.ts'
import { axesOf, placeOf } from '../report/axis.ts'
import { formatDocument, type PageBundle, type PageContent } from '../report/document.ts'
import type { Drawing } from '../report/offered-plot.ts'
import { runReport } from '../report/run-report.ts'
import { sweepReport } from '../report/sweep-report.ts'
import { donePoints, sourceOf } from '../report/sweep-source.ts'
import { writeDurably } from '../store/durable-file.ts'
import { openResult } from '../store/results.ts'
import { REPORT_FILE } from '../store/store.ts'
import { PACKAGE_ROOT } from './package-root.ts'
import { readStatements } from './shipped-statements.ts'
import { usageError } from './usage-error.ts'

/** A report that was written. */
export interface WrittenReport {
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
