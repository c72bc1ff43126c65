import { isAnionFormer } from './elements.ts'
import { type Item, VACANT } from './tree.ts'

/** Ions of anion formers alone, which the rule below would read as a mixed anion site, and hydrides. */
const IONS = new Set(
  ['NO', 'NO2', 'NO3', 'SO3', 'SO4', 'S2O3', 'S2O8', 'SeO3', 'SeO4', 'TeO4', 'TeO6'].concat([
    'ClO',
    'ClO2',
    'ClO3',
    'ClO4',
    'BrO3',
    'IO3',
    'IO4',
    'BH4',
    'AlH4',
  ]),
)

/**
 * Whether items written next to each other are one molecule or ion, such as (CN), (PO4) or (H2O),
 * which takes its place as a whole: whole numbers of anion formers and other elements, or a known ion.
 */
export function isUnit(items: readonly Item[]): boolean {
  const isPlain = ({ kind, text, amount }: Item) =>
    kind === 'atom' && text !== VACANT && Number.isInteger(amount ?? 1)
  if (items.length < 2 || !items.every(isPlain)) return false
  const anionFormers = items.filter(({ text }) => isAnionFormer(text)).length
  if (anionFormers > 0 && anionFormers < items.length) return true
  return IONS.has(items.map(({ text, amount }) => text + (amount ?? '')).join(''))
}
