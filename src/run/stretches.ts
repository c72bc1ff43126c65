import { type Distribution, STRETCHES } from '../observe/observer.ts'

/**
 * Makes room for as many samples again in every distribution: stretches 0 and 1 become 0, 2 and 3 become 1 …
 * @param blocks the stretches of all distributions, one distribution after the other
 */
export function joinStretches(blocks: readonly Float64Array[]): void {
  for (let from = 0; from < blocks.length; from += STRETCHES) {
    const own = blocks.slice(from, from + STRETCHES)
    for (const [index, block] of own.entries()) {
      const [first, second] = [own[2 * index], own[2 * index + 1]]
      for (let bin = 0; bin < block.length; bin++) {
        block[bin] = (first?.[bin] ?? 0) + (second?.[bin] ?? 0)
      }
    }
  }
}

/** Distributions without the stretches that have not begun. */
export function withStretches(
  distributions: readonly Distribution[],
  begun: number,
): Distribution[] {
  return distributions.map((one) => ({ ...one, blocks: one.blocks.slice(0, begun) }))
}
