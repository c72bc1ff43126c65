import { describe, expect, test } from 'vitest'
import type { ComparableRecord } from '../../../src/compare/comparable-record.ts'
import { judge } from '../../../src/compare/judge.ts'
import type { Statements } from '../../../src/compare/statement.ts'

const statements: Statements = {
  scenarios: [],
  systems: {
    strong: { label: 'strong', solvents: { H2O: 1 }, salts: { ZnCl2: 6, LiCl: 12 } },
    weak: { label: 'weak', solvents: { H2O: 1 }, salts: { ZnCl2: 2 } },
    other: { label: 'other', solvents: { H2O: 1 }, salts: { LiCl: 2 } },
  },
  statements: [
    {
      id: 's',
      kind: 'order',
      row: 1,
      data: 'd',
      branch: 'liquid',
      sigmas: 2,
      budget: 60,
      builtIn: null,
      claim: '',
      source: '',
      flag: 'read',
      observable: 'x',
      highestToLowest: [['strong'], ['weak', 'other']],
      temperature: { from: 290, to: 310 },
    },
  ],
}

let number = 0
const result = (
  molality: Record<string, number>,
  value: number | null,
  change: { temperature?: number; equilibrated?: boolean; warning?: string } = {},
) => {
  const { temperature = 298, equilibrated = true, warning } = change
  const place = `r${number++}`
  const record: ComparableRecord = {
    state: 'completed',
    scenario: { title: '', temperature, composition: { kind: 'solution', solvents: { H2O: 1 } } },
    system: { molality },
    observables: { x: { value, standardError: 0.1, unit: '', equilibrated } },
    warnings: warning === undefined ? [] : [{ code: warning, message: '' }],
    digest: place,
  }
  return { place, record }
}
const strong = (...rest: [number | null, object?]) => result({ ZnCl2: 6.1, LiCl: 12.1 }, ...rest)
const weak = (...rest: [number | null, object?]) => result({ ZnCl2: 1.98 }, ...rest)
const other = (...rest: [number | null, object?]) => result({ LiCl: 2.01 }, ...rest)

describe('an order over systems', () => {
  test('is reproduced where every pair is apart by two errors', () => {
    const [judgement] = judge(statements, [strong(4), weak(1), other(2)])
    expect(judgement).toMatchObject({ verdict: 'reproduced', temperature: 298, reasons: [] })
    expect(judgement!.comparisons).toHaveLength(2)
    expect(judgement!.comparisons[0]!.sigmas).toBeCloseTo(3 / Math.sqrt(0.02), 10)
  })

  test('is not reproduced where a pair is the other way round', () => {
    expect(judge(statements, [strong(4), weak(1), other(5)])[0]!.verdict).toBe('not reproduced')
  })

  test('is undecided where a pair agrees within its errors', () => {
    const [judgement] = judge(statements, [strong(4), weak(1), other(3.8)])
    expect(judgement!.verdict).toBe('undecided')
    expect(judgement!.reasons[0]).toContain('strong and other')
  })

  test.each([
    ['missing', [strong(4), weak(1)], 'no result of other'],
    [
      'phase-separated',
      [strong(4, { warning: 'phase-separated' }), weak(1), other(2)],
      'strong: it has separated into two liquids (phase-separated)',
    ],
    [
      'not equilibrated',
      [strong(4), weak(1, { equilibrated: false }), other(2)],
      'not-equilibrated',
    ],
    ['without a value', [strong(null), weak(1), other(2)], 'has no value'],
    ['there twice', [strong(4), strong(4), weak(1), other(2)], 'different results'],
  ])('is undecided where a system is %s', (_, candidates, reason) => {
    const [judgement] = judge(statements, candidates)
    expect(judgement!.verdict).toBe('undecided')
    expect(judgement!.reasons.join()).toContain(reason)
  })

  test('takes the same result twice as one', () => {
    const twice = strong(4)
    const judgements = judge(statements, [twice, { ...twice, place: 'copy' }, weak(1), other(2)])
    expect(judgements[0]!.verdict).toBe('reproduced')
  })

  test('is judged at each temperature of its range apart', () => {
    const cold = { temperature: 292 }
    const outside = { temperature: 350 }
    const judgements = judge(statements, [
      ...[strong(4), weak(1), other(2)],
      ...[strong(1, cold), weak(4, cold), other(2, cold)],
      strong(0, outside),
    ])
    expect(judgements.map(({ temperature, verdict }) => [temperature, verdict])).toEqual([
      [292, 'not reproduced'],
      [298, 'reproduced'],
    ])
  })

  test('has no temperature where there is nothing to judge', () => {
    expect(judge(statements, [])).toMatchObject([{ temperature: null, verdict: 'undecided' }])
  })
})
