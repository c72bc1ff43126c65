import { codeFrame } from '../errors/format-problems.ts'
import { quoted } from '../errors/printable.ts'
import { InputError } from '../errors/problem.ts'
import { ELEMENTS, elementHint, isElement } from './elements.ts'
import { type Atom, type Group, type Item, VACANT } from './tree.ts'
import { isUnit } from './unit.ts'

/** A formula unit, or one of several joined by dots. */
export interface Part {
  /** What is written before it: 9 in `Li2ZnCl4·9H2O`. */
  readonly coefficient: number
  readonly items: readonly Item[]
}

const DOT = /[·•⋅∙‧・]/y
const SYMBOL = /[A-Z][a-z]*/y
const VACANCY = /□|◻|☐|Va(?![a-z])/y
const OPEN = /[([{]/y
const CLOSE = /[)\]}]/y
const COMMA = /,/y
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
const DEEPEST = 16

/**
 * The parts of a formula such as `(Mg0.2Co0.2Ni0.2Cu0.2Zn0.2)O` or `Na2(Mn,Fe)[Fe(CN)6]·2H2O`.
 * Throws InputError with a caret under the first character that is wrong.
 */
export function parseFormula(formula: string): Part[] {
  const scanner = new Scanner(formula, 'formula')
  scanner.skipBlanks()
  const parts: Part[] = []
  do {
    const coefficient = takeAmount(scanner) ?? 1
    const items = takeItems(scanner, 0)
    if (items.length === 0 || !(scanner.isAtEnd || /[·•⋅∙‧・]/.test(scanner.next))) refuse(scanner)
    parts.push({ coefficient, items })
  } while (scanner.take(DOT) !== null)
  return parts
}

function takeItems(scanner: Scanner, depth: number): Item[] {
  const items: Item[] = []
  for (;;) {
    const item = takeAtom(scanner) ?? takeGroup(scanner, depth)
    if (item === null) return items
    items.push(item)
  }
}

function takeAtom(scanner: Scanner): Atom | null {
  const at = scanner.at
  if (scanner.take(VACANCY) !== null) {
    return { kind: 'atom', text: VACANT, at, amount: takeAmount(scanner) }
  }
  const text = scanner.take(SYMBOL)
  if (text === null) return null
  if (!isElement(text)) {
    const hint = elementHint(text, scanner.text.slice(at + text.length))
    scanner.fail(`${text} is no element`, hint, at)
  }
  return { kind: 'atom', text, at, amount: takeAmount(scanner) }
}

function takeGroup(scanner: Scanner, depth: number): Group | null {
  const at = scanner.at
  const open = scanner.take(OPEN)
  if (open === null) return null
  if (depth === DEEPEST) scanner.fail(`more than ${DEEPEST} brackets deep`, null, at)
  const entries: Item[][] = []
  do {
    const entry = takeItems(scanner, depth + 1)
    if (entry.length === 0) refuse(scanner)
    entries.push(entry)
  } while (scanner.take(COMMA) !== null)
  const closedAt = scanner.at
  const close = scanner.take(CLOSE)
  if (close === null && scanner.isAtEnd) scanner.fail('this bracket is never closed', null, at)
  if (close === null) refuse(scanner)
  if (close !== CLOSING[open]) {
    scanner.fail(`${close} closes ${open}`, `write ${CLOSING[open]}`, closedAt)
  }
  const text = scanner.text.slice(at, closedAt + 1).replaceAll(' ', '')
  const isList = entries.length > 1
  const items = isList ? entries.flatMap(asItems) : entries[0]!
  if (isList) checkAmounts(scanner, items)
  return { kind: 'group', items, isList, text, at, amount: takeAmount(scanner) }
}

/** What stands between two commas: `SO4` is one ion. */
function asItems(entry: readonly Item[]): readonly Item[] {
  if (!isUnit(entry)) return entry
  const text = entry.map((item) => item.text + (item.amount ?? '')).join('')
  return [{ kind: 'group', items: entry, isList: false, text, at: entry[0]!.at, amount: null }]
}

/** Equal shares are meant where no amount is given; some without one are a slip. */
function checkAmounts(scanner: Scanner, items: readonly Item[]): void {
  const without = items.find(({ amount }) => amount === null)
  if (without === undefined || items.every(({ amount }) => amount === null)) return
  const hint = 'give the amounts of all in this list, or of none for equal shares'
  scanner.fail(`${without.text} has no amount`, hint, without.at)
}

const AMOUNT = /(?:\d+(?:\.\d*)?|\.\d+)(?:\/\d+(?:\.\d*)?)?/y
const MOST = 1e6

/** The amount that stands here, such as `0.2`, `1/3` or `₀.₂`, or null. Throws InputError for one that is none. */
export function takeAmount(scanner: Scanner): number | null {
  const start = scanner.at
  const text = scanner.take(AMOUNT)
  if (text === null) return null
  const [numerator, denominator = '1'] = text.split('/')
  const value = Number(numerator) / Number(denominator)
  if (value > 0 && value <= MOST) return value
  const isDecimalComma = value === 0 && /^,\d/.test(scanner.text.slice(scanner.at))
  const hint = isDecimalComma ? 'decimals take a point' : 'leave it out, or give a number above 0'
  return scanner.fail(value === 0 ? 'an amount of nothing' : `${text} is no amount`, hint, start)
}

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

/** Always throws InputError, with the reason why the next characters cannot be read. */
export function refuse(scanner: Scanner): never {
  const { next } = scanner
  const before = scanner.text.slice(0, scanner.at).trimEnd().at(-1) ?? ''
  if (scanner.isAtEnd) return scanner.fail('an element or a group is missing here', null)
  if (/[)\]}]/.test(next)) {
    const isEmpty = /[([{,]/.test(before)
    return scanner.fail(isEmpty ? 'nothing stands before this' : 'no bracket is open here', null)
  }
  if (/[\d.]/.test(next)) return refuseNumber(scanner, before)
  return scanner.fail(`${quoted(next)} is not read here`, hintFor(next, scanner))
}

function refuseNumber(scanner: Scanner, before: string): never {
  const hint = before === ',' ? 'decimals take a point; a comma parts what shares a site' : null
  return scanner.fail('an amount stands after what it counts', hint)
}

function hintFor(next: string, { text, at }: Scanner): string | null {
  if (/[-+−–±^⁺⁻⁰-⁹²³¹δ]/.test(next))
    return 'charges and unknown amounts are not read: give numbers'
  if (next === ',') return 'commas part elements that share a site, inside parentheses'
  if (!/[a-z]/.test(next)) return null
  const word = /^[a-z]{1,2}/.exec(text.slice(at))![0]
  const symbol = [word, word[0]!]
    .map((letters) => letters[0]!.toUpperCase() + letters.slice(1))
    .find((candidate) => ELEMENTS.includes(candidate))
  if (/^[nmxyz](?![a-z])/.test(word) || symbol === undefined) return 'amounts are numbers'
  return `symbols start with a capital letter: ${symbol}`
}
