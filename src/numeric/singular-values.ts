export interface SingularDirections {
  /** Falling; of n columns there are n, those beyond the rank 0. */
  readonly values: readonly number[]
  /** [k] → unit vector over the columns that belongs to the k-th value. */
  readonly directions: readonly (readonly number[])[]
}

const PRECISION = 1e-14
const MOST_ROUNDS = 60

/**
 * Singular values and right singular vectors of a matrix given as rows, by Hestenes' one-sided Jacobi
 * rotations: columns are turned against one another until all are orthogonal; their lengths are the values.
 */
export function singularDirections(
  rows: readonly (readonly number[])[],
  columns: number,
): SingularDirections {
  const a = Array.from({ length: columns }, (_, j) => rows.map((row) => row[j]!))
  const v = a.map((_, j) => a.map((_, k) => (j === k ? 1 : 0)))
  for (let round = 0, isTurning = true; isTurning && round < MOST_ROUNDS; round++) {
    isTurning = false
    for (let p = 0; p < columns; p++) {
      for (let q = p + 1; q < columns; q++) {
        const [alpha, beta, gamma] = [dot(a[p]!, a[p]!), dot(a[q]!, a[q]!), dot(a[p]!, a[q]!)]
        if (gamma === 0 || Math.abs(gamma) <= PRECISION * Math.sqrt(alpha * beta)) continue
        isTurning = true
        const zeta = (beta - alpha) / (2 * gamma)
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta))
        const c = 1 / Math.sqrt(1 + t * t)
        turn(a[p]!, a[q]!, c, c * t)
        turn(v[p]!, v[q]!, c, c * t)
      }
    }
  }
  const order = a.map((column, k) => ({ k, value: Math.sqrt(dot(column, column)) }))
  order.sort((one, other) => other.value - one.value)
  return { values: order.map(({ value }) => value), directions: order.map(({ k }) => v[k]!) }
}

/** Σ a_k b_k */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

function turn(x: number[], y: number[], c: number, s: number): void {
  for (let k = 0; k < x.length; k++) {
    const [p, q] = [x[k]!, y[k]!]
    x[k] = c * p - s * q
    y[k] = s * p + c * q
  }
}
