import { type Finding, finding } from '../document/finding.ts'
import type { Composition, Sampling } from './scenario.ts'
import type { Start } from './starts.ts'

const WATER = 'H2O'
const OF_WATER: readonly Start[] = ['ice', 'crystal', 'slab']

/** Ice cannot be made of anything else. */
export function checkStarts(
  { starts }: Pick<Sampling, 'starts'>,
  composition: Composition,
): Finding[] {
  const contents = composition.kind === 'counts' ? composition.counts : composition.solvents
  if (WATER in contents) return []
  return (starts ?? []).flatMap((start, index) => {
    if (!OF_WATER.includes(start)) return []
    return [finding(['sampling', 'starts', index], `there is no ${WATER} to start as ${start}`)]
  })
}
