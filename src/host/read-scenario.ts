import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { stringify } from 'yaml'
import type { Override } from '../document/override.ts'
import { usageError } from '../errors/problem.ts'
import { type DensityTable, parseDensityTable } from '../model/density.ts'
import { type ParsedSingle, parseScenario, parseScenarioFile } from '../scenario/parse-scenario.ts'
import { isResolved, type Output, type Scenario } from '../scenario/scenario.ts'
import { type Composed, composed } from '../system.ts'
import { type InputFile, readForceField, readScenarioFile } from './input-file.ts'
import { SCENARIOS } from './package-root.ts'

/** How a scenario is read. */
export interface ReadOptions {
  /** Key → value put into the scenario before it is checked, as `--set` does: `{ 'lattice.cells': 6 }`. */
  readonly set?: Readonly<Record<string, string | number | boolean>>
}

/** A scenario that has been read and checked: nothing has been run for it. */
export interface ReadScenario extends ParsedSingle {
  /** The file's name without its ending: what its results are called. */
  readonly name: string
}

/** A text is known by its line breaks; what has none names a file or a shipped scenario. */
const LINE_BREAK = /[\r\n]/

/**
 * Reads and checks a scenario, in canonical units (K, MPa, mol/kg) and with all defaults. Runs nothing: what is open in
 * it is found by `resolve`.
 * @param source the path of a YAML file, the name of a shipped scenario such as `pure-water`, a YAML text of several
 *   lines, or the same as a plain object
 * @throws InputError with all that is wrong, each with its place; also for a sweep, which is several scenarios
 */
export async function readScenario(
  source: string | Readonly<Record<string, unknown>>,
  { set = {} }: ReadOptions = {},
): Promise<ReadScenario> {
  const overrides = Object.entries(set).map(([path, value]) => ({ path, value: String(value) }))
  return readSingle(inputOf(source), overrides)
}

/** The scenario of a file. Throws InputError with all that is wrong in it. */
export function readSingle(
  { text, file, path }: InputFile,
  overrides: readonly Override[],
): ReadScenario {
  const forceField = (name: string) => readForceField(name, path)
  return { name: nameOf(path), ...parseScenario(text, file, { forceField, overrides }) }
}

function inputOf(source: string | Readonly<Record<string, unknown>>): InputFile {
  const text = typeof source === 'string' ? source : stringify(source)
  if (typeof source === 'string' && !LINE_BREAK.test(source)) return readScenarioFile(source)
  // Force fields that it names by a path are looked for from the working directory.
  return { text, file: 'scenario.yaml', path: 'scenario.yaml' }
}

/** A resolved scenario as a run has written it. Throws InputError if it is not, or cannot be run. */
export function readResolved(
  text: string,
  file: string,
): Composed & { readonly scenario: Scenario; readonly output: Output } {
  const { content, output } = parseScenarioFile(text, file, { forceField: () => null })
  if (content.kind === 'sweep') throw usageError(file, 'a run is no sweep')
  const { scenario } = content
  if (!isResolved(scenario)) throw usageError(file, 'its scenario is not resolved')
  return { scenario, output, ...systemOf(scenario) }
}

/** The numbers of particles on the lattice of a resolved scenario. Throws InputError if it cannot be put there. */
export function systemOf(scenario: Scenario): Composed {
  return composed(scenario, shippedDensities())
}

/** The name of a scenario's file without its ending. */
export function nameOf(path: string): string {
  return basename(path)
    .replace(/\.ya?ml$/i, '')
    .replace(/\.resolved$/, '')
}

let densities: DensityTable | null = null

/** Measured densities of solutions, as shipped. */
export function shippedDensities(): DensityTable {
  densities ??= parseDensityTable(readFileSync(join(SCENARIOS, 'reference', 'density.csv'), 'utf8'))
  return densities
}
