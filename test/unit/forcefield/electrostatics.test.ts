import { describe, expect, it } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { formatScenario } from '../../../src/scenario/format-scenario.ts'
import { closedScenario } from '../../support/closed-scenario.ts'
import { shippedScenario } from '../../support/shipped-scenario.ts'

const NAME = 'zncl2-2m'

describe('electrostatics of a scenario', () => {
  it('are Ewald’s without a word of them, and leave no trace', () => {
    const usual = shippedScenario(NAME, {})
    expect(usual.forceField).not.toHaveProperty('electrostatics')
    expect(shippedScenario(NAME, { electrostatics: 'ewald' })).toEqual(usual)
    expect(formatScenario(usual)).not.toContain('electrostatics')
  })

  it('may end at a cut-off, which the resolved scenario names', () => {
    const short = shippedScenario(NAME, { electrostatics: 'damped-shifted-force' })
    expect(short.forceField.electrostatics).toEqual({
      method: 'damped-shifted-force',
      cutoff: 12,
      damping: 0.1,
    })
    const given = '{ method: damped-shifted-force, cutoff: 1.4 nm, damping: 0.8 1/nm }'
    const long = shippedScenario(NAME, { electrostatics: given })
    expect(long.forceField.electrostatics!.cutoff).toBeCloseTo(14, 12)
    expect(long.forceField.electrostatics!.damping).toBeCloseTo(0.08, 12)
    const resolved = formatScenario(short)
    expect(resolved).toContain('cutoff: 12 Å')
    const read = closedScenario(resolved, 'resolved.yaml', { forceField: () => null })
    expect(read).toEqual(short)
  })

  it.each([
    [
      '{ method: damped-shifted-force, cutoff: 25 Å }',
      'more than half the edge of the box, 19.12 Å',
    ],
    ['{ method: damped-shifted-force, cutoff: 12 kJ/mol }', 'kJ/mol'],
    ['{ method: reaction-field }', 'electrostatics'],
  ])('are refused: %s', (electrostatics, message) => {
    let problem: unknown
    try {
      shippedScenario(NAME, { electrostatics })
    } catch (error) {
      problem = error
    }
    expect(problem).toBeInstanceOf(InputError)
    expect(JSON.stringify((problem as InputError).problems)).toContain(message)
  })
})
