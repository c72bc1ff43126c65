import type { ShellBranch, ShellData, SpeciesData } from '../forcefield/force-field.ts'
import { scalingFactor } from './ion-scaling.ts'
import { selects } from './selection.ts'

/**
 * A table for neighbours in directions 0 … 3 of a site, tetrahedron A, and one for those in 4 … 7, B. It is the same
 * table where no rule distinguishes them, which saves cache.
 */
export type ByTetrahedron<T> = readonly [a: T, b: T]

export function forBoth<T, U>([a, b]: ByTetrahedron<T>, map: (of: T) => U): ByTetrahedron<U> {
  const ofA = map(a)
  return [ofA, a === b ? ofA : map(b)]
}

/**
 * Local many-body terms. A site's `load` sums what its neighbours weigh for its own species; every
 * rule that applies to the species is one digit of it, so that a single addition updates all rules
 * and one look-up gives their energy. A slot is a species together with a load.
 */
export interface Shells {
  /**
   * [tetrahedron][species × (species + 1) + neighbour's species] → what a neighbour on that tetrahedron of
   * the site, A or B, adds to the load
   */
  readonly weight: ByTetrahedron<Int32Array>
  /** First slot of each species. The vacancy has one slot. */
  readonly base: Int32Array
  /** Slot of each species without neighbours; slot = empty + load. */
  readonly empty: Int32Array
  readonly slots: number
  /** kJ/mol of each slot */
  readonly penalty: Float64Array
}

/** Weights are given in tenths at most. */
const RESOLUTION = 10

const NEIGHBOURS = 8

/** Compiles the shell rules for the species present, in the order of their indices. */
export function compileShells(
  species: readonly SpeciesData[],
  rules: readonly ShellData[],
): Shells {
  const size = species.length + 1
  const isEven = !rules.some(
    ({ of, count }) => count === 'difference' && species.some((one) => selects(of, one, null)),
  )
  const [onA, onB] = [new Int32Array(size * size), new Int32Array(size * size)]
  const base = new Int32Array(size)
  const empty = new Int32Array(size)
  const penalty: number[] = [0]
  for (const [index, centre] of species.entries()) {
    const digits = rules
      .filter((rule) => selects(rule.of, centre, null))
      .map((rule) => compileDigit(forCentre(rule, centre), species))
    base[index + 1] = penalty.length
    empty[index + 1] = penalty.length
    let stride = 1
    let energies = [0]
    for (const digit of digits) {
      for (const [neighbour, units] of digit.units.entries()) {
        const at = (index + 1) * size + neighbour + 1
        onA[at]! += units * stride
        onB[at]! += digit.isDifference ? -units * stride : units * stride
      }
      empty[index + 1]! += digit.zero * stride
      stride *= digit.energies.length
      energies = digit.energies.flatMap((more) => energies.map((energy) => energy + more))
    }
    penalty.push(...energies)
    if (penalty.length > 0xffff) {
      throw new RangeError(
        `the shell rules have too many cases: more than 65535 with ${centre.name}`,
      )
    }
  }
  const weight: Shells['weight'] = [onA, isEven ? onA : onB]
  return { weight, base, empty, slots: penalty.length, penalty: Float64Array.from(penalty) }
}

/** A rule whose capacity and coefficients are those of one species. */
interface OwnRule extends Pick<ShellData, 'weights' | 'count' | 'above' | 'below'> {
  readonly capacity: number
}

function forCentre({ name, weights, count, ...rule }: ShellData, centre: SpeciesData): OwnRule {
  const factor = scalingFactor(rule.scaling, centre, `shell '${name}'`)
  const scaled = (branch: ShellBranch | null) =>
    branch && { ...branch, coefficient: branch.coefficient * factor }
  const capacity = rule.capacity === 'hydration number' ? centre.hydration?.number : rule.capacity
  if (capacity === undefined) {
    throw new RangeError(`shell '${name}' needs the hydration number of ${centre.name}`)
  }
  return { weights, count, capacity, above: scaled(rule.above), below: scaled(rule.below) }
}

/** One rule in whole units: what each neighbour adds, and the energy of each possible sum, that without neighbours at `zero`. */
function compileDigit(rule: OwnRule, species: readonly SpeciesData[]) {
  const tenths = species.map((neighbour) => {
    const entry = rule.weights.findLast(({ of }) => selects(of, neighbour, null))
    return entry === undefined ? 0 : Math.round(entry.weight * RESOLUTION)
  })
  const unit = tenths.reduce(greatestCommonDivisor, 0) || 1
  const units = tenths.map((tenth) => tenth / unit)
  const isDifference = rule.count === 'difference'
  const most = NEIGHBOURS * Math.max(...units)
  const zero = isDifference ? most / 2 : 0
  const energies = Array.from({ length: most + 1 }, (_, sum) =>
    shellPenalty(rule, (Math.abs(sum - zero) * unit) / RESOLUTION),
  )
  return { units, isDifference, zero, energies }
}

/** coefficient·|n − capacity|^power on the branch that n lies on; kJ/mol. */
function shellPenalty({ capacity, above, below }: OwnRule, n: number): number {
  const branch: ShellBranch | null = n > capacity ? above : below
  if (branch === null) return 0
  const distance = Math.abs(n - capacity)
  return branch.coefficient * (branch.power === 2 ? distance * distance : distance)
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
