import { availableParallelism } from 'node:os'
import type { Override } from '../document/override.ts'
import { readForceField, readScenarioFile } from '../host/input-file.ts'
import { nameOf, readSingle, shippedDensities } from '../host/read-scenario.ts'
import { formatDuration } from '../report/measured.ts'
import { type ResolvedPoint, type Resolving, resolve, resolveSweep } from '../resolve.ts'
import { parseScenarioFile, type ScenarioFile } from '../scenario/parse-scenario.ts'
import type { Output } from '../scenario/scenario.ts'
import type { ForceFieldSource, ScenarioSource } from '../store/sweep-record.ts'
import type { System } from '../system.ts'
import { seconds } from './progress.ts'
import { processTerminal, type Terminal } from './terminal.ts'
import { workOn } from './work.ts'

/** A single scenario that can be run. */
export interface Prepared extends System {
  /** The file's name without its ending: what its results are called. */
  readonly name: string
}

/** A scenario file all of whose points can be run. */
export interface PreparedFile {
  readonly name: string
  /** As messages name it. */
  readonly file: string
  readonly source: ScenarioSource
  readonly output: Output
  readonly content:
    | ({ readonly kind: 'scenario' } & System)
    | {
        readonly kind: 'sweep'
        /** The keys that points differ in. */
        readonly axes: readonly string[]
        readonly points: readonly ResolvedPoint[]
      }
}

/**
 * Reads, checks and resolves a single scenario (a path, or the name of a shipped one). Throws InputError with all
 * that is wrong.
 * @param terminal gets a line before and after each search that takes time
 */
export async function prepare(
  reference: string,
  overrides: readonly Override[],
  terminal: Terminal | null = null,
): Promise<Prepared> {
  const { name, ...parsed } = readSingle(readScenarioFile(reference), overrides)
  return { name, ...(await resolve(parsed, resolving(terminal))) }
}

/** The same for a file that may be a sweep. */
export async function prepareFile(
  reference: string,
  overrides: readonly Override[],
  terminal: Terminal | null = null,
): Promise<PreparedFile> {
  const { text, file, path } = readScenarioFile(reference)
  const read = (name: string) => readForceField(name, path)
  const source = { name: nameOf(path), file, text, overrides, forceFields: {} }
  return prepared(parseSource(source, read), terminal)
}

/** The same without looking at other files than those that the source holds. */
export async function prepareSource(
  source: ScenarioSource,
  terminal: Terminal | null = null,
): Promise<PreparedFile> {
  return prepared(parseSource(source), terminal)
}

/** What a source asks for, with the texts of the force fields that it names. Throws InputError with all that is wrong. */
export function parseSource(
  source: ScenarioSource,
  read: (name: string) => ForceFieldSource | null = () => null,
): Omit<PreparedFile, 'content'> & ScenarioFile {
  const { name, file, text, overrides } = source
  const forceFields: Record<string, ForceFieldSource> = { ...source.forceFields }
  const forceField = (wanted: string) => {
    if (Object.hasOwn(forceFields, wanted)) return forceFields[wanted]!
    const found = read(wanted)
    if (found !== null) forceFields[wanted] = { text: found.text, file: found.file }
    return found
  }
  const parsed = parseScenarioFile(text, file, { forceField, overrides })
  return { name, file, source: { ...source, forceFields }, ...parsed }
}

async function prepared(
  { content, ...rest }: ReturnType<typeof parseSource>,
  terminal: Terminal | null,
): Promise<PreparedFile> {
  if (content.kind === 'scenario') {
    const system = await resolve(content, resolving(terminal))
    return { ...rest, content: { kind: 'scenario', ...system } }
  }
  const points = await resolveSweep(content, resolving(terminal))
  return { ...rest, content: { kind: 'sweep', axes: content.axes, points } }
}

/** Carries searches out over all cores. */
function resolving(terminal: Terminal | null): Resolving {
  return {
    densities: shippedDensities(),
    search: async ({ plan, sought, describe }) => {
      terminal?.err(`looking for ${sought}\n`)
      const start = seconds()
      const ending = await workOn([plan], {
        threads: availableParallelism(),
        progress: terminal === null ? 'none' : 'auto',
        terminal: terminal ?? processTerminal(),
      })
      if (ending.kind === 'failed') throw new Error(ending.failure.cause)
      if (ending.kind === 'interrupted') process.exit(ending.status)
      const found = ending.results[0]!
      terminal?.err(`${describe(found)}, after ${formatDuration(seconds() - start)}\n`)
      return found
    },
  }
}
