// The worker from its sources, for tests and development: bundled, since a loader of TypeScript takes three times as long
// to go through the modules one by one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'

const folder = mkdtempSync(join(tmpdir(), 'entrolyte-worker-'))
const outfile = join(folder, 'replica-worker.mjs')
try {
  buildSync({
    entryPoints: [fileURLToPath(new URL('replica-worker.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // What CommonJS packages ask Node.js for.
    banner: {
      js: "import { createRequire as bannerCreateRequire } from 'node:module'\nconst require = bannerCreateRequire(import.meta.url)",
    },
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(outfile).href)
} finally {
  rmSync(folder, { recursive: true })
}
