import { InputError } from './problem.ts'

/** Bad input that is not at a place in a file: `subject` says what it is about. */
export function usageError(
  subject: string,
  message: string,
  hint: string | null = null,
): InputError {
  const place = { file: subject, line: null, column: null, path: '', frame: null }
  return new InputError([{ ...place, message, hint }])
}
