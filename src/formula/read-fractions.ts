import type { Component, Occupation } from './occupation.ts'
import { Scanner, takeAmount } from './parse-formula.ts'

const NUMBER = /^\s*[-+−]?[\d.]+(?:\/\d+)?%?(?:[\s,;]|$)/
const LABEL = /[^\s:=,;]+ *[:=]/y
const SEPARATOR = /[,;]/y
const PERCENT = /%/y
/** Shares that add up to 1 but for their last digit. */
const CLOSE = 1e-6

/** Whether a text is a list of fractions and not a formula: it has a `name:` or starts with a bare number. */
export function areFractions(text: string): boolean {
  return /[:=]/.test(text) || NUMBER.test(text)
}

/**
 * One sublattice or mixture by the fractions of its components, `0.2 0.3 0.5`, `30 % 70 %` or
 * `Fe:0.3 Co:0.7`; without names they are called 1, 2, …. Throws InputError with a caret.
 */
export function readFractions(text: string): Occupation {
  const scanner = new Scanner(text, 'fractions')
  scanner.skipBlanks()
  const components: Component[] = []
  while (!scanner.isAtEnd) {
    const at = scanner.at
    const label = scanner.take(LABEL)
    const name = label?.slice(0, -1).trim() ?? String(components.length + 1)
    const amount = takeAmount(scanner)
    if (amount === null)
      return scanner.fail('a number above 0 is missing here', 'such as 0.2, or Fe:0.2')
    if (components.some((component) => component.name === name)) {
      scanner.fail(`${name} is there already`, 'add its fractions up', at)
    }
    scanner.take(PERCENT)
    scanner.take(SEPARATOR)
    components.push({ name, amount })
  }
  if (components.length === 0) scanner.fail('a number above 0 is missing here', 'such as 0.2')
  const total = components.reduce((sum, { amount }) => sum + amount, 0)
  const isWhole = [1, 100].some((whole) => Math.abs(total / whole - 1) < CLOSE)
  const notes = isWhole
    ? []
    : [`the fractions add up to ${Number(total.toPrecision(6))}: shares are taken of that sum`]
  return { sublattices: [{ text: 'mixture', components, sites: null }], ordered: [], notes }
}
