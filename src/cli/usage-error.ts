import { InputError } from '../errors/problem.ts'

/** Bad input that no place in a file is to blame for: `subject` says what it is about. */
export function usageError(
  subject: string,
  message: string,
  hint: string | null = null,
): InputError {
  const place = { file: subject, line: null, column: null, path: '', frame: null }
  return new InputError([{ ...place, message, hint }])
}
