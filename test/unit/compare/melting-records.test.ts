import { expect, test } from 'vitest'
import { judge } from '../../../src/compare/judge.ts'
import { meltingDocument, meltingRecords } from '../../../src/compare/melting-records.ts'
import type { Statements } from '../../../src/compare/statement.ts'

const solvents = { H2O: 1 }
const report = (salts: Record<string, number>, kelvin: number, equilibrated = true) => {
  const melting = (value: number) => ({
    temperature: { value, standardError: 1 },
    equilibrated,
  })
  return JSON.stringify({
    ...{ format: 'entrolyte-melting', version: 1, title: 't', seed: 's' },
    composition: { solvents, salts },
    water: melting(272),
    solution: melting(kelvin),
  })
}

const statements: Statements = {
  scenarios: [],
  systems: {
    water: { label: 'water', solvents, salts: {} },
    weak: { label: 'weak', solvents, salts: { ZnSO4: 2 } },
    strong: { label: 'strong', solvents, salts: { 'Zn(ClO4)2': 2 } },
  },
  statements: [
    {
      ...{ id: 's', kind: 'order', row: 1, data: 'd', branch: 'any', sigmas: 2, budget: 60 },
      ...{ builtIn: null, claim: '', source: '', flag: 'read', observable: 'freezingPoint' },
      highestToLowest: [['water'], ['weak'], ['strong']],
      temperature: { from: 290, to: 310 },
    },
  ],
}
const judged = (...texts: string[]) => {
  const records = texts.flatMap((text) =>
    meltingRecords(meltingDocument.read(text, 'melting.json')),
  )
  return judge(
    statements,
    records.map((record, k) => ({ place: `${k}`, record })),
  )
}

test('melting points of solutions and water are compared whatever their temperatures', () => {
  const weak = report({ ZnSO4: 1.95 }, 268)
  const strong = report({ 'Zn(ClO4)2': 1.95 }, 256)
  expect(judged(weak, strong)).toMatchObject([{ verdict: 'reproduced', temperature: null }])
  const swapped = report({ 'Zn(ClO4)2': 1.95 }, 270)
  expect(judged(report({ ZnSO4: 1.95 }, 259), swapped)[0]!.verdict).toBe('not reproduced')
})

test('one from runs that were too short decides nothing, nor does one that is not there', () => {
  const weak = report({ ZnSO4: 1.95 }, 268)
  const short = report({ 'Zn(ClO4)2': 1.95 }, 256, false)
  expect(judged(weak, short)[0]!.reasons.join()).toContain('strong: freezingPoint is not at')
  expect(judged(weak)[0]!.reasons).toEqual(['there is no melting point of strong'])
})

test('other texts are no melting points', () => {
  for (const text of ['', '{', '{}', JSON.stringify({ format: 'entrolyte-result' })]) {
    expect(() => meltingDocument.read(text, 'melting.json')).toThrow('is not a file of melting')
  }
})
