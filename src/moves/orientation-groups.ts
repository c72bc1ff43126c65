/**
 * Orientations that show the same faces to one tetrahedron of neighbours. Their weight together is the Boltzmann factor
 * of the contacts with that tetrahedron times the sum of their Boltzmann factors with the other one.
 */
export interface OrientationGroup {
  /** Ascending. */
  readonly orientations: readonly number[]
  /** The tetrahedron to which they show different faces: 0 is A, 1 is B. */
  readonly differing: number
}

/**
 * Divides orientations into groups, the largest possible one first.
 * @param shown [orientation] → what it shows to A and to B; equal texts are equal faces
 */
export function groupOrientations(
  shown: readonly (readonly [string, string])[],
): OrientationGroup[] {
  const groups: OrientationGroup[] = []
  const left = new Set(shown.keys())
  while (left.size > 0) {
    const candidates = [0, 1].flatMap((differing) => {
      const alike = new Map<string, number[]>()
      for (const orientation of left) {
        const common = shown[orientation]![1 - differing]!
        alike.set(common, [...(alike.get(common) ?? []), orientation])
      }
      return [...alike.values()].map(
        (orientations): OrientationGroup => ({ orientations, differing }),
      )
    })
    const largest = Math.max(...candidates.map(({ orientations }) => orientations.length))
    const group = candidates.find(({ orientations }) => orientations.length === largest)!
    for (const orientation of group.orientations) left.delete(orientation)
    groups.push(group)
  }
  return groups
}
