import { takeAmount } from './amount.ts'
import { elementHint, isElement } from './elements.ts'
import { Scanner } from './scanner.ts'
import { type Atom, type Group, type Item, VACANT } from './tree.ts'
import { isUnit } from './unit.ts'
import { refuse } from './unreadable.ts'

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
