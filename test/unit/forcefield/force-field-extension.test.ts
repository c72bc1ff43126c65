import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { formatScenario } from '../../../src/scenario/format-scenario.ts'
import { parseScenarioFile } from '../../../src/scenario/parse-scenario.ts'
import { AQUEOUS, problemsOf, scenarioOf } from '../scenario/shipped.ts'

const iodide =
  'I-: { charge: -1, faces: anionic, radius: 2.20 Å, molarMass: 126.904 g/mol, partialMolarVolume: 40.0 cm3/mol }'
const lanthanum =
  'La3+: { charge: 3, faces: cationic, radius: 1.25 Å, hydration: { distance: 2.55 Å, number: 9 }, molarMass: 138.906 g/mol }'
const scenario = (species: string, salts: string, more = '') =>
  [
    'forcefield:',
    '  from: aqueous',
    '  species:',
    `    ${species}`,
    ...(more === '' ? [] : [`  ${more}`]),
    `composition: { solvents: { H2O: 1 }, salts: { ${salts} } }`,
    'density: 1.2 g/cm3',
    'lattice: { cells: 4 }',
  ].join('\n')

describe('a force field with additions', () => {
  test('has bonds of a new anion by charge over radius, without a word of them', () => {
    const { forceField } = scenarioOf(scenario(iodide, 'LiI: 2 mol/kg'))
    const { contacts } = compileModel(forceField, ['H2O', 'I-'])
    const bond = contacts.kinds.find(({ name }) => name === 'hydrogen bond to an anion, I-')!
    expect(bond.enthalpy).toBeCloseTo((-8.4 * 2.4) / 2.2, 12)
    expect(bond.entropy).toBe(-18)
  })

  test('has bonds and a shell of a new cation by charge, distance and hydration number', () => {
    const { forceField } = scenarioOf(scenario(lanthanum, 'LaCl3: 1 mol/kg'))
    const { contacts, shells } = compileModel(forceField, ['H2O', 'La3+'])
    const bond = contacts.kinds.find(({ name }) => name === 'cation to an acceptor, La3+')!
    // -18 kJ/mol of Li+ at 1.96 Å, times 3^0.8227.
    expect(bond.enthalpy).toBeCloseTo(((-18 * 1.96) / 2.55) * 2.469, 2)
    // The eight neighbours that there are on the lattice are one fewer than nine.
    const [a, b] = shells.weight.map((weight) => weight[2 * 3 + 1]!)
    const full = shells.empty[2]! + 4 * a! + 4 * b!
    expect(shells.penalty[full]).toBeCloseTo(5 * 9, 10)
  })

  test('replaces species that are there, and is written out whole', () => {
    const own = scenarioOf(
      scenario(
        'Li+: { charge: 1, faces: cationic, radius: 0.69 Å, molarMass: 6.94 g/mol, hydration: { distance: 2.0 Å, number: 4 } }',
        'LiCl: 1 mol/kg',
      ),
    )
    const { species } = own.forceField
    expect(species.filter(({ name }) => name === 'Li+')).toHaveLength(1)
    expect(species.find(({ name }) => name === 'Li+')!.hydration!.distance).toBe(2)
    expect(scenarioOf(formatScenario(own))).toEqual(own)
  })

  test('adds contacts after those that are there', () => {
    const pair = 'contacts: [{ between: [Zn2+, I-], enthalpy: -27 kJ/mol }]'
    const { forceField } = scenarioOf(scenario(iodide, 'ZnI2: 1 mol/kg', pair))
    expect(forceField.contacts.at(-1)).toMatchObject({ between: ['Zn2+', 'I-'], enthalpy: -27 })
  })

  test('is what the README shows', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
    const [, example] = /Another ion[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readme)!
    const { forceField, composition } = scenarioOf(example!)
    expect(forceField.species.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['I-', 'La3+']),
    )
    expect(composition).toMatchObject({
      salts: { ZnI2: expect.anything(), LaCl3: expect.anything() },
    })
  })

  test('lets overrides reach into what is added to', () => {
    const path = 'forcefield.contacts.straight hydrogen bond.enthalpy'
    const { forceField } = scenarioOf(scenario(iodide, 'LiI: 1 mol/kg'), [{ path, value: '-14' }])
    expect(forceField.contacts[0]!.enthalpy).toBe(-14)
  })

  test('is added to in every point of a sweep that varies it', () => {
    const text = scenario(iodide, 'LiI: 1 mol/kg')
    const varied = `${text}\nsweep: { forcefield.species.I-.radius.value: [2.1 Å, 2.2 Å] }`
    const { content } = parseScenarioFile(varied, 'test.yaml', {
      forceField: () => ({ text: AQUEOUS, file: 'aqueous.yaml' }),
    })
    const points = content.kind === 'sweep' ? content.points : []
    const radii = points.map(({ scenario: { forceField } }) => {
      return forceField.species.find(({ name }) => name === 'I-')!.radius!.value
    })
    expect(radii).toEqual([2.1, 2.2])
  })

  test.each([
    [
      scenario('La3+: { charge: 3, faces: cationic }', 'LaCl3: 1 mol/kg'),
      'no hydration is given for La3+',
      'forcefield.species',
    ],
    [
      scenario(iodide, 'LiI: 1 mol/kg', 'contacts: [{ between: [I-, K+], enthalpy: 1 }]'),
      "'K+' names nothing",
      'forcefield.contacts.0.between.1',
    ],
    [
      scenario(iodide, 'LiI: 1 mol/kg', 'contact: []'),
      "unknown key 'contact'",
      'forcefield.contact',
    ],
    [
      scenario(iodide, 'LiI: 1 mol/kg').replace('aqueous', 'aqeous'),
      'there is no force field',
      'forcefield',
    ],
  ])('says what is wrong where it was added: %#', (text, message, path) => {
    const problems = problemsOf(text)
    expect(problems[0]!.message).toContain(message)
    expect(problems[0]!.path).toBe(path)
    expect(problems[0]!.line).toBeGreaterThan(0)
  })
})
