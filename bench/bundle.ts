import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * Makes one JavaScript file of a program in a `bench` folder and all of the sources that it imports from
 * beside that folder, and returns its path: it starts in a tenth of the time of the sources.
 */
export async function bundle(folder: string, program: string): Promise<string> {
  const outfile = join(folder, 'results', `${program}.mjs`)
  await build({
    entryPoints: [join(folder, `${program}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
  return outfile
}
