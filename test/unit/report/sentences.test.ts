import { expect, test } from 'vitest'
import type { Estimate, ResultRecord } from '../../../src/evaluate/record.ts'
import { shortfallSentence } from '../../../src/report/sentences.ts'

const sound: Estimate = {
  ...{ value: 1, standardError: 0.1, unit: '', tauInt: 50 },
  ...{ effectiveSamples: 400, equilibrated: true },
}

/** Of a run of 1,000 + 20,000 sweeps that took 42 s. */
function sentence(observables: Record<string, Partial<Estimate>>, threads = 2): string | null {
  const estimates = Object.entries(observables).map(([name, change]) => [
    name,
    { ...sound, ...change },
  ])
  const sampling = { equilibration: 1000, production: 20_000, measureEvery: 10, replicas: 2 }
  return shortfallSentence({
    scenario: { sampling },
    observables: Object.fromEntries(estimates),
    timing: { wallSeconds: 42, threads },
  } as ResultRecord)
}

test('of a run that has converged there is nothing to say', () => {
  expect(
    sentence({ a: {}, b: { tauInt: null, effectiveSamples: null, equilibrated: null } }),
  ).toBeNull()
})

test('few samples: whose, how slow, how many sweeps and how long', () => {
  const few = { effectiveSamples: 10, tauInt: 1999.6, equilibrated: false }
  expect(sentence({ a: {}, slow: few })).toBe(
    'not converged: slow (autocorrelation time at least 2,000 sweeps) needs about 200,000 sweeps of ' +
      'production for 100 independent measurements, which would take about 6 min 42 s on the same 2 threads ' +
      '(--set sampling.production=200000)',
  )
})

test('replicas apart: how long an equilibration, and a longer production where it was short, too', () => {
  expect(sentence({ a: {}, apart: { equilibrated: false } }, 1)).toBe(
    'not converged: apart (autocorrelation time at least 50 sweeps) still differs between replicas or halves ' +
      'of them and needs about 42,000 sweeps of equilibration, which would take about 2 min 04 s on the same ' +
      '1 thread (--set sampling.equilibration=42000)',
  )
  expect(sentence({ apart: { equilibrated: false, effectiveSamples: 50 } })).toContain(
    '42,000 sweeps of equilibration and 40,000 of production, which would take about 2 min 44 s on the ' +
      'same 2 threads (--set sampling.equilibration=42000 --set sampling.production=40000)',
  )
})

test('what never moved has no autocorrelation time', () => {
  expect(sentence({ still: { effectiveSamples: 2, tauInt: null, equilibrated: false } })).toContain(
    'not converged: still needs about 1,000,000 sweeps',
  )
})
