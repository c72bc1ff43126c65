// Bundles the command and its workers into dist/command. From a few files Node.js starts in half the time that it
// takes to find and read some five hundred modules; tsc's dist/src does the same.
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { licences } from '../report/page/licences.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const out = join(root, 'dist', 'command')
rmSync(out, { recursive: true, force: true })

/** @type {import('esbuild').BuildOptions} */
const settings = {
  absWorkingDir: root,
  outbase: root,
  outdir: out,
  bundle: true,
  metafile: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Native code cannot be bundled.
  external: ['@resvg/resvg-js'],
  // What CommonJS packages ask Node.js for. esbuild does not know the names of a banner and renames nothing that
  // has the same one: the names in here are used nowhere else.
  banner: {
    js: "import { createRequire as bannerCreateRequire } from 'node:module'\nconst require = bannerCreateRequire(import.meta.url)",
  },
  charset: 'utf8',
  // Kept in licences.txt.
  legalComments: 'none',
  logLevel: 'warning',
}
const bundles = await Promise.all([
  build({
    ...settings,
    entryPoints: ['src/cli/main.ts'],
    splitting: true,
    // As deep as the modules are, from where workers are found.
    chunkNames: 'src/chunks/[name]-[hash]',
  }),
  // One file each.
  build({
    ...settings,
    entryPoints: ['workers/replica-worker.ts'],
  }),
])
const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs))
writeFileSync(join(out, 'licences.txt'), licences(root, inputs))
