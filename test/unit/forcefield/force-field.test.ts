import { describe, expect, it, test } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { parseForceField } from '../../../src/forcefield/parse-force-field.ts'
import { isSolvent, networkSpecies } from '../../../src/forcefield/species-kinds.ts'
import { orientationsOf } from '../../../src/lattice/orientations.ts'
import { scalingFactor } from '../../../src/model/ion-scaling.ts'
import { AQUEOUS } from '../scenario/shipped.ts'

const problemsOf = (text: string) => {
  try {
    parseForceField(text, 'test.yaml')
    return []
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message)
    throw error
  }
}

describe('the aqueous force field', () => {
  const field = parseForceField(AQUEOUS, 'aqueous.yaml')
  const contact = (name: string) => field.contacts.find((c) => c.name === name)!

  it('gives a source and a role to every number', () => {
    const origins = [
      ...[field.spacing, field.dielectric!, field.cohesion!, field.libration!],
      ...[...field.contacts, ...field.shells],
      ...field.species.flatMap((s) => [s.molarMass, s.radius, s.hydration, s.partialMolarVolume]),
    ].filter((origin) => origin !== null)
    for (const { source } of origins) expect(source).not.toBe('user')
  })

  it('has water take up two bonds, straight ones beside its donors, bent ones opposite to them', () => {
    const { patterns } = field.species.find(({ name }) => name === 'H2O')!
    const all = orientationsOf(patterns)
    expect(all).toHaveLength(12 * 6)
    for (const faces of all) {
      const of = (name: string) => faces.flatMap((face, d) => (face === name ? [d] : []))
      const [donors, straight, bent] = [of('donor'), of('acceptor'), of('acceptor-bent')]
      expect([donors.length, straight.length + bent.length]).toEqual([2, 2])
      expect(new Set([...donors, ...straight].map((d) => d & 4)).size).toBe(1)
      for (const d of bent) expect(donors).toContain(d ^ 4)
    }
  })

  it('scales bonds to anions with charge and radius', () => {
    expect(contact('hydrogen bond to an anion').scaling).toEqual({
      charge: 1,
      referenceRadius: 2.4,
      referenceDistance: null,
    })
  })

  it('gives Zn2+ six waters at −30 kJ/mol and Li+ four at −18, by one rule for all cations', () => {
    const bonds = field.contacts.filter(({ between }) => between[1] === 'cation')
    const ofAcceptor = bonds.find(({ between }) => between[0] === 'H2O.acceptor')!
    const strength = (name: string) => {
      const ion = field.species.find((species) => species.name === name)!
      return ofAcceptor.enthalpy * scalingFactor(ofAcceptor.scaling, ion, name)
    }
    expect(strength('Zn2+')).toBeCloseTo(-30, 2)
    expect(strength('Li+')).toBeCloseTo(-18, 10)
    expect(strength('Na+')).toBeCloseTo((-18 * 1.96) / 2.38, 10)
    const named = [
      ...field.contacts.flatMap(({ between }) => between),
      ...field.shells.map(({ of }) => of),
    ]
    // What is particular to a pair of ions is all that names one.
    expect(named.filter((selector) => /[+]$/.test(selector))).toEqual(['Zn2+', 'Zn2+'])
  })
})

describe('parseForceField', () => {
  it('makes a lattice gas of two species and one pair energy', () => {
    const text = 'species: { A: {}, B: }\ncontacts: [{ between: [A, A], enthalpy: -1 kT }]'
    const field = parseForceField(text, 'test.yaml')
    const plain = Array.from({ length: 8 }, () => 'plain')
    expect(field.species).toEqual(
      ['A', 'B'].map((name) => ({
        ...{ name, charge: 0, solvent: false, patterns: [plain] },
        ...{ molarMass: null, radius: null, hydration: null, partialMolarVolume: null },
      })),
    )
    expect(field.contacts).toEqual([
      {
        ...{ name: 'A–A', between: ['A', 'A'], range: 'nearest', entropy: 0, scaling: null },
        ...{ enthalpy: (8.31446261815324 * -298.15) / 1000, overlap: false },
        ...{ source: 'user', role: 'assumed' },
      },
    ])
    expect(field).toMatchObject({ name: 'user', spacing: { value: 1 }, dielectric: null })
  })

  it('ignores a vacancy that is listed, and refuses one with properties', () => {
    expect(parseForceField('species: { A: {}, vacancy: {} }', 'f').species).toHaveLength(1)
    expect(problemsOf('species: { A: {}, vacancy: { charge: 1 } }')[0]).toContain('vacancy')
  })

  it('takes one face for all eight', () => {
    const { species } = parseForceField('species: { A: { faces: tail } }', 'f')
    expect(species[0]!.patterns).toEqual([Array.from({ length: 8 }, () => 'tail')])
  })

  it('takes several patterns of eight faces', () => {
    const eight = (face: string) => Array.from({ length: 8 }, () => face)
    const text = `species: { A: { faces: [[${eight('head')}], [${eight('tail')}]] } }`
    const { species } = parseForceField(text, 'f')
    expect(species[0]!.patterns).toEqual([eight('head'), eight('tail')])
  })

  it.each([
    ['species: {}', 'at least one species'],
    ['species: { cation: {} }', 'name of a group'],
    ['species: { constructor: {} }', 'reserved'],
    ['species: { 1a: {} }', 'starts with a letter'],
    ['species: { A: { charge: 0.5 } }', 'a whole number'],
    ['species: { A: { radius: 1 kg } }', "unit 'kg'"],
    ['species: { A: { radius: { value: 1 Å, rôle: taken } } }', "unknown key 'rôle'"],
    [
      'species: { A: { radius: { value: 1 Å, role: measured } } }',
      'taken or calibrated or assumed',
    ],
    ['species: { A: {} }\ncontacts: [{ between: [A], enthalpy: 1 }]', 'at least 2 items'],
    ['species: { A: {} }\ncontacts: [{ between: [A, A] }]', 'enthalpy'],
    ['species: { A: {} }\ncontacts: [{ between: [A, vacancy], enthalpy: 1 }]', 'no contacts'],
    ['species: { A: {} }\ncontacts: [{ between: [A, A.x], enthalpy: 1 }]', 'names nothing'],
    ['species: { A: {} }\nshells: [{ of: A.plain, weights: {}, capacity: 1 }]', 'names a face'],
    ['species: { A: {} }\nshells: [{ of: A, weights: { any: -1 }, capacity: 1 }]', 'at least 0'],
    ['species: { A: {} }\ncohesion: { of: B, value: 1 }', 'names nothing'],
    [
      'species: { A: {} }\ndielectric: { coefficients: [2, -1], from: 0, to: 10 }',
      'dielectric constant would be',
    ],
    ['species: { A: {} }\ndielectric: { coefficients: [2], from: 10, to: 0 }', 'above `from`'],
    [
      'species: { A: {}, I: { charge: 1 } }\n' +
        'contacts: [{ between: [A, I], enthalpy: 1, scaling: { referenceRadius: 1 } }]',
      'no radius is given for I',
    ],
    [
      'species: { A: {} }\ncontacts: [{ between: [A, A], enthalpy: 1, scaling: { charge: 1 } }]',
      'ions on one side',
    ],
    [
      'species: { A: {} }\ncontacts: [{ between: [A, A], enthalpy: 1 }, { between: [A, A], enthalpy: 2 }]',
      'there already',
    ],
    [
      'species: { A: {}, B: { radius: 2 } }\ncontacts: [{ between: [A, B], enthalpy: 1, overlap: true }]',
      'no radius is given for A',
    ],
    [
      'species: { I: { charge: 1, radius: 2 } }\n' +
        'contacts: [{ between: [I, I], enthalpy: 1, overlap: true, scaling: { charge: 1 } }]',
      'either overlaps or has a scaling',
    ],
    [
      'species: { A: {} }\nshells: [{ of: A, weights: { any: 1 }, count: some, capacity: 1 }]',
      'must be all or difference',
    ],
  ])('refuses %s', (text, message) => {
    expect(problemsOf(text).join('\n')).toContain(message)
  })
})

describe('the network and the solvents', () => {
  const FACES = 'faces: [donor, donor, acceptor, acceptor, inert, inert, inert, inert]'

  test('are none unless they are declared', () => {
    const { network, species } = parseForceField('species: { A: {} }', 'f')
    expect([network, species[0]!.solvent]).toEqual([null, false])
  })

  test('are those declared', () => {
    const text = `network: W\nspecies: { W: { solvent: true, ${FACES} }, A: {} }`
    const field = parseForceField(text, 'f')
    expect(networkSpecies(field)?.name).toBe('W')
    expect(field.species.filter(isSolvent).map(({ name }) => name)).toEqual(['W'])
  })

  test('a force field of before, whose bonds might form a network, must say whether they do', () => {
    const [problem] = problemsOf(`species: { H2O: { ${FACES} }, A: {} }`)
    expect(problem).toContain('does not say whether they form a network')
    const field = parseForceField(`network: null\nspecies: { H2O: { ${FACES} } }`, 'f')
    expect(networkSpecies(field)).toBeNull()
  })

  test.each([
    ['network: V\nspecies: { W: {} }', "'V' is no species"],
    ['species: { I: { charge: 1, solvent: true } }', 'no solvent'],
  ])('%s: %s', (text, message) => {
    expect(problemsOf(text)[0]).toContain(message)
  })
})
