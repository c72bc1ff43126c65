import { isAnionFormer, isElement } from './elements.ts'
import { areShares, isMolecule, natureOf } from './nature.ts'
import type { Component, Occupation, Sublattice } from './occupation.ts'
import { parseFormula } from './parse-formula.ts'
import { type Group, type Item, VACANT } from './tree.ts'

/**
 * The sublattices of a solid and their components, from its formula. Charges are not balanced. A bracketed group is a
 * sublattice that its elements share, groups in it being taken apart, except for
 * - a molecule or ion such as (CN) or (PO4), which has its place as a whole;
 * - a group of members of different nature, such as [Fe(CN)6] or ((Mg,Co)O), who have sites of their
 *   own, unless the amount of each is below 1: shares of one site.
 * Items separated by commas always share a site; items outside of brackets have sites of their own.
 * Throws InputError for what is no formula.
 */
export function readFormula(formula: string): Occupation {
  const sublattices: Sublattice[] = []
  const ordered = new Set<string>()
  const notes: string[] = []

  const place = (item: Item, factor: number): void => {
    const count = factor * (item.amount ?? 1)
    if (item.kind === 'atom' || isMolecule(item)) {
      ordered.add(item.text)
    } else if (natureOf(item) === 'unit') {
      for (const inner of item.items) place(inner, count)
    } else {
      const components = componentsOf(item)
      const total = components.reduce((sum, { amount }) => sum + amount, 0)
      if (components.length === 1) ordered.add(components[0]!.name)
      else sublattices.push({ text: item.text, components, sites: count * total })
      notes.push(...notesOnSublattice(item, components, total))
    }
  }

  const parts = parseFormula(formula)
  for (const { coefficient, items } of parts) for (const item of items) place(item, coefficient)
  const outside = parts.flatMap(({ items }) => items)
  notes.push(...notesOnOutside(outside, sublattices.length))
  return { sublattices, ordered: [...ordered], notes }
}

/** What shares the sites of a group, groups in it taken apart, each component once. */
function componentsOf({ items, isList }: Group): Component[] {
  const isEqual = isList && items.every(({ amount }) => amount === null)
  const amounts = new Map<string, number>()
  for (const item of items) {
    const share = isEqual ? 1 / items.length : (item.amount ?? 1)
    const isWhole = item.kind === 'atom' || natureOf(item) === 'unit'
    const parts = isWhole ? [{ name: item.text, amount: 1 }] : componentsOf(item)
    for (const { name, amount } of parts) {
      amounts.set(name, (amounts.get(name) ?? 0) + share * amount)
    }
  }
  return [...amounts].map(([name, amount]) => ({ name, amount }))
}

/** Amounts are written to two or three decimals; these are as exact as a double is. */
const EXACT = 1e-6

/** What looks like a slip in a group that was read as a sublattice. */
export function notesOnSublattice(
  { items, isList, text }: Group,
  components: readonly Component[],
  total: number,
): string[] {
  const notes: string[] = []
  if (areShares(items) && Math.abs(total - 1) > EXACT) {
    notes.push(
      `the amounts in ${text} add up to ${Number(total.toPrecision(6))}, not to 1: shares are taken of that sum`,
    )
  }
  const elements = components.map(({ name }) => name).filter(isElement)
  const anions = elements.filter(isAnionFormer)
  if (!isList && anions.length > 0 && anions.length < elements.length) {
    notes.push(
      `${anions.join(', ')} shares a site with the others in ${text}: write it outside if it does not`,
    )
  }
  return notes
}

/** What outside of brackets may have been meant to share a site. */
export function notesOnOutside(items: readonly Item[], sublattices: number): string[] {
  const notes: string[] = []
  const isLone = ({ kind, text }: Item) => kind === 'atom' && text !== VACANT
  const parted = items.filter((item) => isLone(item) && item.amount !== null && item.amount < 1)
  if (parted.length > 1) {
    const shares = parted.map(({ text, amount }) => `${text}${amount}`).join('')
    notes.push(
      `what stands outside of brackets has sites of its own: write (${shares}) if these share one`,
    )
  } else if (sublattices === 0 && items.filter(isLone).length > 1) {
    notes.push(
      'nothing shares a site here: put what does in brackets, in an alloy all of it, as in (CoCrFeMnNi)',
    )
  }
  if (items.some(({ text }) => text === VACANT)) {
    notes.push(
      `${VACANT} outside of brackets counts for nothing: write ([Fe(CN)6]0.9${VACANT}0.1) for a site that is vacant in part`,
    )
  }
  return notes
}
