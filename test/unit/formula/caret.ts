import { InputError } from '../../../src/errors/problem.ts'

/** Column, message and hint of what a reader objects to; null if it does not. */
export function objection(read: () => unknown): [number, string, string | null] | null {
  try {
    read()
    return null
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { column, message, hint, frame } = error.problems[0]!
    const caret = frame!.split('\n').at(-1)!.indexOf('^') - '> 1 | '.length
    if (caret + 1 !== column) throw new Error(`caret ${caret + 1}, column ${column}`)
    return [column, message, hint]
  }
}
