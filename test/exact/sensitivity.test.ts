import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ForceField } from '../../src/forcefield/force-field.ts'
import { parseForceField } from '../../src/forcefield/parse-force-field.ts'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { bonds as bondsOf, response } from '../../src/methods/calibration/evaluation.ts'
import {
  type CalibratedParameter,
  calibratedParameters,
  enthalpyFactor,
  freeEnergyFactor,
} from '../../src/methods/calibration/parameters.ts'
import { boxOf, waterRun } from '../../src/methods/calibration/water-runs.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel } from '../../src/model/lattice-model.ts'
import { ForceFieldCountObserver } from '../../src/observe/force-field-counts.ts'
import { GAS_CONSTANT } from '../../src/units/constants.ts'
import { resultOf } from '../support/carried-out.ts'
import { measured } from '../unit/observe/filling.ts'

const TEMPERATURE = 298.15
const WATERS = 3
const file = 'scenarios/forcefields/aqueous.yaml'
const shipped = parseForceField(readFileSync(file, 'utf8'), file)
const TAKES_UP_FOUR = ['donor', 'donor', 'acceptor', 'acceptor', 'acceptor-bent', 'acceptor-bent']
/**
 * Three waters have at most two neighbours: the shell rule begins at the second. Taking up four bonds they have twelve
 * orientations, few enough to list.
 */
const FORCE_FIELD: ForceField = {
  ...shipped,
  species: shipped.species.map((species) =>
    species.name === 'H2O'
      ? { ...species, patterns: [[...TAKES_UP_FOUR, 'inert', 'inert']] }
      : species,
  ),
  shells: shipped.shells.map((shell) =>
    shell.name.startsWith('water, at most') ? { ...shell, capacity: 1 } : shell,
  ),
}
const PARAMETERS = calibratedParameters(FORCE_FIELD)

/** Configurations that count alike: one of them, how many there are, and the arms bonded in each. */
interface Kind {
  readonly counts: Pick<Configuration, 'contacts' | 'slots' | 'population' | 'twiceCoulomb'>
  readonly columns: Readonly<Record<string, number>>
  readonly bonds: number
  members: number
}

const KINDS = enumerate()

/** All ways to put three waters on 2³ cells, the first on site 0. */
function enumerate(): Kind[] {
  const lattice = new BccLattice(2)
  const model = compileModel(FORCE_FIELD, ['H2O'])
  const configuration = new Configuration(lattice, model)
  const observer = new ForceFieldCountObserver(configuration)
  // The cohesion of all waters is −value × this.
  const cohesion = (-WATERS * WATERS) / lattice.sites
  const arms = ['straight hydrogen bond', 'bent hydrogen bond'].map((name) =>
    model.contacts.kinds.findIndex((kind) => kind.name === name),
  )
  const kinds = new Map<string, Kind>()
  const orientations = Array.from({ length: 12 }, (_, k) => model.states.first[1]! + k)
  const count = () => {
    const { contacts, slots, population } = configuration
    const key = `${contacts.join()};${slots.join()}`
    const known = kinds.get(key)
    if (known) known.members++
    else {
      kinds.set(key, {
        counts: {
          contacts: contacts.slice(),
          slots: slots.slice(),
          population: population.slice(),
          twiceCoulomb: 0,
        },
        columns: { ...measured(observer), cohesion },
        bonds: arms.reduce((sum, kind) => sum + contacts[kind]!, 0),
        members: 1,
      })
    }
  }
  for (const first of orientations) {
    configuration.replace(0, first)
    for (let a = 1; a < lattice.sites; a++) {
      for (const second of orientations) {
        configuration.replace(a, second)
        for (let b = a + 1; b < lattice.sites; b++) {
          for (const third of orientations) {
            configuration.replace(b, third)
            count()
          }
          configuration.replace(b, 0)
        }
      }
      configuration.replace(a, 0)
    }
  }
  return [...kinds.values()]
}

/** ⟨quantity⟩ with the weights of a force field. */
function mean(
  forceField: ForceField,
  quantity: (kind: Kind, whole: Hamiltonian) => number,
): number {
  const hamiltonian = new Hamiltonian(compileModel(forceField, ['H2O']), TEMPERATURE)
  let [sum, total] = [0, 0]
  for (const kind of KINDS) {
    const weight = kind.members * Math.exp(-hamiltonian.reducedEnergy(kind.counts))
    total += weight
    sum += weight * quantity(kind, hamiltonian)
  }
  return sum / total
}

/** The force field with one parameter changed. */
function changed({ name, key }: CalibratedParameter, by: number): ForceField {
  const { contacts, shells, cohesion } = FORCE_FIELD
  if (key === 'value') {
    return { ...FORCE_FIELD, cohesion: { ...cohesion!, value: cohesion!.value + by } }
  }
  if (key === 'above' || key === 'below') {
    const own = shells.map((shell) =>
      shell.name === name
        ? { ...shell, [key]: { ...shell[key]!, coefficient: shell[key]!.coefficient + by } }
        : shell,
    )
    return { ...FORCE_FIELD, shells: own }
  }
  const own = contacts.map((one) => (one.name === name ? { ...one, [key]: one[key] + by } : one))
  return { ...FORCE_FIELD, contacts: own }
}

const bonds = ({ bonds: n }: Kind) => n
const enthalpy = ({ counts }: Kind, whole: Hamiltonian) => whole.enthalpy(counts)

function difference(
  parameter: CalibratedParameter,
  quantity: (kind: Kind, whole: Hamiltonian) => number,
): number {
  const step = 0.1 * parameter.scale
  const [up, down] = [changed(parameter, step), changed(parameter, -step)]
  return (mean(up, quantity) - mean(down, quantity)) / (2 * step)
}

/** −cov(quantity, ∂H/∂parameter)/RT, summed over all states. */
function covariance(
  parameter: CalibratedParameter,
  quantity: (kind: Kind, whole: Hamiltonian) => number,
): number {
  const column = ({ columns }: Kind) => columns[parameter.column]!
  const product = mean(FORCE_FIELD, (kind, whole) => quantity(kind, whole) * column(kind))
  const factor = (-1000 * freeEnergyFactor(parameter, TEMPERATURE)) / (GAS_CONSTANT * TEMPERATURE)
  return factor * (product - mean(FORCE_FIELD, quantity) * mean(FORCE_FIELD, column))
}

test.each(PARAMETERS)('covariances of $name, $key, are its finite differences', (parameter) => {
  const perScale = (value: number) => value * parameter.scale
  expect(perScale(covariance(parameter, bonds))).toBeCloseTo(
    perScale(difference(parameter, bonds)),
    3,
  )
  // The enthalpy depends on the parameter itself as well.
  const own =
    enthalpyFactor(parameter) * mean(FORCE_FIELD, ({ columns }) => columns[parameter.column]!)
  const whole = perScale(covariance(parameter, enthalpy) + own)
  expect(Math.abs(whole - perScale(difference(parameter, enthalpy)))).toBeLessThan(0.01)
})

test('a run finds them within its errors, and not those of the other sign', () => {
  const counts = { H2O: WATERS }
  const lengths = { equilibration: 100, production: 60_000, measureEvery: 3 }
  const box = { temperature: TEMPERATURE, cells: 2, ...lengths }
  const run = waterRun(boxOf({ forceField: FORCE_FIELD, seed: 'sensitivity' }, counts, box))
  const result = resultOf(run)
  const deviations = PARAMETERS.filter(({ key }) => key !== 'value').map((parameter) => {
    const found = response(result, bondsOf, parameter)
    const exact = covariance(parameter, bonds) / WATERS
    return [found.value - exact, found.value + exact].map(
      (by) => Math.abs(by) / found.standardError,
    )
  })
  // Eight blocks make a t of seven degrees of freedom: beyond 7 once in 5000.
  for (const [right] of deviations) expect(right).toBeLessThan(7)
  expect(Math.max(...deviations.map(([, wrong]) => wrong!))).toBeGreaterThan(20)
})
