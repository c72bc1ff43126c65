import { describe, expect, test } from 'vitest'
import type { Candidate } from '../../../src/compare/candidate.ts'
import { judge } from '../../../src/compare/judge.ts'
import { overall } from '../../../src/compare/overall.ts'
import { parseStatements } from '../../../src/compare/statement.ts'

const SYSTEMS = `solvents: { H2O: 1 }
systems:
  a: { label: a, salts: { LiCl: 1 mol/kg } }
  b: { label: b, salts: { LiCl: 2 mol/kg } }
  c: { label: c, salts: { LiCl: 3 mol/kg } }
  oxide: { label: oxide, formula: (Mg0.5Ni0.5)O }
`
const statements = (kind: string, more = '') =>
  parseStatements(
    `${SYSTEMS}statements: [{ id: s, row: 3, claim: c, source: s, data: d, flag: read, observable: x, temperature: { from: 200 K, to: 400 K }, ${kind}${more} }]`,
  )

interface Change {
  /** Autocorrelation time of a run of 100 + 900 sweeps that is not at equilibrium. */
  tau?: number
  rHat?: number
  temperature?: number
  error?: number
  seconds?: number
  branch?: string
  warning?: string
}

function result(molality: number, value: number, change: Change = {}): Candidate {
  const { temperature = 298, error = 0.1, seconds = 10, branch, warning, tau, rHat } = change
  const place = JSON.stringify([molality, value, change])
  const composition = { kind: 'solution', solvents: { H2O: 1 } }
  return {
    place,
    record: {
      ...{ format: 'entrolyte-result', version: 1, state: 'completed', digest: place },
      scenario: {
        ...{ title: '', temperature, composition },
        sampling: { equilibration: 100, production: 900, branch },
      },
      system: { molality: { LiCl: molality } },
      observables: {
        x: {
          ...{ value, standardError: error, unit: '', equilibrated: tau === undefined },
          ...(tau === undefined ? {} : { tauInt: tau, effectiveSamples: 50, rHat }),
        },
      },
      warnings: warning === undefined ? [] : [{ code: warning, message: '' }],
      timing: { cpuSeconds: 2 * seconds, threads: 2 },
    },
  }
}
const verdictOf = (kind: string, ...results: Candidate[]) =>
  judge(statements(kind), results)[0]!.verdict

describe('a range', () => {
  const kind = 'kind: range, systems: [a], least: 1, most: 3'
  test.each([
    [2, 'reproduced'],
    [1.21, 'reproduced'],
    [1.19, 'undecided'],
    [0.81, 'undecided'],
    [0.79, 'not reproduced'],
    [3.21, 'not reproduced'],
  ])('with the value %d ± 0.1 is %s', (value, verdict) => {
    expect(verdictOf(kind, result(1, value))).toBe(verdict)
  })
})

describe('a value', () => {
  const kind = 'kind: value, systems: [a, b], value: 2, within: 0.5'
  test('is reproduced where all systems have it', () => {
    expect(verdictOf(kind, result(1, 2), result(2, 2.2))).toBe('reproduced')
    expect(verdictOf(kind, result(1, 2), result(2, 2.9))).toBe('not reproduced')
  })

  test('of a solid follows from its formula', () => {
    const of = (value: number) => {
      const text = `kind: value, systems: [oxide], value: ${value}, within: 0.001`
      const { systems, scenarios, statements: list } = statements(text)
      const own = list.map((one) => ({ ...one, observable: 'configurationalEntropyIdeal' }))
      return judge({ systems, scenarios, statements: own }, [])[0]!
    }
    expect(of(Math.LN2)).toMatchObject({ verdict: 'reproduced' })
    expect(of(0.7).verdict).toBe('not reproduced')
  })
})

test('a ratio has the errors of both values', () => {
  const kind = 'kind: ratio, of: a, to: b, least: 1.5, most: 2.5'
  const [judgement] = judge(statements(kind), [result(1, 4), result(2, 2)])
  // 2 ± 2·√((0.1/4)² + (0.1/2)²)
  expect(judgement).toMatchObject({ verdict: 'reproduced' })
  expect(judgement!.comparisons[0]).toMatchObject({ value: 2 })
  const { sigmas } = judgement!.comparisons[0]!
  expect(sigmas).toBeCloseTo(0.5 / (2 * Math.hypot(0.025, 0.05)), 10)
  expect(verdictOf(kind, result(1, 2), result(2, 2))).toBe('not reproduced')
})

describe('a slope', () => {
  const series = 'kind: slope, sign: rises, along: mol/kg, series: { a: 1, b: 2, c: 3 }'
  test('along a series is judged by its sign, with τ beside', () => {
    const [judgement] = judge(statements(series), [result(1, 1), result(2, 2), result(3, 3)])
    expect(judgement).toMatchObject({ verdict: 'reproduced', rank: { tau: 1 } })
    expect(judgement!.rank!.chance).toBeCloseTo(1 / 6, 12)
    expect(verdictOf(series, result(1, 3), result(2, 2), result(3, 1))).toBe('not reproduced')
    expect(verdictOf(series, result(1, 1), result(2, 1), result(3, 1.1))).toBe('undecided')
  })

  test('along temperature takes all temperatures at once', () => {
    const kind = 'kind: slope, sign: falls, along: K, system: a'
    const at = (temperature: number, value: number) => result(1, value, { temperature })
    const judgements = judge(statements(kind), [at(320, 1), at(280, 3), at(300, 2)])
    expect(judgements).toHaveLength(1)
    expect(judgements[0]).toMatchObject({ verdict: 'reproduced', temperature: null })
    expect(judgements[0]!.comparisons[0]).toMatchObject({ kind: 'slope' })
    expect(verdictOf(kind, at(320, 1), at(300, 2))).toBe('undecided')
  })

  test('leaves out temperatures that have not settled, unless too few remain', () => {
    const kind = 'kind: slope, sign: falls, along: K, system: a'
    const at = (temperature: number, value: number, tau?: number) =>
      result(1, value, tau === undefined ? { temperature } : { temperature, tau })
    const settled = [at(320, 1), at(300, 2), at(280, 3)]
    const [judgement] = judge(statements(kind), [...settled, at(260, -9, 60)])
    expect(judgement).toMatchObject({ verdict: 'reproduced' })
    expect(judgement!.readings).toHaveLength(3)
    expect(verdictOf(kind, ...settled.slice(1), at(260, 4, 60))).toBe('undecided')
    const frozen = result(1, 4, { temperature: 260, warning: 'frozen' })
    expect(verdictOf(kind, ...settled, frozen)).toBe('undecided')
  })
})

describe('whatever the numbers, nothing is decided', () => {
  const kind = 'kind: range, systems: [a], most: 3'
  test.each([
    [{ warning: 'frozen' }, 'frozen'],
    [{ warning: 'branch-edge' }, 'branch-edge'],
    [{ warning: 'phase-separated' }, 'phase-separated'],
    [{ branch: 'frozen' }, 'of the frozen branch'],
  ])('by a run with %j', (change, reason) => {
    const [judgement] = judge(statements(kind), [result(1, 2, change)])
    expect(judgement).toMatchObject({ verdict: 'undecided', projectedSeconds: null })
    expect(judgement!.reasons.join()).toContain(reason)
  })

  test('about a claim that was not read', () => {
    const recalled = statements(kind)
    const [one] = recalled.statements
    const list = [{ ...one!, flag: 'recalled' as const }]
    const [judgement] = judge({ ...recalled, statements: list }, [result(1, 2)])
    expect(judgement).toMatchObject({ verdict: 'undecided' })
    expect(judgement!.reasons.join()).toContain('recalled')
  })

  test('by a run that is not at equilibrium, whose time to get there is told', () => {
    const order = 'kind: order, highestToLowest: [[a], [b]]'
    const judged = (tau: number, ...more: Candidate[]) =>
      judge(statements(order), [result(1, 9, { tau, seconds: 10 }), ...more])
    const apart = (rHat: number) =>
      judge(statements(order), [result(1, 9, { tau: 60, seconds: 10, rHat }), result(2, 2)])
    const [judgement] = judged(60, result(2, 2))
    expect(judgement).toMatchObject({ verdict: 'undecided' })
    expect(judgement!.reasons.join()).toContain('not-equilibrated')
    // 50 τ to settle and 100 samples in place of 50, for 1000 sweeps that took 10 s; and the 10 s of the other.
    expect(judgement!.projectedSeconds).toBeCloseTo(10 * ((3000 + 1800) / 1000) + 10, 6)
    expect(overall(judged(60, result(2, 2)))[0]!.isShortfall).toBe(true)
    expect(overall(judged(8000, result(2, 2)))[0]!.isShortfall).toBe(false)
    // Replicas in states of their own need more than their τ says: R-hat² − 1 of 3/x for halves of x correlation times.
    expect(apart(1.2)[0]!.projectedSeconds).toBeCloseTo(judgement!.projectedSeconds!, 6)
    expect(apart(100)[0]!.projectedSeconds! / apart(50)[0]!.projectedSeconds!).toBeCloseTo(4, 1)
    expect(overall(apart(100))[0]!.isShortfall).toBe(false)
    // What more time would not mend has no time.
    expect(judged(60)[0]!.projectedSeconds).toBeNull()
  })

  test('but a frozen run decides what is about freezing', () => {
    const frozen = result(1, 2, { warning: 'frozen' })
    expect(judge(statements(kind, ', branch: any'), [frozen])[0]!.verdict).toBe('reproduced')
  })
})

describe('a ladder', () => {
  /** A run of 10 s at 300 K, with other temperatures at its side. */
  function ladder(values: Readonly<Record<number, number>>, frozenAt?: number): Candidate {
    const rungs = Object.entries(values).map(([temperature, value]) => {
      const warning = Number(temperature) === frozenAt ? { warning: 'frozen' } : {}
      const { observables, warnings } = result(1, value, warning).record
      return { temperature: Number(temperature), observables, warnings }
    })
    const { place, record } = result(1, values[300]!, { temperature: 300 })
    return { place, record: { ...record, ladder: { rungs } } }
  }
  const kind = 'kind: range, systems: [a], most: 3'

  test('is judged at every temperature of it in the range of the statement', () => {
    const judgements = judge(statements(kind), [ladder({ 190: 1, 280: 4, 300: 2, 390: 1, 410: 9 })])
    expect(judgements.map(({ temperature, verdict }) => [temperature, verdict])).toEqual([
      [280, 'not reproduced'],
      [300, 'reproduced'],
      [390, 'reproduced'],
    ])
  })

  test('is judged with other systems where these have results, too', () => {
    const order = 'kind: order, highestToLowest: [[a], [b]]'
    const at = (temperature: number) => result(2, 1, { temperature })
    const temperatures = (...more: Candidate[]) =>
      judge(statements(order), [ladder({ 280: 2, 300: 2, 390: 2 }), ...more]).map(
        ({ temperature }) => temperature,
      )
    expect(temperatures(at(300))).toEqual([300])
    expect(temperatures(at(300), at(390))).toEqual([300, 390])
    expect(temperatures()).toEqual([280, 300, 390])
  })

  test('that froze at one temperature decides nothing there alone', () => {
    const judgements = judge(statements(kind), [ladder({ 280: 2, 300: 2 }, 280)])
    expect(judgements.map(({ verdict }) => verdict)).toEqual(['undecided', 'reproduced'])
  })

  test('is one run, whose time counts once', () => {
    const slope = 'kind: slope, sign: rises, along: K, system: a'
    const [judgement] = judge(statements(slope), [ladder({ 280: 2, 300: 2.01, 320: 2.02 })])
    expect(judgement!.readings.map(({ seconds }) => seconds)).toEqual([10, 10, 10])
    const { sigmas } = judgement!.comparisons[0]!
    expect(judgement!.projectedSeconds).toBeCloseTo(10 * (2 / sigmas!) ** 2, 6)
  })
})

describe('overall', () => {
  const kind = 'kind: range, systems: [a], most: 3'
  const at = (temperature: number, value: number, seconds = 10) =>
    result(1, value, { temperature, seconds })
  const overallOf = (...results: Candidate[]) => overall(judge(statements(kind), results))[0]!

  test('one temperature that fails is enough, one that is open leaves all open', () => {
    expect(overallOf(at(280, 2), at(300, 2)).verdict).toBe('reproduced')
    expect(overallOf(at(280, 2), at(300, 3.1)).verdict).toBe('undecided')
    expect(overallOf(at(280, 3.1), at(300, 4)).verdict).toBe('not reproduced')
  })

  test('what an hour would decide and is open is a shortfall', () => {
    // One error inside: (2/1)² times the 10 s, or the 2000 s, that it took.
    const [quick] = judge(statements(kind), [at(300, 2.9)])
    expect(quick!.projectedSeconds).toBeCloseTo(40, 6)
    expect(overallOf(at(300, 2.9)).isShortfall).toBe(true)
    expect(overallOf(at(300, 2.9, 2000)).isShortfall).toBe(false)
    expect(overallOf(at(300, 2)).isShortfall).toBe(false)
  })
})
