import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Override } from '../document/override.ts'
import { InputError } from '../errors/problem.ts'
import type { SystemRecord } from '../evaluate/record.ts'
import type { Warning } from '../evaluate/warning.ts'
import { configurationalEntropyIdeal, entropyClass } from '../formula/ideal-entropy.ts'
import { vacanciesAtPressure } from '../methods/filling-at-pressure.ts'
import { spacedLadder } from '../methods/spaced-ladder.ts'
import { type ComposedSystem, composeSystem } from '../model/composition.ts'
import { parseDensityTable } from '../model/density.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import { measuredColumns, measuredNames } from '../run/measured-names.ts'
import type { Foresight } from '../scenario/check-scenario.ts'
import { parseScenario, parseScenarioFile, type ScenarioFile } from '../scenario/parse-scenario.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { ForceFieldSource, ScenarioSource } from '../sweep/sweep-record.ts'
import { readForceField, readScenarioFile } from './input-file.ts'
import { SCENARIOS } from './package-root.ts'
import { formatSettings } from './sweep-progress.ts'
import { usageError } from './usage-error.ts'

/** What a scenario comes to on the lattice. */
export interface Composed {
  readonly system: SystemRecord
  readonly warnings: readonly Warning[]
}

/** A scenario that has passed all checks. */
export interface Prepared extends Composed {
  /** The file's name without its ending: what its results are called. */
  readonly name: string
  readonly scenario: Scenario
}

/** A scenario file that has passed all checks but those of `composeScenario`. */
export interface PreparedFile extends ScenarioFile {
  readonly name: string
  /** As messages name it. */
  readonly file: string
  readonly source: ScenarioSource
}

/**
 * Reads and checks a single scenario (a path, or the name of a shipped one). Throws InputError with all
 * that is wrong.
 */
export function prepare(reference: string, overrides: readonly Override[]): Prepared {
  const { text, file, path } = readScenarioFile(reference)
  const forceField = (name: string) => readForceField(name, path)
  const scenario = parseScenario(text, file, { forceField, overrides, ...foresight(file) })
  return { name: nameOf(path), scenario, ...composeScenario(scenario, file) }
}

/** The same for a file that may be a sweep, whose points are still to be composed. */
export function prepareFile(reference: string, overrides: readonly Override[]): PreparedFile {
  const { text, file, path } = readScenarioFile(reference)
  const read = (name: string) => readForceField(name, path)
  return parseSource({ name: nameOf(path), file, text, overrides, forceFields: {} }, read)
}

/** The same without looking at other files than those that the source holds. */
export function prepareSource(source: ScenarioSource): PreparedFile {
  return parseSource(source, () => null)
}

/** Throws InputError if what a scenario asks for cannot be put on the lattice. */
export function composeScenario(scenario: Scenario, file: string): Composed {
  const composed = compose(scenario, file)
  checkModel(scenario, composed, file)
  return { system: describeSystem(composed), warnings: composed.warnings }
}

/**
 * The same for many scenarios with little to tell them apart: the tables of a force field are tried once
 * for each set of species and temperature. What is wrong is said with the settings of the point.
 */
export function composeOnce(file: string) {
  const tried = new WeakMap<object, Set<string>>()
  return (scenario: Scenario, settings: Readonly<Record<string, unknown>>): Composed => {
    try {
      const composed = compose(scenario, file)
      const known = tried.get(scenario.forceField) ?? new Set()
      tried.set(scenario.forceField, known)
      const key = JSON.stringify([scenario.temperature, Object.keys(composed.counts)])
      if (!known.has(key)) checkModel(scenario, composed, file)
      known.add(key)
      return { system: describeSystem(composed), warnings: composed.warnings }
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      const where = `(at ${formatSettings(settings)})`
      const placed = error.problems.map((one) => ({ ...one, message: `${one.message} ${where}` }))
      throw new InputError(placed)
    }
  }
}

function parseSource(
  source: ScenarioSource,
  read: (name: string) => { text: string; file: string } | null,
): PreparedFile {
  const { name, file, text, overrides } = source
  const forceFields: Record<string, ForceFieldSource> = { ...source.forceFields }
  const forceField = (wanted: string) => {
    if (Object.hasOwn(forceFields, wanted)) return forceFields[wanted]!
    const found = read(wanted)
    if (found !== null) forceFields[wanted] = { text: found.text, file: found.file }
    return found
  }
  const parsed = parseScenarioFile(text, file, { forceField, overrides, ...foresight(file) })
  return { name, file, source: { ...source, forceFields }, ...parsed }
}

function nameOf(path: string): string {
  return basename(path)
    .replace(/\.ya?ml$/i, '')
    .replace(/\.resolved$/, '')
}

let densities: ReturnType<typeof parseDensityTable> | null = null

function compose(scenario: Scenario, file: string): ComposedSystem {
  densities ??= parseDensityTable(readFileSync(join(SCENARIOS, 'reference', 'density.csv'), 'utf8'))
  try {
    return composeSystem(scenario, densities)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw new InputError(error.problems.map((problem) => ({ ...problem, file })))
  }
}

/** Cells of the box that short runs find the rungs of a ladder in. */
const SHORT_RUN_CELLS = 6

/** The same for what has a pressure between walls. */
const PRESSURE_CELLS = 8

/** What `until` may name, where a ladder has its rungs, and how many vacancies a pressure leaves. */
function foresight(file: string): Required<Foresight> {
  return {
    namesOf: (scenario) =>
      whereComposable(() => measuredNames(scenario, compose(scenario, file).counts)),
    columnsOf: (scenario) =>
      whereComposable(() => measuredColumns(scenario, compose(scenario, file).counts).length),
    rungsOf: (scenario, fixed) =>
      whereComposable(() => {
        const isGiven = scenario.composition.kind === 'counts'
        const cells = isGiven ? scenario.cells : Math.min(scenario.cells, SHORT_RUN_CELLS)
        const small = { ...scenario, cells }
        const enlarged =
          (scenario.cells / cells) * (scenario.cells / cells) * (scenario.cells / cells)
        return spacedLadder(small, compose(small, file).counts, fixed, enlarged)
      }),
    vacanciesOf: (scenario, pressure) =>
      whereComposable(() => {
        const small = { ...scenario, cells: PRESSURE_CELLS }
        return vacanciesAtPressure(small, (one) => compose(one, file).counts, pressure) ?? 'none'
      }),
  }
}

/** Null where the scenario cannot be put on the lattice, which is told later. */
function whereComposable<Found>(find: () => Found): Found | null {
  try {
    return find()
  } catch (error) {
    if (error instanceof InputError || error instanceof RangeError) return null
    throw error
  }
}

/** Some limits are those of the tables: better known now than from a worker. */
function checkModel(scenario: Scenario, { counts }: ComposedSystem, file: string): void {
  try {
    new Hamiltonian(compileModel(scenario.forceField, Object.keys(counts)), scenario.temperature)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw usageError(file, `the force field cannot be used: ${error.message}`)
  }
}

function describeSystem(composed: ComposedSystem): SystemRecord {
  const { sites, counts, molality, charge, vacancies, density, densitySource } = composed
  const amounts = Object.values(counts)
  return {
    sites,
    counts,
    molality,
    charge,
    vacancyFraction: vacancies / sites,
    density,
    densitySource,
    configurationalEntropyClass: amounts.some((amount) => amount > 0)
      ? entropyClass(configurationalEntropyIdeal(amounts))
      : null,
  }
}
