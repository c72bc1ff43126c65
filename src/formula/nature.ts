import { isAnionFormer } from './elements.ts'
import { type Group, type Item, VACANT } from './tree.ts'
import { isUnit } from './unit.ts'

/** `unit` for what is no sublattice: a molecule, or a group whose members have sites of their own. */
export type Nature = 'vacant' | 'anion' | 'cation' | 'unit'

export function natureOf(item: Item): Nature {
  if (item.text === VACANT) return 'vacant'
  if (item.kind === 'atom') return isAnionFormer(item.text) ? 'anion' : 'cation'
  const { items, isList } = item
  const natures = new Set(items.map(natureOf))
  natures.delete('vacant')
  const isNested = items.some(({ kind }) => kind === 'group')
  const isMixed = isNested && natures.size > 1 && !areShares(items)
  if (isMolecule(item) || (isMixed && !isList)) return 'unit'
  return natures.size === 1 && natures.has('anion') ? 'anion' : 'cation'
}

export function isMolecule({ items, isList }: Group): boolean {
  return !isList && isUnit(items)
}

/** Whether each amount is written, and below 1. */
export function areShares(items: readonly Item[]): boolean {
  return items.every(({ amount }) => amount !== null && amount < 1)
}
