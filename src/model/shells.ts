import type { ShellBranch, ShellData, SpeciesData } from '../scenario/force-field.ts'
import { scalingFactor } from './ion-scaling.ts'
import { selects } from './selection.ts'

/**
 * Local many-body terms. A site's `load` sums what its neighbours weigh for its own species; every
 * rule that applies to the species is one digit of it, so that a single addition updates all rules
 * and one look-up gives their energy. A slot is a species together with a load.
 */
export interface Shells {
  /** [species × (species + 1) + neighbour's species] → what the neighbour adds to the load */
  readonly weight: Uint16Array
  /** First slot of each species; slot = base + load. The vacancy has one slot. */
  readonly base: Int32Array
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
  const weight = new Uint16Array(size * size)
  const base = new Int32Array(size)
  const penalty: number[] = [0]
  for (const [index, centre] of species.entries()) {
    const digits = rules
      .filter((rule) => selects(rule.of, centre, null))
      .map((rule) => compileDigit(forCentre(rule, centre), species))
    base[index + 1] = penalty.length
    let stride = 1
    let energies = [0]
    for (const digit of digits) {
      for (const [neighbour, units] of digit.units.entries()) {
        weight[(index + 1) * size + neighbour + 1]! += units * stride
      }
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
  return { weight, base, slots: penalty.length, penalty: Float64Array.from(penalty) }
}

/** A rule whose capacity and coefficients are those of one species. */
interface OwnRule extends Pick<ShellData, 'weights' | 'above' | 'below'> {
  readonly capacity: number
}

function forCentre({ name, weights, ...rule }: ShellData, centre: SpeciesData): OwnRule {
  const factor = scalingFactor(rule.scaling, centre, `shell '${name}'`)
  const scaled = (branch: ShellBranch | null) =>
    branch && { ...branch, coefficient: branch.coefficient * factor }
  const capacity = rule.capacity === 'hydration number' ? centre.hydration?.number : rule.capacity
  if (capacity === undefined) {
    throw new RangeError(`shell '${name}' needs the hydration number of ${centre.name}`)
  }
  return { weights, capacity, above: scaled(rule.above), below: scaled(rule.below) }
}

/** One rule in whole units: what each neighbour adds, and the energy of each possible sum. */
function compileDigit(rule: OwnRule, species: readonly SpeciesData[]) {
  const tenths = species.map((neighbour) => {
    const entry = rule.weights.findLast(({ of }) => selects(of, neighbour, null))
    return entry === undefined ? 0 : Math.round(entry.weight * RESOLUTION)
  })
  const unit = tenths.reduce(greatestCommonDivisor, 0) || 1
  const units = tenths.map((tenth) => tenth / unit)
  const energies = Array.from({ length: NEIGHBOURS * Math.max(...units) + 1 }, (_, sum) =>
    shellPenalty(rule, (sum * unit) / RESOLUTION),
  )
  return { units, energies }
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
