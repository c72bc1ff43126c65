import { NEAREST_DIRECTIONS } from './directions.ts'

/** The 48 symmetry operations of the cube, each as a permutation of the 8 nearest-neighbour directions. */
export const CUBE_SYMMETRIES: readonly (readonly number[])[] = cubeSymmetries()

function cubeSymmetries(): number[][] {
  const axes = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]
  const operations: number[][] = []
  for (const axis of axes) {
    for (let signs = 0; signs < 8; signs++) {
      operations.push(
        NEAREST_DIRECTIONS.map((direction) => {
          const image = axis.map((from, k) => direction[from]! * (signs & (1 << k) ? -1 : 1))
          return NEAREST_DIRECTIONS.findIndex((other) => other.every((c, k) => c === image[k]))
        }),
      )
    }
  }
  return operations
}

/**
 * The distinct images of patterns of 8 faces under the symmetry of the cube, those of the first pattern
 * first: 2 for a tetrahedral anion, 1 for a sphere, 12 for two donors and two acceptors.
 */
export function orientationsOf(patterns: readonly (readonly string[])[]): string[][] {
  const seen = new Map<string, string[]>()
  for (const faces of patterns) {
    for (const operation of CUBE_SYMMETRIES) {
      const image: string[] = new Array(8)
      operation.forEach((to, from) => {
        image[to] = faces[from]!
      })
      seen.set(JSON.stringify(image), seen.get(JSON.stringify(image)) ?? image)
    }
  }
  return [...seen.values()]
}
