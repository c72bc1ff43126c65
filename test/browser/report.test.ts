import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { formatDocument } from '../../src/report/document.ts'
import { runReport } from '../../src/report/run-report.ts'
import { sweepReport } from '../../src/report/sweep-report.ts'
import { sourceOf } from '../../src/report/sweep-source.ts'
import { smallRun } from '../support/small-run.ts'
import { smallSweep } from '../support/small-sweep.ts'
import { launch, open, withoutChromium } from './chromium.ts'
import { pixelsByHue } from './pixels.ts'

// A browser without a graphics card takes seconds for a page.
vi.setConfig({ testTimeout: 180_000 })

const obstacle = withoutChromium()
const browsing = obstacle === null ? test : test.skip
const told = obstacle === null ? '' : ` (not tested: ${obstacle})`

const read = (name: string) => {
  return readFileSync(new URL(`../../dist/page/${name}`, import.meta.url), 'utf8')
}
const bundle = () => {
  return { script: read('report.js'), style: read('report.css'), licences: read('licences.txt') }
}

let browser: Browser
let folder = ''
const path = (name: string) => join(folder, name)
const source = smallRun()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'entrolyte-'))
  writeFileSync(path('run.html'), formatDocument(runReport(source, []), bundle()))
  writeFileSync(
    path('sweep.html'),
    formatDocument(sweepReport(sourceOf(smallSweep(source)), []), bundle()),
  )
  writeFileSync(path('hostile.html'), formatDocument(runReport(hostile(), []), bundle()))
  if (obstacle === null) browser = await launch()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

const TITLE = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&amp;</title></style>'
const LONG = `<b>${'N'.repeat(10_000)}`

/** The same result from a scenario that wishes readers ill, with the first half of one replica left out. */
function hostile(): typeof source {
  const renamed = (text: string) => text.replaceAll('Zn2+', LONG)
  const rename = <T>(value: T) => JSON.parse(renamed(JSON.stringify(value))) as T
  const record = rename(source.record)
  const warnings = [{ code: '<i>code</i>', message: `${TITLE} ${LONG}` }]
  const half = record.scenario.sampling.production / 2
  const discardedSweeps = record.discardedSweeps.map((_, replica) => (replica === 0 ? half : 0))
  return {
    ...source,
    record: {
      ...record,
      warnings,
      discardedSweeps,
      scenario: { ...record.scenario, title: TITLE },
    },
    distributions: () => rename(source.distributions()),
    configuration: () => rename(source.configuration()),
  }
}

test('a report is one file of less than 2 MB beside its data, and tells the licences in it', () => {
  const page = readFileSync(path('run.html'), 'utf8')
  const data = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page)![1]!
  expect(statSync(path('run.html')).size - Buffer.byteLength(data)).toBeLessThan(2_000_000)
  expect(page).toContain('Copyright © 2010-2026 three.js authors')
  expect(page).toContain('University of Washington Interactive Data Lab')
})

browsing.each(['light', 'dark'] as const)(
  `every plot has marks in %s, without a complaint or a request${told}`,
  async (colorScheme) => {
    const { page, complaints } = await open(browser, path('run.html'), { colorScheme })
    const plots = await page.$$eval('.figure', (figures) =>
      figures.map((figure) => ({
        id: figure.id,
        data: figure.querySelectorAll(
          '.plot svg :is(.mark-rect, .mark-line, .mark-symbol, .mark-area, .mark-rule):not(.role-axis *, .role-legend *) :is(path, line)',
        ).length,
      })),
    )
    expect(plots.length).toBeGreaterThan(10)
    for (const { id, data } of plots) expect(data, id).toBeGreaterThan(0)
    expect(complaints).toEqual([])
    await page.close()
  },
)

browsing(`the 3-D view shows every species, and hides what is unticked${told}`, async () => {
  const { page, complaints } = await open(browser, path('run.html'))
  await page.uncheck('input[data-show="bonds"]')
  const inputs = page.locator('input[data-show]:not([data-show=bonds]):not([data-show=labels])')
  const species = await inputs.evaluateAll((all) =>
    all.map((input) => ({
      name: (input as HTMLInputElement).dataset.show!,
      color: input.parentElement!.querySelector('circle')!.getAttribute('fill')!,
    })),
  )
  expect(species.map(({ name }) => name)).toEqual(['H2O', 'Zn2+', 'Cl-'])
  const colors = species.map(({ color }) => color)
  const before = await pixelsByHue(page, colors)
  for (const [k, { name }] of species.entries()) {
    expect(before[k], name).toBeGreaterThan(200)
    await page.uncheck(`input[data-show="${name}"]`)
    const without = await pixelsByHue(page, colors)
    expect(without[k], `${name}, hidden`).toBeLessThan(0.05 * before[k]!)
    await page.check(`input[data-show="${name}"]`)
  }
  expect(complaints).toEqual([])
  await page.close()
})

browsing(`the box turns by keys, and its ions are told in words${told}`, async () => {
  const { page } = await open(browser, path('run.html'))
  const canvas = page.locator('[data-box] canvas')
  const picture = () =>
    canvas.evaluate(async (element) => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
      return (element as HTMLCanvasElement).toDataURL()
    })
  await canvas.focus()
  const first = await picture()
  expect(await picture()).toBe(first)
  for (const key of ['ArrowLeft', 'ArrowUp', '+']) {
    const before = await picture()
    await page.keyboard.press(key)
    expect(await picture(), key).not.toBe(before)
  }
  await page.keyboard.press('0')
  expect(await picture()).toBe(first)
  await page.keyboard.press('n')
  expect(await page.locator('.picked').textContent()).toMatch(/^(Zn²⁺|Cl⁻) touches \d/)
  expect(await picture()).not.toBe(first)
  await page.keyboard.press('Escape')
  expect(await page.locator('.picked').textContent()).toBe('')
  await page.close()
})

browsing(`plots save as SVG, PNG and data, and series can be chosen${told}`, async () => {
  const { page } = await open(browser, path('run.html'))
  const save = async (figure: string, what: string) => {
    const waiting = page.waitForEvent('download')
    await page.locator(`${figure} .tools button`, { hasText: what }).click()
    const file = await waiting
    const place = path(file.suggestedFilename())
    await file.saveAs(place)
    return readFileSync(place)
  }
  expect((await save('#plot-hydrogen-bonds', 'SVG')).toString()).toMatch(/^<svg[\s\S]*<path/)
  expect((await save('#plot-hydrogen-bonds', 'PNG')).subarray(1, 4).toString()).toBe('PNG')
  const table = (await save('#plot-hydrogen-bonds', 'data')).toString().split('\n')
  expect(table[0]).toBe('hydrogen bonds,share of waters,standard error')
  const shares = table.slice(1, 7).map((line) => Number(line.split(',')[1]))
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4)

  const titles = () => page.locator('#plot-time-series .plot').textContent()
  expect(await titles()).toContain('Energy per water / kJ/mol')
  await page.locator('#plot-time-series select').selectOption('Hydrogen bonds per water')
  await page.waitForFunction(() =>
    document.querySelector('#plot-time-series .plot')!.textContent!.includes('Hydrogen bonds per'),
  )
  await page.close()
})

browsing.each([
  ['run.html', 1280, 'light'],
  ['run.html', 390, 'dark'],
  ['sweep.html', 390, 'light'],
] as const)(
  `nothing serious is in the way of anybody: %s, %i pixels wide, %s${told}`,
  async (file, width, colorScheme) => {
    const { page } = await open(browser, path(file), { width, colorScheme, bypassCSP: true })
    await page.evaluate(axe.source)
    const found = await page.evaluate(async () => {
      const { axe: injected } = window as unknown as {
        axe: { run(options: object): Promise<{ violations: Violation[] }> }
      }
      return (await injected.run({ resultTypes: ['violations'] })).violations
    })
    const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(
      serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]),
    ).toEqual([])
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overhang).toBeLessThanOrEqual(0)
    await page.close()
  },
)

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

browsing(`hostile texts are texts${told}`, async () => {
  const { page, complaints } = await open(browser, path('hostile.html'), { width: 390 })
  expect(await page.title()).toBe(TITLE)
  expect(await page.locator('h1').textContent()).toBe(TITLE)
  expect(await page.locator('.warnings').textContent()).toContain(TITLE)
  expect(await page.locator('b, i, img, h1 script, main script').count()).toBe(0)
  expect(await page.locator('.figure .plot svg').count()).toBeGreaterThan(10)
  expect(await page.locator('.legend').textContent()).toContain(LONG)
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overhang).toBeLessThanOrEqual(0)
  expect(complaints).toEqual([])
  await page.close()
})

browsing(`the report of a sweep has every observable against every parameter${told}`, async () => {
  const { page, complaints } = await open(browser, path('sweep.html'), { width: 390 })
  const marks = await page.$$eval('.figure', (figures) =>
    figures.map((figure) => ({
      id: figure.id,
      points: figure.querySelectorAll('.plot svg .mark-symbol.role-mark path').length,
      cells: figure.querySelectorAll('.plot svg .mark-rect.role-mark path').length,
    })),
  )
  expect(marks.find(({ id }) => id === 'plot-tetrahedral-entropy')).toMatchObject({ points: 4 })
  expect(marks.find(({ id }) => id === 'plot-map')).toMatchObject({ cells: 4 })
  for (const { id, points, cells } of marks) expect(points + cells, id).toBe(4)
  for (const parameter of ['temperature', 'lattice-cells']) {
    const choices = page.locator(`#plot-any-${parameter} option`)
    expect(await choices.count()).toBeGreaterThan(30)
    await page.selectOption(`#plot-any-${parameter} select`, { index: 20 })
  }
  expect(await page.locator('#warnings').textContent()).toContain('<b>the disk was full</b>')
  await page.selectOption('[data-box] select', { index: 3 })
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overhang).toBeLessThanOrEqual(0)
  expect(complaints).toEqual([])
  await page.close()
})
