import { isAnionFormer, isElement } from './elements.ts'
import { areShares } from './nature.ts'
import type { Component } from './occupation.ts'
import { type Group, type Item, VACANT } from './tree.ts'

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
