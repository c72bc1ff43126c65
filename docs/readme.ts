/**
 * Makes anew what README shows: the picture at its top, `docs/report.png`, which is the first screen of the
 * report of the default scenario, and the table that `npm start` prints.
 * Needs the built command and a Chromium.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, open } from '../test/browser/chromium.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MAIN = join(ROOT, 'dist', 'command', 'src', 'cli', 'main.js')
const README = join(ROOT, 'README.md')
const PICTURE = join(ROOT, 'docs', 'report.png')
const SIZE = { width: 1200, height: 760 }

/** Rows of the table that README leaves out: they are many, and of less interest. */
const MINOR =
  /^ {2}(energyPerSite|heatCapacity|hydrogenBondShare|hydrogenBondsPerWater:|waterFraction|tetrahedralOrder:|clusterSize:(?!Zn)|percolation|iceOrder|siteEnergySpread|desolvation|pairing:Li|densityFluctuation:(?!H2O)|tetrahedralHeatCapacity|hydrogenBondEntropy)/

/** Tables that README leaves out: what was accepted, and where the time went. */
const MINOR_TABLES = [/ +accepted\/%[\s\S]*?\n\n/, /where the time .*\n(?: {2}.*\n)*/]

const place = mkdtempSync(join(tmpdir(), 'entrolyte-'))
try {
  // The names in the text are those that a reader will see.
  const out = join('results', 'li2zncl4-9h2o')
  const run = [MAIN, 'run', 'li2zncl4-9h2o', '--out', out, '--progress', 'none']
  const printed = execFileSync(process.execPath, run, { cwd: place, encoding: 'utf8' })
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), mainRows(printed)))
  await takePicture(join(place, out, 'report.html'))
} finally {
  rmSync(place, { recursive: true })
}

/** The text with the table in place of the one under the heading of what `npm start` prints. */
function withTable(readme: string, table: string): string {
  const section = /(## What `npm start` prints[\s\S]*?```\n)[\s\S]*?(\n```)/
  if (!section.test(readme)) throw new Error('README has no table to replace')
  return readme.replace(section, (_, before: string, after: string) => before + table + after)
}

function mainRows(printed: string): string {
  const tables = MINOR_TABLES.reduce((text, table) => text.replace(table, ''), printed)
  const lines = tables.trimEnd().split('\n')
  return lines.filter((line) => !MINOR.test(line)).join('\n')
}

async function takePicture(report: string): Promise<void> {
  const browser = await launch()
  try {
    const { page } = await open(browser, report, { width: SIZE.width })
    await page.setViewportSize(SIZE)
    await page.waitForTimeout(500)
    await page.screenshot({ path: PICTURE })
  } finally {
    await browser.close()
  }
}
