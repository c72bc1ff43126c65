import { InputError } from '../errors/problem.ts'

/** The error of a scenario that is well-formed but cannot be put on its lattice. */
export function impossible(path: string, message: string, hint: string | null = null): InputError {
  return new InputError([
    { file: 'scenario', line: null, column: null, path, message, hint, frame: null },
  ])
}
