import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commandInProcess } from '../../support/quiet-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'entrolyte-searches-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'open.yaml')
writeFileSync(
  file,
  `forcefield: { species: { A: {} }, contacts: [{ between: [A, A], enthalpy: -2 }] }
composition: { counts: { A: 8 } }
lattice: { cells: 2 }
sampling: { ladder: { from: 298.15 K, to: 400 K } }
`,
)

test('validate says what is looked for and how long it took, and shows what was found', async () => {
  const { status, stdout, stderr } = await commandInProcess(['validate', file])
  expect(status).toBe(0)
  expect(stderr).toMatch(
    /^looking for the temperatures of a ladder from 298.15 K to 400 K, by a short run\n(?: *\d+ % {2}\d+ of \d+ runs.*\n)*found \d+ temperatures, after \d+\.\d s\n$/,
  )
  expect(stdout).toMatch(/ladder: \[ 298.15 K, .*400 K \]/)
})

test('with --json it only prints what was found', async () => {
  const { stdout, stderr } = await commandInProcess(['validate', file, '--json'])
  expect(stderr).toBe('')
  const { ladder } = JSON.parse(stdout).scenario.sampling
  expect([ladder[0], ladder.at(-1)]).toEqual([298.15, 400])
})
