/** One thing that is wrong with what a user wrote: what, where, and what to do. */
export interface Problem {
  /** The file as the user named it. */
  readonly file: string
  /** 1-based; null where the text has no place for it, such as a missing file. */
  readonly line: number | null
  readonly column: number | null
  /** Keys leading there, such as `composition.salts.ZnCl2`. */
  readonly path: string
  readonly message: string
  /** What to do about it, such as the nearest known key. */
  readonly hint: string | null
  /** The line itself with its neighbours and a caret. */
  readonly frame: string | null
}

/** Bad input, with all its problems. Ends the command with status 2 and no stack trace. */
export class InputError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('; '))
    this.name = 'InputError'
    this.problems = problems
  }
}

/** `file:line:column`, as editors and terminals make clickable. */
export function formatPlace({ file, line, column }: Problem): string {
  return line === null ? file : `${file}:${line}:${column ?? 1}`
}

/** Bad input that is not at a place in a file: `subject` says what it is about. */
export function usageError(
  subject: string,
  message: string,
  hint: string | null = null,
): InputError {
  const place = { file: subject, line: null, column: null, path: '', frame: null }
  return new InputError([{ ...place, message, hint }])
}
