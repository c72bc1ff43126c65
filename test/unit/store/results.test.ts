import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { configurationDocument } from '../../../src/evaluate/configuration-record.ts'
import { digestOf } from '../../../src/evaluate/digest.ts'
import { distributionsDocument } from '../../../src/evaluate/distributions.ts'
import { type ResultRecord, resultDocument } from '../../../src/evaluate/record.ts'
import { exportResult, FORMATS } from '../../../src/export/export.ts'
import { runReport } from '../../../src/report/run-report.ts'
import { openResult, type RunResult, readPoint } from '../../../src/store/results.ts'
import { seriesTable } from '../../../src/store/series.ts'
import {
  pointDirectory,
  pointId,
  sweepDocument,
  sweepRecord,
} from '../../../src/store/sweep-record.ts'
import { formatCsv } from '../../../src/table/csv.ts'
import { mutate, mutation } from '../../support/mutation.ts'
import { smallRun } from '../../support/small-run.ts'
import { expectPrototypesUntouched } from '../../support/untouched.ts'

const root = mkdtempSync(join(tmpdir(), 'entrolyte-results-'))
afterAll(() => rmSync(root, { recursive: true }))
const sound = join(root, 'sound')
const directory = join(root, 'run')

const run = smallRun()
const { record } = run
write(sound, run)

function write(place: string, of: RunResult): void {
  mkdirSync(place, { recursive: true })
  const files = {
    'result.json': resultDocument.write(of.record),
    'series.csv': [...formatCsv(seriesTable(of.series()!))].join(''),
    'distributions.json': distributionsDocument.write({
      format: 'entrolyte-distributions',
      version: 1,
      distributions: of.distributions(),
    }),
    'configuration.json': configurationDocument.write(of.configuration()!),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text)
}

beforeEach(() => {
  rmSync(directory, { recursive: true, force: true })
  cpSync(sound, directory, { recursive: true })
})

function opened(place = directory): RunResult {
  const result = openResult(place)
  if (result.kind !== 'run') throw new Error('this is no run')
  return result
}

/** What reading throws. */
function problemOf(read: () => unknown) {
  try {
    read()
  } catch (error) {
    if (error instanceof InputError) return error.problems[0]!
    throw error
  }
  throw new Error('it was read')
}

/** Puts another value in the place of one, and a digest that fits. */
function rewritten(change: (record: Record<string, never>) => void): void {
  const data = JSON.parse(readFileSync(join(sound, 'result.json'), 'utf8'))
  change(data)
  writeFileSync(join(directory, 'result.json'), JSON.stringify({ ...data, digest: digestOf(data) }))
}

describe('a run', () => {
  test('is read back as it was', () => {
    const result = opened()
    expect(result.record).toEqual(record)
    expect(result.distributions()).toEqual(run.distributions())
    expect(result.configuration()).toEqual(run.configuration())
    expect(result.series()).toEqual(run.series())
    expect(result.trajectory()).toBeNull()
  })

  test('may have been kept in part', () => {
    for (const name of ['series.csv', 'distributions.json', 'configuration.json']) {
      rmSync(join(directory, name))
    }
    const result = opened()
    expect([result.series(), result.configuration()]).toEqual([null, null])
    expect(result.distributions()).toEqual({})
  })

  test('that is not there is bad input', () => {
    expect(problemOf(() => openResult(join(root, 'nowhere')))).toMatchObject({
      file: join(root, 'nowhere', 'result.json'),
      message: 'there is no result',
    })
  })

  test.each<[string, (data: Record<string, never>) => void]>([
    [
      'observables.energyPerWater.value',
      (data) => delete at(data, 'observables.energyPerWater').value,
    ],
    ['scenario.temperature', (data) => Object.assign(data.scenario!, { temperature: 'warm' })],
    ['scenario.sampling', (data) => Object.assign(data.scenario!, { sampling: null })],
    ['system.counts', (data) => Object.assign(data.system!, { counts: [] })],
    ['warnings', (data) => Object.assign(data, { warnings: {} })],
    [
      'moves.swap-far.attempts',
      (data) => Object.assign(at(data, 'moves.swap-far'), { attempts: -1 }),
    ],
    ['version', (data) => Object.assign(data, { version: 2 })],
  ])('with a wrong %s is refused by that key', (path, change) => {
    rewritten(change)
    const problem = problemOf(() => opened())
    expect(problem).toMatchObject({ file: join(directory, 'result.json'), path })
    expect(problem.message).toContain(`is not a result of this version of entrolyte: ${path}: `)
  })

  test('of which a number was changed is refused by its digest', () => {
    const text = readFileSync(join(sound, 'result.json'), 'utf8')
    const { value } = record.observables.energyPerWater!
    writeFileSync(join(directory, 'result.json'), text.replace(String(value), '1'))
    expect(problemOf(() => opened()).message).toContain('its digest is that of another record')
  })

  test('may hold what a later version adds', () => {
    rewritten((data) => Object.assign(data, { added: { a: [1] } }))
    expect(opened().record).toMatchObject({ added: { a: [1] } })
  })

  test.each([
    ['distributions.json', (result: RunResult) => result.distributions()],
    ['configuration.json', (result: RunResult) => result.configuration()],
    ['series.csv', (result: RunResult) => result.series()],
  ])('of which %s is cut off or something else is refused', (name, read) => {
    const text = readFileSync(join(sound, name), 'utf8')
    for (const damaged of [
      '',
      '{}',
      '[]',
      'null',
      text.slice(0, -9),
      text.slice(text.length / 2),
    ]) {
      writeFileSync(join(directory, name), damaged)
      expect(problemOf(() => read(opened())).file).toBe(join(directory, name))
    }
  })

  test('whose configuration names what it has not is refused', () => {
    const kept = run.configuration()!
    const [first, ...others] = kept.replicas
    for (const wrong of [
      { states: first!.states.map(() => kept.states.length) },
      { positions: first!.positions.slice(1) },
      { hydrogenBonds: [0, first!.states.length, 0] },
    ]) {
      const text = JSON.stringify({ ...kept, replicas: [{ ...first, ...wrong }, ...others] })
      writeFileSync(join(directory, 'configuration.json'), text)
      expect(problemOf(() => opened().configuration()).message).toContain('that it has not')
    }
  })

  test('that was mutated is reported and exported, or refused', () => {
    const names = ['result.json', 'series.csv', 'distributions.json', 'configuration.json']
    const texts = names.map((name) => [name, readFileSync(join(sound, name), 'utf8')] as const)
    const cases = fc.record({
      file: fc.constantFrom(...texts),
      mutations: fc.array(mutation, { minLength: 1, maxLength: 4 }),
    })
    const met = { read: 0, refused: 0 }
    fc.assert(
      fc.property(cases, ({ file: [name, text], mutations }) => {
        for (const [other, whole] of texts) writeFileSync(join(directory, other), whole)
        writeFileSync(join(directory, name), mutations.reduce(mutate, text))
        try {
          useAll(opened())
          met.read++
        } catch (error) {
          if (!(error instanceof InputError)) throw error
          expect(error.problems[0]!.file).toBe(join(directory, name))
          met.refused++
        }
        expectPrototypesUntouched()
      }),
      { numRuns: 200, seed: 841 },
    )
    expect(met.refused).toBeGreaterThan(50)
    expect(met.read).toBeGreaterThan(2)
  }, 300_000)
})

describe('a sweep', () => {
  const id = pointId(record.scenario)
  const source = { name: 's', file: 's.yaml', text: 'a: 1', overrides: [], forceFields: {} }
  const entry = (name: string, state: 'completed' | 'missing') => {
    return { id: name, settings: { temperature: 300 }, state, digest: null, cause: null }
  }
  const given = { program: '0.1.0', axes: ['temperature'], source }
  const other = '0123456789ab'

  beforeEach(() => {
    rmSync(directory, { recursive: true })
    const points = [entry(id, 'completed'), entry(other, 'missing')]
    mkdirSync(directory)
    writeFileSync(
      join(directory, 'sweep.json'),
      sweepDocument.write(sweepRecord(points, given, false)),
    )
    cpSync(sound, pointDirectory(directory, id), { recursive: true })
  })

  const points = () => {
    const result = openResult(directory)
    if (result.kind !== 'sweep') throw new Error('this is no sweep')
    return result.points()
  }

  test('opens its finished points when asked', () => {
    const [first, second] = points()
    expect(first!.open()!.record).toEqual(record)
    expect(first!.directory).toBe(pointDirectory(directory, id))
    expect(second!.open()).toBeNull()
  })

  test('has no sound point in a directory of another name, or in a damaged one', () => {
    const isSound = (found: ResultRecord | null) => found !== null
    expect(isSound(readPoint(directory, id))).toBe(true)
    expect(readPoint(directory, other)).toBeNull()
    cpSync(sound, pointDirectory(directory, other), { recursive: true })
    expect(readPoint(directory, other)).toBeNull()
    writeFileSync(join(pointDirectory(directory, id), 'result.json'), '{')
    expect(readPoint(directory, id)).toBeNull()
    expect(problemOf(() => points()[0]!.open()).message).toContain('it is no JSON, or cut off')
  })
})

/** Draws and writes all that can be made of a run. */
function useAll(result: RunResult): void {
  expect(runReport(result, []).body.toString()).not.toContain('undefined')
  for (const format of FORMATS) {
    for (const [, parts] of exportResult(result, format))
      expect([...parts].length).toBeGreaterThan(0)
  }
}

/** The mapping at a path. */
function at(data: Record<string, never>, path: string): Record<string, unknown> {
  const found = path.split('.').reduce<unknown>((value, key) => (value as never)[key], data)
  return found as Record<string, unknown>
}
