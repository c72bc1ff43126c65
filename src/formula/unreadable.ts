import { quoted } from '../errors/printable.ts'
import { ELEMENTS } from './elements.ts'
import type { Scanner } from './scanner.ts'

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
