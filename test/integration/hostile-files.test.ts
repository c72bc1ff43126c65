import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { readRestart } from '../../src/cli/checkpoints.ts'
import { parseSource, prepareSource } from '../../src/cli/prepare.ts'
import { InputError } from '../../src/errors/problem.ts'
import { sha256OfBytes } from '../../src/evaluate/digest.ts'
import { packageVersion } from '../../src/host/package-root.ts'
import { runKey } from '../../src/methods/method.ts'
import { Replica } from '../../src/run/replica.ts'
import { formatScenario } from '../../src/scenario/format-scenario.ts'
import { parseScenarioFile } from '../../src/scenario/parse-scenario.ts'
import { encodeCheckpoint } from '../../src/store/checkpoint.ts'
import { manifestDocument } from '../../src/sweep/manifest.ts'
import { chunkScenario, planSweep } from '../../src/sweep/plan.ts'
import { mutate, mutation } from '../support/mutation.ts'
import { quietTerminal } from '../support/quiet-terminal.ts'
import { expectPrototypesUntouched } from '../support/untouched.ts'
import { tinyTask } from '../unit/run/tiny-task.ts'
import { AQUEOUS, SHIPPED, SHIPPED_SWEEPS } from '../unit/scenario/shipped.ts'

/** Seconds for one file: thousands of times what a sound one takes. */
const PATIENCE = 10

const root = mkdtempSync(join(tmpdir(), 'entrolyte-hostile-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Reads mutated texts; each must be read or refused as bad input, in bounded time, leaving no trace. */
function attack(
  count: number,
  seed: number,
  texts: readonly string[],
  read: (text: string) => void,
) {
  const met = { read: 0, refused: 0 }
  const cases = fc.record({
    text: fc.constantFrom(...texts),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 5 }),
  })
  fc.assert(
    fc.property(cases, ({ text, mutations }) => {
      const start = performance.now()
      try {
        read(mutations.reduce(mutate, text))
        met.read++
      } catch (error) {
        if (!(error instanceof InputError)) throw error
        expect(error.problems.length).toBeGreaterThan(0)
        met.refused++
      }
      expectPrototypesUntouched()
      expect(performance.now() - start).toBeLessThan(1000 * PATIENCE)
    }),
    { numRuns: count, seed },
  )
  expect(met.read + met.refused).toBe(count)
  return met
}

const forceFieldOf = (text: string) => () => ({ text, file: 'field.yaml' })

test('2000 mutated scenarios are read or refused', () => {
  const texts = [...SHIPPED.values(), ...SHIPPED_SWEEPS.values()]
  const met = attack(2000, 821, texts, (text) => {
    parseScenarioFile(text, 'test.yaml', { forceField: forceFieldOf(AQUEOUS) })
  })
  expect(Math.min(met.read, met.refused)).toBeGreaterThan(200)
}, 300_000)

test('1500 mutated force fields are read or refused', () => {
  const scenario = SHIPPED.get('zncl2-2m')!
  const met = attack(1500, 822, [AQUEOUS], (text) => {
    parseScenarioFile(scenario, 'test.yaml', { forceField: forceFieldOf(text) })
  })
  expect(Math.min(met.read, met.refused)).toBeGreaterThan(100)
}, 300_000)

test('4000 mutated manifests are read or refused, and name nothing but points and tasks', async () => {
  const text = [
    'forcefield: aqueous',
    'composition: { solvents: { H2O: 1 } }',
    'sweep: { temperature: [280, 300], seed: ["a", "b"] }',
  ].join('\n')
  const overrides = [{ path: 'lattice.cells', value: '4' }]
  const forceFields = { aqueous: { text: AQUEOUS, file: 'aqueous.yaml' } }
  const source = { name: 'test', file: 'test.yaml', text, overrides, forceFields }
  const { content } = await prepareSource(source)
  if (content.kind !== 'sweep') throw new Error('this is no sweep')
  const points = planSweep(content.points).map(({ id, settings }) => ({
    id,
    settings,
    attempts: 1,
  }))
  const given = { program: packageVersion(), axes: ['temperature', 'seed'], source }
  const manifest = manifestDocument.write({
    ...{ format: 'entrolyte-sweep-plan', version: 1, attemptsPerSecond: 1e6 },
    ...{ ...given, points, tasks: [[0, 3], [2]] },
  })
  // The text of the force field is by far the longest part, and is attacked elsewhere.
  const short = manifest.replace(JSON.stringify(AQUEOUS), '"AQUEOUS"')
  let whole = 0
  const met = attack(4000, 823, [short], (mutated) => {
    const found = manifestDocument.read(
      mutated.replace('"AQUEOUS"', JSON.stringify(AQUEOUS)),
      'plan.json',
    )
    for (const { id } of found.points) expect(id).toMatch(/^[0-9a-f]{12}$/)
    for (const task of found.tasks) {
      const planned = task.map((at) => found.points[at]!)
      for (const part of chunkScenario(found.source, planned)) parseSource(part)
      whole++
    }
  })
  expect(Math.min(met.read, met.refused)).toBeGreaterThan(100)
  expect(whole).toBeGreaterThan(50)
}, 300_000)

test('2500 mutated checkpoints, their checksums made to fit, are gone on from or refused', () => {
  const { scenario, counts } = tinyTask()
  const task = tinyTask({ scenario: { ...scenario, composition: { kind: 'counts', counts } } })
  const replica = new Replica(task)
  for (let k = 0; k < 20; k++) replica.sweep()
  const bytes = encodeCheckpoint({
    ...{ program: packageVersion(), start: '2020-01-01T00:00:00Z', wallSeconds: 1, cpuSeconds: 1 },
    scenario: formatScenario(task.scenario, { checkpointEvery: 60 }),
    work: 'run',
    runs: [{ key: runKey({ scenario: task.scenario, counts }), snapshots: [replica.snapshot()] }],
  })
  const start = Buffer.from(bytes).indexOf('\n') + 1
  const length = Number(Buffer.from(bytes.subarray(0, start)).toString().split(' ')[2])
  const header = Buffer.from(bytes.subarray(start, start + length)).toString()
  const rest = bytes.subarray(start + length)
  const { terminal } = quietTerminal()
  let usable = 0
  attack(2000, 824, [header], (mutated) => {
    const text = Buffer.from(mutated)
    const first = `entrolyte-checkpoint 3 ${text.length} ${sha256OfBytes(text)}\n`
    writeFileSync(join(root, 'checkpoint.bin'), Buffer.concat([Buffer.from(first), text, rest]))
    if (readRestart(root, terminal) !== null) usable++
  })
  expect(usable).toBeGreaterThan(10)
  // Without that, whatever is changed is found at once.
  const binary = Buffer.from(bytes).toString('latin1')
  attack(500, 825, [binary], (mutated) => {
    writeFileSync(join(root, 'checkpoint.bin'), Buffer.from(mutated, 'latin1'))
    if (mutated !== binary) expect(readRestart(root, terminal)).toBe(null)
  })
}, 300_000)
