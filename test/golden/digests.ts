import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is kept of a run. Kept apart, they tell a change of what is written from a change of the chains. */
export interface Digests {
  /** The digest that `result.json` states. */
  readonly record: string
  /** SHA-256 of `series.csv`. */
  readonly series: string
  /** SHA-256 of the final configurations. */
  readonly configuration: string
  /** SHA-256 of values and standard errors, at all temperatures. */
  readonly observables: string
}

export const KINDS = ['record', 'series', 'configuration', 'observables'] as const

/** Name of a run → its digests. */
export type Records = Readonly<Record<string, Digests>>

export const RECORDS_FILE = join(import.meta.dirname, 'records.json')
const SCENARIOS = join(import.meta.dirname, 'scenarios')

/** Names of all runs, each that of its scenario's file, in alphabetical order. */
export const RUNS: readonly string[] = readdirSync(SCENARIOS)
  .map((file) => file.replace(/\.yaml$/, ''))
  .sort()

/** Options of the command for a run that only leaves its files behind; a second thread would load for longer than it runs. */
export const QUIET = ['--progress', 'none', '--no-report', '--threads', '1']

/** Arguments of the command that runs a golden scenario into a directory. */
export function argumentsFor(run: string, out: string): string[] {
  return ['run', join(SCENARIOS, `${run}.yaml`), '--out', out, ...QUIET]
}

export function readRecords(): Records {
  return (JSON.parse(readFileSync(RECORDS_FILE, 'utf8')) as { runs: Records }).runs
}

/** What differs between two sets of records, as `run: kind`. */
export function differences(before: Records, after: Records): string[] {
  const runs = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...runs].flatMap((run) =>
    KINDS.filter((kind) => before[run]?.[kind] !== after[run]?.[kind]).map(
      (kind) => `${run}: ${kind}`,
    ),
  )
}

/** What is read of `result.json`, whatever else it has. */
interface Result {
  readonly digest: string
  readonly observables: Observables
  readonly ladder?: { readonly rungs: readonly { readonly observables: Observables }[] }
}

type Observables = Readonly<
  Record<string, { readonly value: unknown; readonly standardError: unknown }>
>

/** Digests of the files in a result directory. */
export function digestsOf(directory: string): Digests {
  const read = (file: string) => readFileSync(join(directory, file), 'utf8')
  const { digest, observables, ladder } = JSON.parse(read('result.json')) as Result
  const { replicas } = JSON.parse(read('configuration.json')) as { replicas: unknown }
  const rungs = ladder?.rungs.map((rung) => rung.observables) ?? []
  return {
    record: digest,
    series: sha256(read('series.csv')),
    configuration: sha256(sortedJson(replicas)),
    observables: sha256(sortedJson([observables, ...rungs].map(numbersOf))),
  }
}

function numbersOf(observables: Observables) {
  return Object.fromEntries(
    Object.entries(observables).map(([name, { value, standardError }]) => [
      name,
      { value, standardError },
    ]),
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** JSON with sorted keys; not the program's own, so that no change of that passes for a change of numbers. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
