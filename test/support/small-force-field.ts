import type {
  ContactData,
  ForceField,
  IonScaling,
  Parameter,
  ShellBranch,
  ShellData,
  SpeciesData,
} from '../../src/forcefield/force-field.ts'

const ORIGIN = { source: 'a small aqueous-like force field for tests', role: 'assumed' } as const

const BY_CHARGE: IonScaling = { charge: 1, referenceRadius: null, referenceDistance: null }
const BY_CHARGE_AND_RADIUS: IonScaling = { ...BY_CHARGE, referenceRadius: 2.4 }

const parameter = (value: number): Parameter => ({ value, ...ORIGIN })
const square = (coefficient: number): ShellBranch => ({ coefficient, power: 2 })

function species(
  name: string,
  charge: number,
  faces: readonly string[],
  mass: number,
  radius: number,
  volume: number,
): SpeciesData {
  return {
    name,
    charge,
    solvent: charge === 0,
    patterns: [faces],
    molarMass: parameter(mass),
    radius: parameter(radius),
    hydration: null,
    partialMolarVolume: parameter(volume),
  }
}

function contact(
  name: string,
  between: readonly [string, string],
  enthalpy: number,
  entropy = 0,
  scaling: IonScaling | null = null,
  range: 'nearest' | 'second' = 'nearest',
): ContactData {
  return { name, between, range, enthalpy, entropy, scaling, overlap: false, ...ORIGIN }
}

function shell(
  name: string,
  of: string,
  weights: Readonly<Record<string, number>>,
  capacity: number,
  above: ShellBranch | null,
  below: ShellBranch | null,
  count: ShellData['count'] = 'all',
): ShellData {
  const entries = Object.entries(weights).map(([whom, weight]) => ({ of: whom, weight }))
  return { name, of, weights: entries, count, capacity, above, below, scaling: null, ...ORIGIN }
}

const WATER_FACES = [
  ...['donor', 'donor', 'acceptor', 'acceptor'],
  ...['acceptor-bent', 'acceptor-bent', 'inert', 'inert'],
]

/** Water, Zn²⁺ and Cl⁻ with every kind of term that the model has, at realistic strengths. */
export const SMALL_FORCE_FIELD: ForceField = {
  name: 'small',
  spacing: parameter(2.76),
  network: 'H2O',
  species: [
    species('H2O', 0, WATER_FACES, 18.015, 1.38, 18.07),
    species('Zn2+', 2, Array<string>(8).fill('cationic'), 65.38, 0.74, -32.6),
    species('Cl-', -1, Array<string>(8).fill('anionic'), 35.45, 1.81, 23.3),
  ],
  contacts: [
    contact('unbonded', ['H2O', 'H2O'], 0, -14),
    contact('straight', ['H2O.donor', 'H2O.acceptor'], -16.66, -30.68),
    contact('bent', ['H2O.donor', 'H2O.acceptor-bent'], -7.09),
    contact('second', ['H2O', 'H2O'], -1.15, 0, null, 'second'),
    contact('anion–water', ['H2O.donor', 'anion.anionic'], -8.4, 0, BY_CHARGE_AND_RADIUS),
    contact('acceptor–anion', ['H2O.acceptor', 'anion'], 4, 0, BY_CHARGE),
    contact('bent acceptor–anion', ['H2O.acceptor-bent', 'anion'], 4, 0, BY_CHARGE),
    contact('cation–water', ['H2O.acceptor', 'Zn2+'], -30),
    contact('cation–water, bent', ['H2O.acceptor-bent', 'Zn2+'], -27),
    contact('cation–water, side-on', ['H2O.inert', 'Zn2+'], -9),
    contact('donor–cation', ['H2O.donor', 'cation'], 10, 0, BY_CHARGE),
    contact('zinc–chloride', ['Zn2+', 'Cl-'], -33),
  ],
  shells: [
    shell('zinc shell', 'Zn2+', { any: 1, 'Cl-': 1.5 }, 6, square(40), square(20)),
    shell('sharing', 'H2O', { cation: 1 }, 1, { coefficient: 20, power: 1 }, null),
    shell('crowding', 'H2O', { any: 1 }, 4, square(2), null),
    shell('anion shell', 'anion', { any: 1 }, 7, square(10), square(10)),
    shell('octahedra', 'ion', { any: 1 }, 0, square(2), null, 'difference'),
  ],
  dielectric: {
    coefficients: [87.74, -0.40008, 9.398e-4, -1.41e-6],
    from: 0,
    to: 100,
    slopeBelow: -1.25,
    slopeAbove: -1.7,
    ...ORIGIN,
  },
  cohesion: { ...parameter(0.8), of: 'H2O' },
  libration: parameter(182),
}
