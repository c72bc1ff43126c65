import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportResult, type Format } from '../../../src/export/export.ts'
import { framesOf } from '../../../src/export/particles.ts'
import { readInPython, withoutAse } from '../../support/python.ts'
import { smallRun } from '../../support/small-run.ts'
import { smallSweep } from '../../support/small-sweep.ts'

const obstacle = withoutAse()
const readable = obstacle === null ? test : test.skip
const told = obstacle === null ? '' : ` (not tested: ${obstacle})`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'entrolyte-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = smallRun()
const source = smallSweep(run)
const done = source.points().flatMap(({ entry, open }) => {
  const opened = open()
  return opened === null ? [] : [{ entry, record: opened.record }]
})

function exported(format: Format, from = source): Record<string, Buffer> {
  const files = [...exportResult(from, format)].map(([name, parts]) => {
    const bytes = [...parts].map((part) => (typeof part === 'string' ? Buffer.from(part) : part))
    return [name, Buffer.concat(bytes)] as const
  })
  return Object.fromEntries(files)
}

async function rowsOf(bytes: Buffer) {
  const { buffer, byteOffset, length } = bytes
  return parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer })
}

test('one table has all points with their settings, values, and what became of them', async () => {
  const rows = await rowsOf(exported('parquet')['points.parquet']!)
  expect(rows).toHaveLength(5)
  for (const [k, { entry, record }] of done.entries()) {
    const { value, standardError } = record.observables.energyPerWater!
    expect(rows[k]).toMatchObject({
      point: entry.id,
      state: 'completed',
      'temperature [K]': k < 2 ? 273.15 : 298.15,
      'lattice.cells': k % 2 === 0 ? 4 : 6,
      'energyPerWater [kJ/mol]': value,
      'energyPerWater.standardError [kJ/mol]': standardError,
      'scenario.temperature [K]': record.scenario.temperature,
      'system.counts.Zn2+': record.system.counts['Zn2+'],
      'system.density [g/cm3]': null,
      program: 'entrolyte 0.0.0',
      digest: record.digest,
    })
  }
  const failed = { state: 'failed', 'temperature [K]': 310, 'energyPerWater [kJ/mol]': null }
  expect(rows[4]).toMatchObject({ ...failed, 'system.sites': null, digest: null })
})

test('tables as CSV hold what Parquet files hold', async () => {
  const [csv, parquet] = [exported('csv'), exported('parquet')]
  const names = ['points', 'observables', 'distributions']
  expect(Object.keys(csv)).toEqual(names.map((name) => `${name}.csv`))
  for (const name of names) {
    const [head, ...lines] = csv[`${name}.csv`]!.toString().trimEnd().split('\n')
    const rows = await rowsOf(parquet[`${name}.parquet`]!)
    expect(head!.split(',')).toEqual(Object.keys(rows[0]!))
    expect(lines).toEqual(
      rows.map((row) =>
        Object.values(row)
          .map((cell) => String(cell ?? ''))
          .join(','),
      ),
    )
  }
})

test('observables and distributions have a row for each, beside the settings of their point', async () => {
  const files = exported('parquet')
  const observables = await rowsOf(files['observables.parquet']!)
  const each = Object.entries(run.record.observables)
  expect(observables).toHaveLength(4 * each.length)
  for (const [k, row] of observables.entries()) {
    const { entry, record } = done[Math.floor(k / each.length)]!
    const [observable] = each[k % each.length]!
    const { value, unit, tauInt, equilibrated } = record.observables[observable]!
    expect(row).toMatchObject({
      ...{ point: entry.id, observable, value, unit, equilibrated, 'tauInt [sweeps]': tauInt },
      'temperature [K]': record.scenario.temperature,
    })
  }
  const bins = Object.values(run.distributions()).flatMap((one) => one.bins)
  expect(await rowsOf(files['distributions.parquet']!)).toHaveLength(4 * bins.length)
})

readable(`ASE reads a frame for each point, with its settings as numbers${told}`, () => {
  const program = `import ase.io
frames = ase.io.read('configurations.extxyz', index=':')
print(json.dumps([dict(positions=a.positions.tolist(), info={k: v.item() if hasattr(v, 'item') else v for k, v in a.info.items()}) for a in frames]))`
  const frames = readInPython(folder, exported('extxyz'), program) as {
    positions: number[][]
    info: Record<string, unknown>
  }[]
  expect(frames).toHaveLength(4)
  const [first] = framesOf(run.configuration()!)
  for (const [k, { positions, info }] of frames.entries()) {
    expect(positions).toHaveLength(first!.particles.length)
    for (const [particle, { position }] of first!.particles.entries()) {
      for (const axis of [0, 1, 2]) {
        expect(positions[particle]![axis]).toBeCloseTo(position[axis]!, 5)
      }
    }
    const { entry, record } = done[k]!
    expect(info).toMatchObject({
      point: `points/${entry.id}`,
      temperature_K: record.scenario.temperature,
      lattice_cells: k % 2 === 0 ? 4 : 6,
      digest: record.digest,
    })
  }
})

test.each(['lammps', 'npy'] as const)('%s has a folder for each point', (format) => {
  const files = exported(format)
  const folders = new Set(Object.keys(files).map((name) => name.split('/')[0]))
  expect([...folders]).toEqual(done.map(({ entry }) => entry.id))
  const [{ entry, record }] = done as [(typeof done)[number]]
  const told = files[`${entry.id}/${format === 'npy' ? 'npy' : 'configuration.lammpstrj'}.json`]
  expect(JSON.parse(told!.toString())).toMatchObject({
    ...{
      point: `points/${entry.id}`,
      digest: record.digest,
      temperature_K: 273.15,
      lattice_cells: 4,
    },
  })
})

test('without configurations there are none to export', () => {
  const points = source.points().map((point) => {
    return { ...point, open: () => point.open() && { ...run, configuration: () => null } }
  })
  for (const format of ['extxyz', 'lammps', 'npy'] as const) {
    expect(exported(format, { ...source, points: () => points })).toEqual({})
  }
})
