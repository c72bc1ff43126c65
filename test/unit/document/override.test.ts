import { describe, expect, it } from 'vitest'
import { problemsOf, scenarioOf } from '../scenario/shipped.ts'

const WATER = 'forcefield: aqueous\ncomposition: { solvents: { H2O: 1 } }\n'

describe('overrides', () => {
  it('change, add and replace', () => {
    const scenario = scenarioOf(`${WATER}temperature: 300 K`, [
      { path: 'temperature', value: '-20 degC' },
      { path: 'sampling.replicas', value: '7' },
      { path: 'composition.salts.Zn(ClO4)2', value: '2 m' },
      { path: 'seed', value: '00042' },
    ])
    expect(scenario.temperature).toBeCloseTo(253.15, 10)
    expect(scenario.sampling.replicas).toBe(7)
    expect(scenario.seed).toBe('00042')
    expect(scenario.composition).toMatchObject({
      salts: { 'Zn(ClO4)2': { value: 2, unit: 'mol/kg' } },
    })
  })

  it('reach into a force field, whether it is a file or inline, by number or by name', () => {
    const path = 'forcefield.contacts.straight hydrogen bond.enthalpy'
    const { contacts } = scenarioOf(WATER, [{ path, value: '-17 kJ/mol' }]).forceField
    expect(contacts[0]).toMatchObject({ name: 'straight hydrogen bond', enthalpy: -17 })
    const inline =
      'forcefield: { species: { A: {} }, contacts: [{ between: [A, A], enthalpy: 1 }] }\n' +
      'composition: { counts: { A: 1 } }'
    const change = { path: 'forcefield.contacts.0.enthalpy', value: '2' }
    expect(scenarioOf(inline, [change]).forceField.contacts[0]!.enthalpy).toBe(2)
  })

  it('are named as the place of their problems', () => {
    const [problem] = problemsOf(WATER, [{ path: 'lattice.cells', value: '13' }])
    expect(problem).toMatchObject({
      file: '--set lattice.cells',
      line: null,
      path: 'lattice.cells',
    })
  })

  it.each([
    ['tempreature', '1', "unknown key 'tempreature'"],
    ['temperature.kelvin', '1', 'given twice'],
    ['lattice..cells', '1', 'empty part'],
    ['seed', '', 'must not be empty'],
    ['lattice', '[', 'not YAML'],
    ['title', '[a]', 'text is expected'],
    ['forcefield.contacts.99.enthalpy', '1', 'has no keys'],
    ['forcefield.shells.none', '1', "there is no 'none'"],
  ])('refuse --set %s=%s', (path, value, message) => {
    const text =
      path === 'temperature.kelvin' ? `${WATER}temperature: 1 K\ntemperature: 2 K` : WATER
    const messages = problemsOf(text, [{ path, value }]).map((problem) => problem.message)
    expect(messages.join('\n')).toContain(message)
  })
})
