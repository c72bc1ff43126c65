// Bundles the script and the style of the report page into dist/page; what is fresh is left as it is.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { licences } from './licences.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..', '..')
const out = join(root, 'dist', 'page')
const targets = ['report.js', 'report.css', 'licences.txt'].map((name) => join(out, name))

/** Packages whose code is in the script. */
const BUNDLED = ['three', 'vega', 'vega-interpreter']

const changed = (path) => statSync(path).mtimeMs
const sources = [join(root, 'package-lock.json')]
for (const folder of [here, join(here, '..'), join(here, '..', 'plots')]) {
  for (const name of readdirSync(folder)) sources.push(join(folder, name))
}
const isFresh =
  targets.every((path) => existsSync(path)) &&
  Math.max(...sources.filter((path) => statSync(path).isFile()).map(changed)) <
    Math.min(...targets.map(changed))

if (!isFresh) {
  const { build } = await import('esbuild')
  mkdirSync(out, { recursive: true })
  const { metafile } = await build({
    entryPoints: { report: join(here, 'main.ts') },
    outdir: out,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    // Kept in licences.txt, which is part of the page.
    legalComments: 'none',
    conditions: ['browser'],
    logLevel: 'warning',
  })
  writeFileSync(join(out, 'report.css'), readFileSync(join(here, 'report.css')))
  writeFileSync(join(out, 'licences.txt'), licences(root, Object.keys(metafile.inputs), BUNDLED))
}
