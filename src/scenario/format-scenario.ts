import { Document, isCollection, isPair, isScalar, visit } from 'yaml'
import type { ForceField } from '../forcefield/force-field.ts'
import { plainForceField } from '../forcefield/format-force-field.ts'
import {
  AMOUNT,
  INVERSE_LENGTH,
  LENGTH,
  MASS_DENSITY,
  PRESSURE,
  SWEEPS,
  TEMPERATURE,
} from '../units/dimension.ts'
import { formatQuantity } from '../units/quantity.ts'
import { DURATION } from './output-schema.ts'
import {
  type Composition,
  isRange,
  type Output,
  type ParsedScenario,
  type Until,
} from './scenario.ts'

/** What has a row for each of its items; a row is one line, however long. */
const TABLES = new Set<unknown>(['species', 'contacts', 'shells'])

/**
 * The scenario as a YAML text that needs no other file: force field inline, canonical units, nothing
 * left to defaults. `parseScenario` reads it back to equal data, `parseScenarioFile` with the same `output`.
 */
export function formatScenario(scenario: ParsedScenario, output?: Output): string {
  return format({
    ...plainScenario(scenario, output),
    forcefield: plainForceField(scenario.forceField),
  })
}

/** The same with the name of the force field in place of its many lines, to be looked at. */
export function formatScenarioBriefly(scenario: ParsedScenario, output?: Output): string {
  const { name, species, contacts, shells } = scenario.forceField
  const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
  const held = [
    `${Object.keys(species).length} species`,
    plural(contacts.length, 'contact'),
    plural(shells.length, 'shell'),
  ].join(', ')
  const text = format({ ...plainScenario(scenario, output), forcefield: name })
  return `${text.trimEnd()} # ${held}\n`
}

function plainScenario(scenario: ParsedScenario, output?: Output): object {
  const { title, temperature, composition, density, cells, sampling, until } = scenario
  const count = (sweeps: number) => formatQuantity(sweeps, SWEEPS)
  return {
    title,
    temperature: formatQuantity(temperature, TEMPERATURE),
    composition: plainComposition(composition),
    density: plainDensity(density),
    ...plainElectrostatics(scenario.forceField),
    lattice: { cells },
    sampling: {
      equilibration: count(sampling.equilibration),
      production: count(sampling.production),
      measureEvery: count(sampling.measureEvery),
      replicas: sampling.replicas,
      ...plainOptions(sampling),
    },
    ...(until === undefined ? {} : { until: plainUntil(until) }),
    observables: scenario.observables,
    ...(scenario.mixing === undefined ? {} : { mixing: scenario.mixing }),
    seed: scenario.seed,
    ...(output === undefined ? {} : { output: plainOutput(output) }),
  }
}

function format(plain: object): string {
  const document = new Document(plain)
  visit(document, {
    Collection(key, collection, path) {
      const depth = path.filter(isCollection).length
      const parent = path.at(-1)
      const name = isPair(parent) && isScalar(parent.key) ? parent.key.value : key
      if (depth >= 2 && !TABLES.has(name)) collection.flow = true
    },
  })
  return document.toString({ lineWidth: 0 })
}

/** Those that were given. */
function plainOptions({
  starts,
  branch,
  iceBound,
  braggBound,
  ladder,
}: ParsedScenario['sampling']): object {
  const kelvins = (temperature: number) => formatQuantity(temperature, TEMPERATURE)
  return {
    ...(starts === undefined ? {} : { starts }),
    ...(branch === undefined ? {} : { branch }),
    ...(iceBound === undefined ? {} : { iceBound }),
    ...(braggBound === undefined ? {} : { braggBound }),
    ...(ladder === undefined
      ? {}
      : {
          ladder: isRange(ladder)
            ? { from: kelvins(ladder.from), to: kelvins(ladder.to) }
            : ladder.map(kelvins),
        }),
  }
}

function plainComposition(composition: Composition): object {
  if (composition.kind === 'counts') return { counts: composition.counts }
  const { solvents, salts } = composition
  const amounts = Object.entries(salts).map(([formula, { value, unit }]) => [
    formula,
    formatQuantity(value, AMOUNT, unit),
  ])
  return { solvents, salts: Object.fromEntries(amounts) }
}

function plainDensity(density: ParsedScenario['density']): unknown {
  if (density.kind === 'auto') return 'auto'
  if (density.kind === 'mass') return formatQuantity(density.density, MASS_DENSITY)
  if (density.kind === 'vacancies') return { vacancies: density.fraction }
  const pressure = formatQuantity(density.pressure, PRESSURE)
  return density.fraction === null ? { pressure } : { pressure, vacancies: density.fraction }
}

function plainElectrostatics({ electrostatics }: ForceField): object {
  if (electrostatics === undefined) return {}
  const { method, cutoff, damping } = electrostatics
  const lengths = {
    cutoff: formatQuantity(cutoff, LENGTH),
    damping: formatQuantity(damping, INVERSE_LENGTH),
  }
  return { electrostatics: { method, ...lengths } }
}

function plainUntil({ observable, error, maxSweeps }: Until): object {
  const bound =
    error.kind === 'relative' ? { relativeError: error.value } : { absoluteError: error.value }
  return { observable, ...bound, maxSweeps: formatQuantity(maxSweeps, SWEEPS) }
}

function plainOutput({ checkpointEvery, trajectoryEvery }: Output): object {
  return {
    checkpoint: `every ${formatQuantity(checkpointEvery, DURATION)}`,
    ...(trajectoryEvery === undefined
      ? {}
      : { trajectory: `every ${formatQuantity(trajectoryEvery, SWEEPS)}` }),
  }
}
