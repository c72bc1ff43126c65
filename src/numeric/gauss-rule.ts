/** A node of a quadrature rule, and its weight. */
export interface QuadratureNode {
  readonly at: number
  readonly weight: number
}

/** Halvings that bring an interval below one unit in the last place. */
const HALVINGS = 60

/**
 * Gauss's rule of n nodes on [0, 1] for the weight y^power: Σ w f(y) = ∫ y^power f(y) dy, exactly for
 * polynomials f of degree 2n − 1. The nodes are the zeros of the Jacobi polynomial P_n^(0, power), found by
 * bisection between the zeros of the polynomial of one degree less, which they interlace with; the
 * weights are Christoffel's numbers 1/Σ_k p_k(y)², p_k orthonormal (Szegő, Orthogonal Polynomials, § 3.4).
 * @throws RangeError unless n ≥ 1 and power ≥ 0 are whole numbers
 */
export function gaussRule(n: number, power = 0): QuadratureNode[] {
  if (!Number.isInteger(n) || n < 1 || !Number.isInteger(power) || power < 0) {
    throw new RangeError(`no Gauss rule of ${n} nodes for a weight y^${power}`)
  }
  let zeros: number[] = []
  for (let degree = 1; degree <= n; degree++) {
    const edges = [0, ...zeros, 1]
    zeros = Array.from({ length: degree }, (_, k) =>
      bisect((y) => orthonormal(degree, power, y)[degree]!, edges[k]!, edges[k + 1]!),
    )
  }
  return zeros.map((at) => {
    const values = orthonormal(n - 1, power, at)
    return { at, weight: 1 / values.reduce((sum, value) => sum + value * value, 0) }
  })
}

/**
 * Coefficients c_0 … c_(n−1) of a function in the orthonormal polynomials that its values at the nodes of
 * a rule determine; c_k = Σ w f(y) p_k(y). They fall off geometrically where the function is smooth.
 */
export function expand(
  rule: readonly QuadratureNode[],
  power: number,
  values: ArrayLike<number>,
): number[] {
  const polynomials = rule.map(({ at }) => orthonormal(rule.length - 1, power, at))
  return rule.map((_, k) =>
    rule.reduce((sum, { weight }, i) => sum + weight * values[i]! * polynomials[i]![k]!, 0),
  )
}

/** p_0(y) … p_degree(y), orthonormal on [0, 1] with weight y^power, by their three-term recurrence. */
function orthonormal(degree: number, power: number, y: number): number[] {
  const values = [Math.sqrt(power + 1)]
  let before = 0
  for (let k = 0; k < degree; k++) {
    const last = values[k]!
    values.push(((y - centre(k, power)) * last - spread(k, power) * before) / spread(k + 1, power))
    before = last
  }
  return values
}

function centre(k: number, power: number): number {
  if (power === 0) return 0.5
  const s = 2 * k + power
  return 0.5 + (0.5 * power * power) / (s * (s + 2))
}

function spread(k: number, power: number): number {
  const s = 2 * k + power
  return k === 0 ? 0 : (k * (k + power)) / (s * Math.sqrt(s * s - 1))
}

function bisect(f: (y: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  const isPositiveAtLow = f(low) > 0
  for (let k = 0; k < HALVINGS; k++) {
    const middle = 0.5 * (low + high)
    if (f(middle) > 0 === isPositiveAtLow) low = middle
    else high = middle
  }
  return 0.5 * (low + high)
}
