import type {
  ContactData,
  ForceField,
  IonScaling,
  ShellData,
  SpeciesData,
} from '../../src/forcefield/force-field.ts'

const toy = { source: 'test', role: 'assumed' } as const

const parameter = (value: number) => ({ value, ...toy })

const BY_CHARGE: IonScaling = { charge: 1, referenceRadius: null, referenceDistance: null }

function species(
  name: string,
  charge: number,
  ...patterns: readonly (readonly string[])[]
): SpeciesData {
  const radius = charge === 0 ? null : parameter(1.2 + Math.abs(charge) / 4)
  const hydration = charge > 0 ? { distance: 2, number: 2, ...toy } : null
  return {
    name,
    charge,
    solvent: charge === 0,
    patterns,
    molarMass: null,
    radius,
    hydration,
    partialMolarVolume: null,
  }
}

function contact(
  a: string,
  b: string,
  enthalpy: number,
  entropy = 0,
  range: ContactData['range'] = 'nearest',
  scaling: IonScaling | null = null,
  overlap = false,
): ContactData {
  return { name: `${a} ${b}`, between: [a, b], range, enthalpy, entropy, scaling, overlap, ...toy }
}

function shell(
  of: string,
  weights: Readonly<Record<string, number>>,
  capacity: ShellData['capacity'],
  above: ShellData['above'],
  below: ShellData['below'] = null,
  scaling: IonScaling | null = null,
  count: ShellData['count'] = 'all',
): ShellData {
  const list = Object.entries(weights).map(([whom, weight]) => ({ of: whom, weight }))
  return {
    name: `shell of ${of}, ${count}`,
    of,
    weights: list,
    count,
    capacity,
    above,
    below,
    scaling,
    ...toy,
  }
}

const four = (face: string) => Array<string>(4).fill(face)
const eight = (face: string) => Array<string>(8).fill(face)

/**
 * Every term of the energy, weak enough that all states of a tiny box have a share: oriented water, a
 * rod of two orientations, a lever that also has a second pattern, spherical and oriented ions, shells
 * that weigh and that share, Coulomb.
 */
export const TOY_FORCE_FIELD: ForceField = {
  name: 'toy',
  spacing: parameter(2.76),
  network: 'H2O',
  species: [
    species('H2O', 0, [
      'donor',
      'donor',
      'acceptor',
      'acceptor',
      'acceptor-bent',
      'acceptor-bent',
      'inert',
      'inert',
    ]),
    species('rod', 0, [...four('head'), ...four('tail')]),
    species('Zn2+', 2, eight('cationic')),
    species('Cl-', -1, eight('anionic')),
    species('SO42-', -2, [...four('anionic'), ...four('inert')]),
    species('lever', 0, [...four('head'), ...four('tail')], eight('tail')),
  ],
  contacts: [
    contact('H2O', 'H2O', 0, -6),
    contact('H2O.donor', 'H2O.acceptor', -5, -8),
    contact('H2O.donor', 'H2O.acceptor-bent', -3),
    contact('H2O', 'H2O', -1.1, 0, 'second'),
    contact('H2O.donor', 'anion.anionic', -2, -3, 'nearest', {
      ...BY_CHARGE,
      referenceRadius: 1.4,
    }),
    contact('H2O.acceptor', 'cation', -2, 0, 'nearest', {
      ...{ charge: 1.5, referenceRadius: null, referenceDistance: 1.5 },
    }),
    contact('H2O.donor', 'cation', 2, 0, 'nearest', BY_CHARGE),
    contact('rod.head', 'rod.tail', -2.5, -1),
    contact('rod.head', 'cation', 1.7),
    contact('rod.tail', 'anion', -1.3),
    contact('rod', 'H2O', 0.6),
    contact('lever.head', 'rod.tail', -1.4),
    contact('lever.head', 'H2O.acceptor', -1.9, -2),
    contact('lever.tail', 'cation', 1.2),
    contact('lever', 'anion', 0.7),
    contact('ion', 'ion', 30, 10, 'nearest', null, true),
    contact('ion', 'ion', 40, 0, 'second', null, true),
    contact('cation', 'anion', -2.2),
  ],
  shells: [
    shell(
      'cation',
      { any: 1, anion: 1.5 },
      'hydration number',
      { coefficient: 0.55, power: 2 },
      { coefficient: 0.35, power: 2 },
      BY_CHARGE,
    ),
    shell('anion', { any: 1 }, 1, { coefficient: 0.9, power: 2 }, { coefficient: 0.4, power: 2 }),
    shell('H2O', { cation: 1 }, 0, { coefficient: 1.3, power: 1 }),
    shell('H2O', { any: 1 }, 1, { coefficient: 0.8, power: 2 }),
    shell('rod', { any: 1 }, 1, { coefficient: 0.5, power: 2 }),
    shell(
      'anion',
      { any: 1 },
      1,
      { coefficient: 0.6, power: 2 },
      { coefficient: 0.45, power: 1 },
      BY_CHARGE,
      'difference',
    ),
    shell('rod', { ion: 1 }, 0, { coefficient: 0.7, power: 1 }, null, null, 'difference'),
  ],
  dielectric: {
    coefficients: [87.74, -0.40008, 9.398e-4, -1.41e-6],
    from: 0,
    to: 100,
    slopeBelow: -1.25,
    slopeAbove: -1.7,
    ...toy,
  },
  cohesion: { of: 'H2O', ...parameter(1.5) },
  libration: parameter(182),
}
