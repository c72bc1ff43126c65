import { codeFrame } from '../errors/code-frame.ts'
import { InputError } from '../errors/problem.ts'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
/** Longer texts are refused. */
const LONGEST = 1000

/** Reads one line of text from left to right, and reports errors with their position. */
export class Scanner {
  /** What is read: subscripts are digits, white space is blanks; as long as the original. */
  readonly text: string
  /** Offset of what comes next. */
  at = 0
  readonly #original: string
  readonly #what: string

  /** `what` is how messages call the text. Throws InputError for a text that is too long. */
  constructor(original: string, what: string) {
    this.#original = original.replace(/\s/g, ' ')
    this.#what = what
    this.text = this.#original
      .replace(/[₀-₉]/g, (digit) => String(SUBSCRIPTS.indexOf(digit)))
      .replaceAll('․', '.')
    if (original.length > LONGEST) this.fail(`is longer than ${LONGEST} characters`, null, 0)
  }

  /** What the expression, which must be sticky, matches here, or null; the blanks after it are skipped. */
  take(expression: RegExp): string | null {
    expression.lastIndex = this.at
    const match = expression.exec(this.text)
    if (match === null) return null
    this.at = expression.lastIndex
    this.skipBlanks()
    return match[0]
  }

  skipBlanks(): void {
    while (this.text[this.at] === ' ') this.at++
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }

  /** The next character, whole; empty at the end. */
  get next(): string {
    return String.fromCodePoint(...(this.isAtEnd ? [] : [this.text.codePointAt(this.at)!]))
  }

  /** @throws InputError always, with a caret under the character at the offset */
  fail(message: string, hint: string | null, at = this.at): never {
    const place = { file: this.#what, line: 1, column: at + 1, path: '' }
    throw new InputError([
      { ...place, message, hint, frame: codeFrame([this.#original], 1, at + 1) },
    ])
  }
}
