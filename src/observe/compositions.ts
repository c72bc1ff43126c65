/** Label of a shell that holds none of the ligands. */
const BARE = 'bare'

/**
 * All compositions of shells of 0 … `most` ligands: fewest ligands first, then those with most of the
 * first kind of ligand, and so on. The list depends on the kinds alone, not on what is met in a run, so
 * that histograms over it can be added. Of k kinds there are (k + 8 choose 8) for `most` = 8.
 */
export class Compositions {
  /** Such as `H2O:4 Cl-:2`, without kinds of which there are 0. */
  readonly labels: readonly string[]
  /** The composition without ligands. */
  readonly bare = 0
  readonly #kinds: number
  /** [composition × kinds + kind] → the composition with one more of that kind */
  readonly #withOneMore: Uint32Array

  constructor(kinds: readonly string[], most: number) {
    const list = Array.from({ length: most + 1 }, (_, total) =>
      compositions(total, kinds.length),
    ).flat()
    const index = new Map(list.map((numbers, k) => [numbers.join(), k]))
    this.#kinds = kinds.length
    this.labels = list.map((numbers) => labelOf(numbers, kinds))
    // Full shells have no successor; the entry is never used.
    this.#withOneMore = Uint32Array.from(
      list.flatMap((numbers) =>
        kinds.map((_, kind) => {
          const more = numbers.map((number, k) => (k === kind ? number + 1 : number))
          return index.get(more.join()) ?? 0
        }),
      ),
    )
  }

  withOneMore(composition: number, kind: number): number {
    return this.#withOneMore[composition * this.#kinds + kind]!
  }
}

/** Number of ligands in a shell, from its label. */
export function ligandsIn(label: string): number {
  if (label === BARE) return 0
  return label
    .split(' ')
    .reduce((sum, part) => sum + Number(part.slice(part.lastIndexOf(':') + 1)), 0)
}

function labelOf(numbers: readonly number[], kinds: readonly string[]): string {
  const parts = kinds.map((kind, k) => `${kind}:${numbers[k]!}`)
  return parts.filter((_, k) => numbers[k]! > 0).join(' ') || BARE
}

/** The ways to make up a number of so many numbers, largest first number first. */
function compositions(total: number, kinds: number): number[][] {
  if (kinds === 0) return total === 0 ? [[]] : []
  if (kinds === 1) return [[total]]
  return Array.from({ length: total + 1 }, (_, rest) =>
    compositions(rest, kinds - 1).map((others) => [total - rest, ...others]),
  ).flat()
}
