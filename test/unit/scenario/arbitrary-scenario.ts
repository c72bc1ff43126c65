import fc from 'fast-check'
import type {
  ContactData,
  ForceField,
  Parameter,
  ShellData,
  SpeciesData,
} from '../../../src/forcefield/force-field.ts'
import { saltsOf } from '../../../src/forcefield/salt.ts'
import type { Amount, ParsedScenario, Scenario } from '../../../src/scenario/scenario.ts'
import { anyCharacter } from '../../support/any-character.ts'

const SITES = 2 * 2 * 2 * 2
const text = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 30 })
const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((x) => x + 0)
const role = fc.constantFrom('taken', 'calibrated', 'assumed')
const origin = { source: text, role }
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const parameter = (min: number, max: number): fc.Arbitrary<Parameter> =>
  fc.record({ value: between(min, max), ...origin })

const NAMES = ['H2O', 'A', 'true', 'null', 'Zn2+', 'ClO4-', 'SO4^2-', 'e3', 'NaN']
const FACES = ['donor', 'plain', 'no', 'x1']

const species = fc
  .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 })
  .chain((names) => fc.tuple(...names.map((name) => oneSpecies(name))))

function oneSpecies(name: string): fc.Arbitrary<SpeciesData> {
  const charge = fc.integer({ min: -2, max: 2 })
  const kind = charge.chain((charge) =>
    fc.record({
      charge: fc.constant(charge),
      solvent: charge === 0 ? fc.boolean() : fc.constant(false),
    }),
  )
  const rest = fc.record({
    name: fc.constant(name),
    patterns: fc.array(fc.array(fc.constantFrom(...FACES), { minLength: 8, maxLength: 8 }), {
      minLength: 1,
      maxLength: 3,
    }),
    molarMass: parameter(0.001, 1e5),
    radius: orNull(parameter(0.001, 100)),
    hydration: fc.record({ distance: between(0.1, 100), number: between(0, 20), ...origin }),
    partialMolarVolume: orNull(parameter(-1000, 1e5)),
  })
  return fc.tuple(rest, kind).map(([own, more]) => ({ ...own, ...more }))
}

function contactsOf(all: readonly SpeciesData[]): fc.Arbitrary<ContactData[]> {
  const selector = fc.constantFrom(
    'any',
    ...all.flatMap((s) => [s.name, `${s.name}.${s.patterns[0]![0]}`]),
  )
  const contact = fc.record({
    name: line,
    between: fc.tuple(selector, selector),
    range: fc.constant('nearest' as const),
    enthalpy: between(-1e4, 1e4),
    entropy: between(-1e4, 1e4),
    scaling: fc.constant(null),
    overlap: fc.constant(false),
    ...origin,
  })
  return fc.uniqueArray(contact, { selector: ({ name }) => name, maxLength: 4 })
}

function shellsOf(all: readonly SpeciesData[]): fc.Arbitrary<ShellData[]> {
  const selector = fc.constantFrom('any', ...all.map(({ name }) => name))
  const weight = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10)
  const branch = orNull(
    fc.record({ coefficient: between(-1e4, 1e4), power: fc.constantFrom(1, 2) }),
  )
  const scaling = orNull(
    fc.record({
      charge: between(0, 4),
      referenceRadius: fc.constant(null),
      referenceDistance: orNull(between(0.001, 100)),
    }),
  )
  const shell = fc.record({
    name: line,
    of: selector,
    weights: fc.uniqueArray(fc.record({ of: selector, weight }), { selector: ({ of }) => of }),
    count: fc.constantFrom('all', 'difference'),
    capacity: fc.oneof(between(0, 800), fc.constant('hydration number' as const)),
    above: branch,
    below: branch,
    scaling,
    ...origin,
  })
  return fc.uniqueArray(shell, { selector: ({ name }) => name, maxLength: 3 })
}

const forceField: fc.Arbitrary<ForceField> = species.chain((all) =>
  fc.record({
    name: line,
    spacing: parameter(0.01, 1000),
    network: orNull(fc.constantFrom(...all.map(({ name }) => name))),
    species: fc.constant(all),
    contacts: contactsOf(all),
    shells: shellsOf(all),
    dielectric: orNull(
      fc.record({
        coefficients: fc.tuple(between(2, 100), between(0, 1)),
        from: between(0, 50),
        to: between(51, 100),
        slopeBelow: between(-5, 5),
        slopeAbove: between(-5, 5),
        ...origin,
      }),
    ),
    cohesion: orNull(
      fc.record({ of: fc.constant(all[0]!.name), value: between(-1e4, 1e4), ...origin }),
    ),
    libration: orNull(parameter(0.001, 1e6)),
  }),
)

const amount: fc.Arbitrary<Amount> = fc.record({
  value: between(0, 0.2),
  unit: fc.constantFrom('mol/kg', 'mol/L', 'mole fraction'),
})

function compositionOf({ species: all }: ForceField): fc.Arbitrary<Scenario['composition']> {
  const neutral = all.filter(({ charge }) => charge === 0).map(({ name }) => name)
  const count = fc.integer({ min: 0, max: Math.floor(SITES / NAMES.length) })
  const counts = fc
    .dictionary(fc.constantFrom(...neutral, 'none'), count, { noNullPrototype: true })
    .map(({ none: _, ...rest }) => ({ kind: 'counts' as const, counts: rest }))
  const solvents = all.filter(({ solvent }) => solvent).map(({ name }) => name)
  if (solvents.length === 0) return counts
  const formulas = [...saltsOf(all).keys(), 'none']
  const solution = fc.record({
    kind: fc.constant('solution' as const),
    solvents: fc.constant({ [solvents[0]!]: 1 }),
    salts: fc
      .dictionary(fc.constantFrom(...formulas), amount, { noNullPrototype: true, maxKeys: 4 })
      .map(({ none: _, ...rest }) => rest),
  })
  return fc.oneof(counts, solution)
}

/** Scenarios that pass every check. */
export const arbitraryScenario: fc.Arbitrary<ParsedScenario> = forceField.chain((field) =>
  compositionOf(field).chain((composition) =>
    fc.record({
      title: line,
      forceField: fc.constant(field),
      temperature: between(50, 1000),
      composition: fc.constant(composition),
      density:
        composition.kind === 'counts'
          ? fc.constant({ kind: 'auto' as const })
          : fc.oneof(
              fc.constant({ kind: 'auto' as const }),
              fc.record({ kind: fc.constant('mass' as const), density: between(0.001, 30) }),
              fc.record({ kind: fc.constant('vacancies' as const), fraction: between(0, 0.99) }),
              fc.record({
                kind: fc.constant('pressure' as const),
                pressure: between(-1000, 10_000),
                fraction: fc.option(between(0, 0.99)),
              }),
            ),
      cells: fc.integer({ min: 1, max: 64 }).map((half) => 2 * half),
      sampling: fc.record({
        equilibration: fc.integer({ min: 0, max: 1e9 }),
        production: fc.integer({ min: 1000, max: 1e6 }),
        measureEvery: fc.integer({ min: 1, max: 1000 }),
        replicas: fc.integer({ min: 1, max: 64 }),
        starts: fc.array(fc.constantFrom('random', 'annealed'), { minLength: 1, maxLength: 4 }),
        branch: fc.constant('equilibrium' as const),
        iceBound: between(0.01, 0.99),
        braggBound: between(0.01, 0.99),
      }),
      observables: fc.constant(['default']),
      until: fc.record({
        observable: fc.constantFrom('energyPerSite', 'coordination:Zn2+-Cl-'),
        error: fc.record({
          kind: fc.constantFrom('relative', 'absolute'),
          value: between(1e-6, 1),
        }),
        maxSweeps: fc.constant(1_000_000),
      }),
      seed: text,
    }),
  ),
)
