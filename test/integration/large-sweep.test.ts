import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareFile } from '../../src/cli/prepare.ts'
import { digestOf } from '../../src/evaluate/digest.ts'
import type { ResultRecord } from '../../src/evaluate/record.ts'
import type { SweepRecord } from '../../src/store/sweep-record.ts'
import { planSweep } from '../../src/sweep/plan.ts'
import { type Ending, entrolyte, readResult, TINY } from './command.ts'

const MEMORY = fileURLToPath(new URL('../support/peak-memory.mjs', import.meta.url))
const root = mkdtempSync(join(tmpdir(), 'entrolyte-large-'))
// Thirty thousand files take their time on a busy machine.
afterAll(() => rmSync(root, { recursive: true }), 300_000)

interface Use {
  /** MiB, at most. */
  readonly memory: number
  /** Of processor time. */
  readonly seconds: number
}

/** Runs a command and tells what it took. */
async function measured(args: readonly string[]): Promise<Ending & Use> {
  const used = join(root, 'used.json')
  const nodeArgs = ['--import', MEMORY]
  const ending = await entrolyte(args, { nodeArgs, env: { ENTROLYTE_TEST_USED: used } })
  return { ...ending, ...(JSON.parse(readFileSync(used, 'utf8')) as Use) }
}

/** A lattice gas at so many temperatures, each with so many seeds. */
function writeScenario(temperatures: number, seeds: number): string {
  const file = join(root, `large-${temperatures}.yaml`)
  const names = Array.from({ length: seeds }, (_, k) => `"seed ${k}"`)
  const text = readFileSync(new URL('../../scenarios/ising-bcc.yaml', import.meta.url), 'utf8')
  const axes = `{ temperature: { from: 300, to: 310, steps: ${temperatures} }, seed: [${names.join(', ')}] }`
  writeFileSync(file, `${text}\nsweep: ${axes}\n`)
  return file
}

/** Puts a record beside each planned point, as if it had been run; all but some of them. */
async function fabricate(file: string, out: string, template: ResultRecord): Promise<void> {
  const { content } = await prepareFile(file, [])
  if (content.kind !== 'sweep') throw new Error('this is no sweep')
  for (const [at, { id, scenario }] of planSweep(content.points).entries()) {
    const record = { ...template, scenario }
    const directory = join(out, 'points', id)
    mkdirSync(directory, { recursive: true })
    const text = JSON.stringify({ ...record, digest: digestOf(record) })
    if (at % 1000 !== 7) writeFileSync(join(directory, 'result.json'), text)
  }
}

describe('a sweep of ten thousand points', () => {
  const sizes = { small: [20, 50], large: [100, 100] } as const
  const uses: Record<string, Record<string, Ending & Use>> = { small: {}, large: {} }

  beforeAll(async () => {
    const half = ['--set', 'composition.counts.A=64']
    await entrolyte(['run', 'ising-bcc', '--out', join(root, 'one'), ...TINY, ...half])
    const template = readResult(join(root, 'one'))
    for (const [size, [temperatures, seeds]] of Object.entries(sizes)) {
      const file = writeScenario(temperatures, seeds)
      const out = join(root, size)
      const use = uses[size]!
      use.plan = await measured(['sweep', 'plan', file, '--out', out, '--tasks', '100'])
      await fabricate(file, out, template)
      use.status = await measured(['sweep', 'status', out])
      use.collect = await measured(['sweep', 'collect', out])
    }
  }, 300_000)

  test('is planned, asked after and collected', () => {
    const { plan, status, collect } = uses.large!
    expect([plan!.status, status!.status, collect!.status]).toEqual([0, 0, 0])
    expect(plan!.stdout).toContain('100 tasks of 100 points each')
    expect(status!.stdout).toMatch(/done +9,990\n/)
    expect(collect!.stdout).toContain('9,990 of 10,000 points completed, 10 missing')
  })

  test.each([
    ['plan', 20],
    ['status', 10],
    ['collect', 30],
  ])('in seconds of processor time: %s', (command, bound) => {
    expect(uses.large![command]!.seconds).toBeLessThan(bound)
  })

  test.each(['plan', 'status', 'collect'])('in the memory of a tenth of it: %s', (command) => {
    const grown = uses.large![command]!.memory - uses.small![command]!.memory
    expect(grown).toBeLessThan(80)
  })

  test('has a row for each point in its table, in their order', async () => {
    const out = join(root, 'large')
    const { points } = JSON.parse(readFileSync(join(out, 'sweep.json'), 'utf8')) as SweepRecord
    const lines = readFileSync(join(out, 'sweep.csv'), 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(10_001)
    expect(lines.slice(1).map((line) => line.slice(0, 12))).toEqual(points.map(({ id }) => id))
    const { buffer } = new Uint8Array(readFileSync(join(out, 'sweep.parquet')))
    const rows = await parquetReadObjects({ file: buffer as ArrayBuffer })
    expect(rows.map(({ point }) => point)).toEqual(points.map(({ id }) => id))
    const energy = rows.map((row) => row['energyPerSite [kJ/mol]'] as number | null)
    expect(energy.filter((value) => value === null)).toHaveLength(10)
    const column = lines[0]!.split(',').indexOf('energyPerSite [kJ/mol]')
    const inCsv = lines.slice(1).map((line) => line.split(',')[column]!)
    expect(energy.map((value) => (value === null ? '' : String(value)))).toEqual(inCsv)
  })
})
