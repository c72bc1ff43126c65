import { expect, test } from 'vitest'
import { formatStatementTable } from '../../../src/cli/compare-report.ts'
import type { Candidate } from '../../../src/compare/candidate.ts'
import { judge } from '../../../src/compare/judge.ts'
import { parseStatements } from '../../../src/compare/statement.ts'

const STATEMENTS = parseStatements(`
solvents: { H2O: 1 }
systems:
  a: { label: dilute, salts: { LiCl: 1 mol/kg } }
  b: { label: dense, salts: { LiCl: 2 mol/kg } }
statements:
  - { id: s, row: 3, claim: The dense has more, source: a paper, data: d, flag: read, kind: order,
      observable: x, temperature: { from: 200 K, to: 400 K }, highestToLowest: [[b], [a]] }
`)

function result(molality: number, temperature: number, value: number): Candidate {
  const composition = { kind: 'solution', solvents: { H2O: 1 } }
  const estimate = { value, standardError: 0.3, unit: 'kB', equilibrated: true }
  const digest = [molality, temperature].join()
  return {
    place: digest,
    record: {
      ...{ state: 'completed', digest },
      ...{ scenario: { title: '', temperature, composition }, observables: { x: estimate } },
      ...{ system: { molality: { LiCl: molality } }, warnings: [] },
    },
  }
}

const found = (...results: Candidate[]) => {
  const judgements = judge(STATEMENTS, results)
  return formatStatementTable(judgements, judgements).split('\n')[2]!.split(' | ').slice(2, 4)
}

test('of one temperature the systems are told, of several each system along them', () => {
  expect(found(result(1, 300, 1), result(2, 300, 3))).toEqual([
    'dense 3.0(3) kB, dilute 1.0(3) kB',
    'reproduced',
  ])
  const more = [result(1, 253.15, 2), result(2, 253.15, 2.1)]
  expect(found(result(1, 300, 1), result(2, 300, 3), ...more)).toEqual([
    'at 253.15, 300 K: dense 2.1(3), 3.0(3) kB; dilute 2.0(3), 1.0(3) kB',
    'undecided (1 of 2 temperatures reproduced): dense and dilute agree within 2 combined standard errors; a shortfall',
  ])
})
