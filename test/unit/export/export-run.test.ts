import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportResult, type Format } from '../../../src/export/export.ts'
import { framesOf } from '../../../src/export/particles.ts'
import { readInPython, withoutAse } from '../../support/python.ts'
import { smallRun } from '../../support/small-run.ts'

const source = smallRun()
const { record } = source
const series = source.series()!
const exported = (format: Format): Record<string, Buffer> =>
  Object.fromEntries(
    [...exportResult(source, format)].map(([name, parts]) => {
      return [name, Buffer.concat([...parts].map((part) => Buffer.from(part as string)))]
    }),
  )
const parquetRows = (file: Buffer) => parquetReadObjects({ file: new Uint8Array(file).buffer })
const obstacle = withoutAse()
const readable = obstacle === null ? test : test.skip
const told = obstacle === null ? '' : ` (not tested: ${obstacle})`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'entrolyte-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const python = (files: Readonly<Record<string, string | Uint8Array>>, program: string) =>
  readInPython(folder, files, program)

const [first] = framesOf(source.configuration()!)
const positions = first!.particles.map(({ position }) => position)
const charges = first!.particles.map(({ charge }) => charge)
const elements: Readonly<Record<string, string>> = { H2O: 'O', 'Zn2+': 'Zn', 'Cl-': 'Cl' }

interface Atoms {
  readonly frames: number
  readonly symbols: readonly string[]
  readonly positions: readonly (readonly number[])[]
  readonly cell: readonly (readonly number[])[]
  readonly pbc: readonly boolean[]
  readonly charges: readonly number[]
  readonly info: Readonly<Record<string, unknown>>
}

function expectPlaces(found: Atoms): void {
  expect(found.frames).toBe(3)
  expect(found.pbc).toEqual([true, true, true])
  expect(found.charges).toEqual(charges)
  for (const [axis, row] of found.cell.entries()) {
    for (const [k, length] of row.entries()) {
      expect(length).toBeCloseTo(axis === k ? first!.edge : 0, 5)
    }
  }
  expect(found.positions).toHaveLength(positions.length)
  for (const [k, position] of found.positions.entries()) {
    for (const axis of [0, 1, 2]) expect(position[axis]).toBeCloseTo(positions[k]![axis]!, 5)
  }
}

readable(`ASE reads the extended XYZ${told}`, () => {
  const program = `import ase.io
frames = ase.io.read('configuration.extxyz', index=':')
a = frames[0]
print(json.dumps(dict(frames=len(frames), symbols=a.get_chemical_symbols(), positions=a.positions.tolist(), cell=a.cell.tolist(), pbc=a.pbc.tolist(), charges=a.get_initial_charges().tolist(), info={k: str(v) for k, v in a.info.items()})))`
  const found = python(exported('extxyz'), program) as Atoms
  expectPlaces(found)
  expect(found.symbols).toEqual(first!.particles.map(({ species }) => elements[species]))
  expect(found.info).toMatchObject({ digest: record.digest, program: 'entrolyte 0.0.0' })
})

readable(`ASE reads the LAMMPS dump${told}`, () => {
  const program = `import ase.io
frames = ase.io.read('configuration.lammpstrj', index=':', format='lammps-dump-text')
a = frames[0]
print(json.dumps(dict(frames=len(frames), symbols=[], positions=a.positions.tolist(), cell=a.cell.tolist(), pbc=a.pbc.tolist(), charges=a.get_initial_charges().tolist(), info={})))`
  const text = String(exported('lammps')['configuration.lammpstrj'])
  const [header = ''] = /^ITEM: ATOMS .*$/m.exec(text) ?? []
  expect(header).toBe('ITEM: ATOMS id type element q x y z')
  const lines = text.split('\n').slice(text.split('\n').indexOf(header) + 1)
  const told = lines.slice(0, charges.length).map((line) => Number(line.split(' ')[3]))
  expect(told).toEqual(charges)
  // Its version 3.22 stumbles over any column q.
  const readable = text.replaceAll(header, header.replace(' q ', ' c_q '))
  const found = python({ 'configuration.lammpstrj': readable }, program) as Atoms
  expectPlaces({ ...found, charges })
})

readable(`NumPy reads the fields, which hold all particles${told}`, () => {
  const program = `import numpy, glob
print(json.dumps({name: [list(numpy.load(name).shape), float(numpy.load(name).sum())] for name in glob.glob('*.npy')}))`
  const found = python(exported('npy'), program) as Record<string, [number[], number]>
  const { cells } = record.scenario
  const volume = first!.edge ** 3 / 1000
  for (const [name, count] of Object.entries(record.system.counts)) {
    const [shape, sum] = found[`density_${name}_per_nm3.npy`]!
    expect(shape).toEqual([cells, cells, cells])
    expect(sum * (volume / cells ** 3)).toBeCloseTo(count, 9)
    const [layers, total] = found[`profile_${name}_per_nm3.npy`]!
    expect(layers).toEqual([3, 2 * cells])
    expect((total * (volume / (2 * cells))) / 3).toBeCloseTo(count, 9)
  }
  expect(found['g_Zn2+-Cl-.npy']![0]).toEqual(found['g_distance_angstrom.npy']![0])
})

test('Parquet files hold every number of the tables, and their origin', async () => {
  const files = exported('parquet')
  const file = files['observables.parquet']!
  const rows = await parquetRows(file)
  const expected = Object.entries(record.observables)
  expect(rows.map((row) => row.observable)).toEqual(expected.map(([name]) => name))
  for (const [k, [, { value, standardError, unit }]] of expected.entries()) {
    expect(rows[k]).toMatchObject({ value, standardError, unit })
  }
  const metadata = parquetMetadata(new Uint8Array(file).buffer).key_value_metadata ?? []
  expect(metadata).toContainEqual({ key: 'digest', value: record.digest })

  const samples = await parquetRows(files['series.parquet']!)
  const [replica] = series.replicas
  const column = series.columns.findIndex(({ name }) => name === 'energyPerWater')
  expect(samples).toHaveLength(3 * replica!.sweeps.length)
  expect(
    samples.slice(0, replica!.sweeps.length).map((row) => row['energyPerWater [kJ/mol]']),
  ).toEqual(replica!.values[column])
})

test('tables as CSV name units and the digest', () => {
  const text = String(exported('csv')['observables.csv'])
  const [head, ...lines] = text.trimEnd().split('\n')
  expect(head).toBe(
    'observable,unit,value,standardError,tauInt [sweeps],effectiveSamples,equilibrated,program,digest',
  )
  expect(lines).toHaveLength(Object.keys(record.observables).length)
  const { value } = record.observables.energyPerWater!
  expect(text).toContain(`\nenergyPerWater,kJ/mol,${value},`)
  expect(lines.every((line) => line.endsWith(`,entrolyte 0.0.0,${record.digest}`))).toBe(true)
})

test('without a configuration there is none to export', () => {
  expect([...exportResult({ ...source, configuration: () => null }, 'extxyz')]).toEqual([])
})
