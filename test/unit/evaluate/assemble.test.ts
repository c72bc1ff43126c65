import { expect, test } from 'vitest'
import { assembleRecord, type Ran } from '../../../src/evaluate/assemble.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { noise, replicaRecord } from './synthetic.ts'

// Only what is looked at.
const run = (drift: string | null) =>
  ({
    scenario: {
      forceField: SMALL_FORCE_FIELD,
      temperature: 300,
      observables: ['default'],
      sampling: { equilibration: 0, production: 1000, measureEvery: 10, replicas: 2 },
    },
    system: { sites: 16, counts: { A: 8 } },
    warnings: [],
    replicas: [0, 1].map((replica) =>
      replicaRecord(
        replica,
        { a: noise(100, 0, 1, replica) },
        { drift: replica === 1 ? drift : null },
      ),
    ),
    found: { observables: {}, warnings: [], replicas: [] },
    timing: {},
    provenance: {},
  }) as unknown as Ran

test('a sound run is completed, its moves added up over replicas', () => {
  const { state, moves, warnings } = assembleRecord(run(null))
  expect(state).toBe('completed')
  expect(moves).toEqual({ reorientation: { attempts: 20, accepted: 8 } })
  expect(warnings).toEqual([])
})

test('a replica whose running energy drifted fails the run', () => {
  const { state, warnings } = assembleRecord(run('contact counts'))
  expect(state).toBe('failed')
  expect(warnings).toMatchObject([{ code: 'energy-drift' }])
  expect(warnings[0]!.message).toContain('contact counts of replica 2')
})

test('what a system has nothing to measure of is in the record, with the reason', () => {
  const left = assembleRecord(run(null)).notMeasured!
  expect(left).toContainEqual({ observable: 'hydrogenBonds', reason: 'there is no H2O' })
  expect(left).toContainEqual({ observable: 'coordination', reason: 'there are no ions' })
  expect(left.map(({ observable }) => observable)).not.toContain('energy')
})
