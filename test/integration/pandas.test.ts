import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SweepRecord } from '../../src/store/sweep-record.ts'
import { missing } from '../support/debian.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { QUIET, readResult } from './command.ts'

// Commands take a while to start where the machine is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const READER = fileURLToPath(new URL('../support/read-table.py', import.meta.url))
const root = mkdtempSync(join(tmpdir(), 'entrolyte-pandas-'))
afterAll(() => rmSync(root, { recursive: true }))

const candidates = [process.env.ENTROLYTE_TEST_PYTHON, 'python3', '/usr/bin/python3']

/** A Python that has these modules; null if there is none. Debian has pandas, and no pyarrow. */
function pythonWith(modules: string): string | null {
  for (const python of candidates) {
    if (python && spawnSync(python, ['-c', `import ${modules}`]).status === 0) return python
  }
  const system = candidates.at(-1)!
  const isDebian = missing('python3-pandas', [system, '-c', `import ${modules}`]) === null
  return isDebian ? system : null
}

const out = join(root, 'out')
beforeAll(async () => {
  const text = [
    'forcefield: aqueous',
    'composition: { solvents: { H2O: 1 } }',
    'lattice: { cells: 4 }',
    'sampling: { equilibration: 50, production: 100, replicas: 2 }',
    'sweep: { temperature: [7 degC, 17 degC], composition.salts.LiCl: [0, 3], title: ["a, b", "c"] }',
  ]
  const file = join(root, 'sweep.yaml')
  writeFileSync(file, `${text.join('\n')}\n`)
  await commandInProcess(['run', file, '--out', out, ...QUIET, '--threads', '1'])
  for (const format of ['csv', 'parquet']) {
    await commandInProcess(['export', out, '--format', format])
  }
})

interface Frame {
  readonly columns: readonly string[]
  readonly numbers: readonly boolean[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

const TEXTS = ['point', 'state', 'title', 'program', 'digest']

const tables = [
  { name: 'sweep.csv', modules: 'pandas' },
  { name: 'sweep.parquet', modules: 'pandas, pyarrow' },
  { name: 'export/points.csv', modules: 'pandas' },
  { name: 'export/points.parquet', modules: 'pandas, pyarrow' },
].map((table) => ({ ...table, python: pythonWith(table.modules) }))

for (const { name, modules, python } of tables) {
  const reason = python === null ? ` (skipped: there is no Python with ${modules})` : ''
  test.skipIf(python === null)(`${name} opens in pandas, to the last bit${reason}`, () => {
    check(name, python!)
  })
}

function check(name: string, python: string): void {
  const said = execFileSync(python, [READER, join(out, name)], { encoding: 'utf8' })
  const { columns, numbers, rows } = JSON.parse(said) as Frame
  expect(columns.slice(0, 5)).toEqual([
    'point',
    'state',
    'temperature [degC]',
    'composition.salts.LiCl [mol/kg]',
    'title',
  ])
  expect(numbers.map((isNumber, at) => (isNumber ? '' : columns[at]))).toEqual(
    columns.map((column) => (TEXTS.includes(column) ? column : '')),
  )
  const { points } = JSON.parse(readFileSync(join(out, 'sweep.json'), 'utf8')) as SweepRecord
  expect(rows).toHaveLength(8)
  for (const [at, { id }] of points.entries()) {
    const cell = (column: string) => rows[at]![columns.indexOf(column)]
    const { observables } = readResult(join(out, 'points', id))
    expect(cell('point')).toBe(id)
    expect(cell('title')).toBe(at % 2 === 0 ? 'a, b' : 'c')
    for (const [observable, { value, standardError, unit }] of Object.entries(observables)) {
      const column = unit === '' ? observable : `${observable} [${unit}]`
      expect(cell(column)).toBe(value)
      const error = `${observable}.standardError`
      expect(cell(unit === '' ? error : `${error} [${unit}]`)).toBe(standardError)
    }
  }
}
