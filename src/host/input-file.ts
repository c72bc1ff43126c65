import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { LIMITS } from '../document/limits.ts'
import { nearestWord } from '../errors/nearest-word.ts'
import { usageError } from '../errors/problem.ts'
import { SCENARIOS } from './package-root.ts'

export interface InputFile {
  /** As messages name it. */
  readonly file: string
  readonly path: string
  readonly text: string
}

const FORCE_FIELDS = join(SCENARIOS, 'forcefields')
const NAME = /^[\w][\w.+-]*$/

/** The scenario of a path or of a shipped name such as `pure-water`. Throws InputError if there is none. */
export function readScenarioFile(reference: string): InputFile {
  const shipped = NAME.test(reference) ? join(SCENARIOS, `${reference}.yaml`) : null
  const found = read(reference, reference) ?? (shipped && read(shipped, `${reference}.yaml`))
  if (found) return found
  const names = shippedScenarios()
  const near = nearestWord(basename(reference).replace(/\.ya?ml$/, ''), names)
  const hint = near ? `did you mean ${near}?` : `a path, or one of ${names.join(', ')}`
  throw usageError(reference, 'there is no such scenario', hint)
}

/** The force field that a scenario names: shipped, or a path from the scenario's own directory. */
export function readForceField(name: string, scenarioPath: string): InputFile | null {
  const shipped = NAME.test(name) ? read(join(FORCE_FIELDS, `${name}.yaml`), `${name}.yaml`) : null
  return shipped ?? read(isAbsolute(name) ? name : join(dirname(scenarioPath), name), name)
}

/** The text of any other file that a user names. Throws InputError if it cannot be had. */
export function readTextFile(path: string): string {
  const found = read(path, path)
  if (found === null) throw usageError(path, 'there is no such file')
  return found.text
}

function shippedScenarios(): string[] {
  return readdirSync(SCENARIOS)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort()
}

/** Null where there is no such file. */
function read(path: string, file: string): InputFile | null {
  const found = stat(path)
  if (found === null) return null
  if (!found.isFile()) throw usageError(file, 'is not a file')
  // A character takes up to four bytes.
  if (found.size > 4 * LIMITS.text) throw usageError(file, 'is too long to be a scenario')
  try {
    return { file, path, text: readFileSync(path, 'utf8') }
  } catch (error) {
    throw usageError(file, `cannot be read: ${(error as Error).message}`)
  }
}

/** Null also for what no file can be called. */
function stat(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}
