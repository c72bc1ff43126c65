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

const WITHIN_TWO = [-2, 0, 2] as const

/** The 35 sites within two half-cells along every axis, the site itself first: two steps lead to no others. */
export const CLOSE_DIRECTIONS: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  ...NEAREST_DIRECTIONS,
  ...WITHIN_TWO.flatMap((x) =>
    WITHIN_TWO.flatMap((y) => WITHIN_TWO.map((z) => [x, y, z] as const)),
  ).filter((direction) => direction.some((component) => component !== 0)),
]
