import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const EXAMPLES = readdirSync(join(ROOT, 'examples'))

interface Packed {
  readonly filename: string
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

interface Manifest {
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, unknown>>
  readonly dependencies: Readonly<Record<string, string>>
}

/** An empty project in which the packed tarball is installed, without any network: its dependencies are linked. */
let project = ''
let installed = ''
let packed: Packed
let manifest: Manifest

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'entrolyte-package-'))
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', project]
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 } as const
  packed = (JSON.parse(execFileSync('npm', args, options)) as Packed[])[0]!
  execFileSync('tar', ['-xzf', packed.filename], { cwd: project })
  installed = join(project, 'node_modules', 'entrolyte')
  mkdirSync(dirname(installed))
  execFileSync('mv', [join(project, 'package'), installed])
  manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest
  for (const name of Object.keys(manifest.dependencies)) {
    const place = join(project, 'node_modules', name)
    mkdirSync(dirname(place), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules', name), place)
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n')
  for (const name of EXAMPLES) copyFileSync(join(ROOT, 'examples', name), join(project, name))
}, 120_000)
afterAll(() => rmSync(project, { recursive: true }))

/** What a program says in the project; it must end well. */
function node(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  })
  expect(status, stderr).toBe(0)
  return stdout
}

test('the package holds what it promises, no tests and no sources, and is small', () => {
  const files = packed.files.map(({ path }) => path)
  for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', 'CITATION.cff']) {
    expect(files).toContain(name)
  }
  expect(files).toContain('scenarios/pure-water.yaml')
  expect(files).toContain('dist/workers/replica-worker.js')
  const sources = files.filter((file) => /(?<!\.d)\.ts$|\.tsbuildinfo$|^(src|test)\//.test(file))
  expect(sources).toEqual([])
  expect(packed.size).toBeLessThan(5_000_000)
})

test('every entry can be imported, and has what programs ask for', () => {
  const entries = Object.keys(manifest.exports).filter((entry) => entry !== './package.json')
  const script = `
    const names = {}
    for (const entry of ${JSON.stringify(entries)}) {
      names[entry] = Object.keys(await import('entrolyte' + entry.slice(1)))
    }
    console.log(JSON.stringify(names))`
  const names = JSON.parse(node('--input-type=module', '-e', script)) as Record<string, string[]>
  expect(Object.keys(names)).toEqual(['.', './engine', './methods', './compare', './io'])
  expect(names['.']).toEqual(
    expect.arrayContaining([
      ...['readScenario', 'resolve', 'simulate', 'threads', 'inline'],
      ...['BccLattice', 'compileModel', 'Configuration', 'Hamiltonian', 'Chain', 'createChain'],
      ...['createMoves', 'defineObserver', 'defineMove', 'defineMethod'],
    ]),
  )
  const methods = ['melting', 'mixing', 'pressure', 'osmotic', 'calibrate']
  expect(names['./methods']).toEqual(expect.arrayContaining(methods))
  expect(names['./compare']).toEqual(expect.arrayContaining(['judge', 'readStatements']))
  const io = ['openResult', 'toExtxyz', 'toParquet', 'toCsv']
  expect(names['./io']).toEqual(expect.arrayContaining(io))
})

test('the command runs', () => {
  const bin = join(installed, manifest.bin.entrolyte!)
  expect(node(bin, '--version').trim()).toBe(manifest.version)
  expect(node(bin, 'validate', 'pure-water')).toContain('H2O')
})

const SAYS: Readonly<Record<string, RegExp>> = {
  'progress.mjs':
    /sites hold[\s\S]*energyPerWater = -\d[\s\S]*hydrogenBondsPerWater = \d[\s\S]*tetrahedralOrder = /,
  'own-observer-and-move.mjs':
    /equilibrated[\s\S]*accepted: \d[\s\S]*observers: \[ 'pairedVacancies' \][\s\S]*'custom:any-swap': 0\.1/,
  'temperatures.mjs':
    /^temperature \[K\],energyPerWater \[kJ\/mol\],standardError \[kJ\/mol\]\n280,-[\s\S]*300,-[\s\S]*320,-/,
}

test.each(EXAMPLES)('the example %s runs, is short, and needs seconds', (name) => {
  const before = performance.now()
  expect(node(name)).toMatch(SAYS[name]!)
  expect((performance.now() - before) / 1000).toBeLessThan(60)
  const text = readFileSync(join(project, name), 'utf8')
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(50)
})

test('the examples fit the types of the package', { timeout: 240_000 }, () => {
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        ...{ target: 'es2023', lib: ['es2023'], module: 'nodenext', types: ['node'] },
        ...{ strict: true, noEmit: true, checkJs: true, allowJs: true, skipLibCheck: false },
        typeRoots: [join(ROOT, 'node_modules', '@types')],
      },
      include: ['*.mjs'],
    }),
  )
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc], { cwd: project, encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
})

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true })
  const { default: pkg } = await import(join(installed, 'package.json'), {
    with: { type: 'json' },
  })
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
})

test('the types are those that Node.js and bundlers see', async () => {
  const tarball = createPackageFromTarballData(
    new Uint8Array(readFileSync(join(project, packed.filename))),
  )
  const analysis = await checkPackage(tarball)
  if (analysis.types === false) throw new Error('no types were found')
  const found = analysis.problems.filter((problem) => {
    // Modules for Node.js from 20 on: what cannot read `exports`, or import modules, is not meant.
    const isOld = 'resolutionKind' in problem && /^node10$|cjs$/i.test(problem.resolutionKind)
    return !isOld
  })
  expect(found).toEqual([])
})
