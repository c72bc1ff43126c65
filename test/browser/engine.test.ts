import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { digestsOf, readRecords } from '../golden/digests.ts'
import { launch, withoutChromium } from './chromium.ts'
import type { Files, Texts } from './engine-page.ts'

vi.setConfig({ testTimeout: 180_000 })

const obstacle = withoutChromium()
const browsing = obstacle === null ? test : test.skip
const told = obstacle === null ? '' : ` (not tested: ${obstacle})`

const root = join(import.meta.dirname, '..', '..')
const read = (...names: string[]) => readFileSync(join(root, ...names), 'utf8')
const records = readRecords()

let browser: Browser
let bundle = ''
let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'entrolyte-'))
  // For a browser, esbuild finds no module of Node.js: the engine must not ask for one.
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'engine-page.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'error',
  })
  bundle = outputFiles[0]!.text
  if (obstacle === null) browser = await launch()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

browsing.each(['pure-water', 'zncl2-2m', 'extra-runs'])(
  `the engine in a page gives the golden record of %s${told}`,
  async (name) => {
    const page = await browser.newPage()
    await page.addScriptTag({ content: bundle })
    const texts: Texts = {
      scenario: read('test', 'golden', 'scenarios', `${name}.yaml`),
      forceFields: { aqueous: read('scenarios', 'forcefields', 'aqueous.yaml') },
      densities: read('scenarios', 'reference', 'density.csv'),
    }
    const files = await page.evaluate((given) => {
      const { runInPage } = globalThis as unknown as { runInPage: (texts: Texts) => Promise<Files> }
      return runInPage(given)
    }, texts)
    await page.close()
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    expect(digestsOf(folder)).toEqual(records[name])
  },
)
