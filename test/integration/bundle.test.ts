import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test, vi } from 'vitest'
import { entrolyte, MAIN, QUIET, TINY, temporaryDirectory } from './command.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const path = temporaryDirectory()

/** Of the built command. */
const BUNDLE = join(dirname(MAIN), '..', '..')
const files = readdirSync(BUNDLE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => join(BUNDLE, name))

test('every file of the bundle loads', () => {
  const loaded = files.filter((file) => file !== MAIN)
  expect(loaded.some((file) => file.includes('workers'))).toBe(true)
  // Outside of a worker thread, that is all that the entry of one says.
  const script = `
    for (const url of ${JSON.stringify(loaded.map((file) => pathToFileURL(file).href))}) {
      await import(url).catch((error) => {
        if (error.message !== 'this file is the entry of a worker thread') throw error
      })
    }`
  const args = ['--input-type=module', '-e', script]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('a run, its report with figures, its exports, and all that needs no run', async () => {
  const run = path('run')
  const did = async (...args: string[]) => {
    const { status, stdout, stderr } = await entrolyte(args)
    expect({ args, status, stderr }).toEqual({ args, status: 0, stderr: '' })
    return stdout
  }
  await did('run', 'zncl2-2m', ...TINY, ...QUIET, '--out', run)
  expect(await did('report', run, '--figures')).toContain('report.html')
  const image = readFileSync(join(run, 'figures', 'box.png'), 'latin1')
  expect(image.slice(1, 4)).toBe('PNG')
  for (const format of ['csv', 'extxyz', 'lammps', 'npy', 'parquet']) {
    const written = (await did('export', run, '--format', format)).trimEnd().split('\n')
    expect(written.length).toBeGreaterThan(0)
    for (const file of written) expect(existsSync(file), file).toBe(true)
  }
  expect(await did('entropy', '(Mg,Co,Ni,Cu,Zn)O')).toContain('1.6094 R')
  expect(JSON.parse(await did('schema'))).toHaveProperty('$schema')
  expect((await entrolyte(['compare', run])).stdout).toContain('undecided')
})
