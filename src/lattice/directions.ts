/**
 * The 8 nearest-neighbour directions of the bcc lattice, in half-cell units: the corners of a cube.
 * The first four form the tetrahedron A (an even number of minus signs), the last four its
 * antipodes, B_k = −A_k, so that direction `d ^ 4` points back.
 */
export const NEAREST_DIRECTIONS: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [1, -1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
  [-1, -1, -1],
  [-1, 1, 1],
  [1, -1, 1],
  [1, 1, -1],
]

/** The 6 second-neighbour directions, in half-cell units; `d ^ 1` points back. */
export const SECOND_DIRECTIONS: readonly (readonly [number, number, number])[] = [
  [2, 0, 0],
  [-2, 0, 0],
  [0, 2, 0],
  [0, -2, 0],
  [0, 0, 2],
  [0, 0, -2],
]

/** The steps to the 34 sites within two half-cells along every axis: those that are neighbours, or have one in common. */
export const CLOSE_DIRECTIONS: readonly (readonly [number, number, number])[] = [
  ...NEAREST_DIRECTIONS,
  ...[-2, 0, 2]
    .flatMap((x) => [-2, 0, 2].flatMap((y) => [-2, 0, 2].map((z) => [x, y, z] as const)))
    .filter((step) => step.some((along) => along !== 0)),
]
