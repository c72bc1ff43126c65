import { type Finding, finding } from '../document/finding.ts'
import { lacking, type Present } from './observable-needs.ts'
import type { Sampling } from './scenario.ts'
import type { Start } from './starts.ts'

const OF_ICE: readonly Start[] = ['ice', 'crystal', 'slab']

/** Starts from ice need a species that forms a network. */
export function checkStarts({ starts }: Pick<Sampling, 'starts'>, system: Present): Finding[] {
  const reason = lacking(['network'], system)
  if (reason === null) return []
  return (starts ?? []).flatMap((start, index) => {
    if (!OF_ICE.includes(start)) return []
    return [finding(['sampling', 'starts', index], `nothing can start as ${start}: ${reason}`)]
  })
}
