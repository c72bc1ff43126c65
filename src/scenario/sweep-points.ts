import type { Path } from '../document/finding.ts'
import type { SweepBlock } from './sweep-schema.ts'

/** What one axis is at one point. */
export interface Setting {
  readonly path: string
  readonly value: unknown
  /** Where in the scenario file it is written. */
  readonly at: Path
}

/** Points before repetitions are dropped. */
export function countPoints(blocks: readonly SweepBlock[]): number {
  return blocks.reduce((sum, block) => {
    return sum + block.reduce((product, { values }) => product * values.length, 1)
  }, 0)
}

/** All combinations of each block, block after block, the last axis running fastest. */
export function* settingsOf(
  blocks: readonly SweepBlock[],
  isList: boolean,
): Generator<readonly Setting[]> {
  for (const [index, block] of blocks.entries()) {
    yield* combine(block, isList ? ['sweep', index] : ['sweep'])
  }
}

function* combine([axis, ...others]: SweepBlock, place: Path): Generator<readonly Setting[]> {
  if (axis === undefined) {
    yield []
    return
  }
  const { path, values, isList } = axis
  for (const [index, value] of values.entries()) {
    const at = [...place, path, ...(isList ? [index] : [])]
    for (const rest of combine(others, place)) yield [{ path, value, at }, ...rest]
  }
}
