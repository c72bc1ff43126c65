import type { Configuration } from '../model/configuration.ts'
import { bitCount } from '../numeric/bit-count.ts'
import { BondedNeighbours } from './bonded-neighbours.ts'
import { binomial, FourDirections } from './four-directions.ts'
import { DISPLACEMENTS, SHELL_ENDS, ShellSites } from './neighbour-shells.ts'

/** A choice of four neighbours: classes of directions, and the share of each. */
interface Choice {
  readonly classes: readonly number[]
  readonly shares: readonly number[]
}

const NEAR_KEYS = 1 << 16
const FAR_KEYS = 1 << 14

/**
 * The four nearest waters of every water: of the nearest neighbours first those bonded to it, then
 * the others, then waters of the second, third … sixth shell. Where a group has more than are wanted,
 * all ways to choose from it share the water equally. A neighbour is a displacement: in a box so small
 * that two displacements lead to one site both count, but none that leads back to the water itself.
 */
export class NearestFour {
  readonly directions = new FourDirections()
  /** [class] → number of waters, in shares; only the classes in `met` are of the last count. */
  readonly weights: number[] = []
  /** Classes of the last count, in an order that the configuration alone decides. */
  readonly met: number[] = []
  /** Waters with four waters within six shells. */
  counted = 0
  /** Waters with fewer than four waters among their nearest neighbours. */
  fewerThanFour = 0
  readonly #configuration: Configuration
  readonly #nearest: BondedNeighbours
  readonly #shells: ShellSites
  readonly #chosenFour = new Int32Array(4)
  readonly #tied = new Int32Array(DISPLACEMENTS.length)
  /** [bonded mask × 256 + waters mask], then [second shell's mask × 256 + waters mask] → choice, −1 if new */
  readonly #choiceOf = new Int16Array(NEAR_KEYS + FAR_KEYS).fill(-1)
  readonly #choices: Choice[] = []
  /** [mask of nearest, then second neighbours] → class, −1 if new */
  readonly #classOfFour = new Int16Array(1 << 14).fill(-1)
  /** [choice] → waters of the present count */
  readonly #chosen: number[] = []
  /** Choices of the present count, in the order met: the same configuration gives the same sums. */
  readonly #choicesMet: number[] = []

  constructor(configuration: Configuration) {
    this.#configuration = configuration
    this.#nearest = BondedNeighbours.of(configuration)
    this.#shells = new ShellSites(configuration.lattice)
  }

  /** Counts the present configuration. */
  count(): void {
    const { state } = this.#configuration
    const { isWater, around } = this.#nearest
    this.#nearest.look()
    this.#reset()
    for (let site = 0; site < state.length; site++) {
      if (isWater[state[site]!] === 0) continue
      const found = around[site]!
      if (bitCount(found & 255) >= 4) this.#choose(found)
      else this.#lookFarther(site, found & 255)
    }
    for (const choice of this.#choicesMet) {
      const { classes, shares } = this.#choices[choice]!
      const waters = this.#chosen[choice]!
      for (let k = 0; k < classes.length; k++) this.#add(classes[k]!, shares[k]! * waters)
    }
  }

  #reset(): void {
    for (const kind of this.met) this.weights[kind] = 0
    this.met.length = 0
    for (const choice of this.#choicesMet) this.#chosen[choice] = 0
    this.#choicesMet.length = 0
    this.counted = 0
    this.fewerThanFour = 0
  }

  #lookFarther(site: number, waters: number): void {
    const { lattice, state } = this.#configuration
    const { isWater } = this.#nearest
    const row = 6 * lattice.kind[site]!
    let second = 0
    for (let d = 0; d < 6; d++) {
      second |= isWater[state[site + lattice.secondSteps[row + d]!]!]! << d
    }
    this.fewerThanFour++
    if (bitCount(waters) + bitCount(second) >= 4) this.#choose(NEAR_KEYS + ((second << 8) | waters))
    else this.#lookFarthest(site, bitsOf((second << 8) | waters))
  }

  /** Third shell and beyond: too many cases to keep, and rare where there is water enough. */
  #lookFarthest(site: number, nearer: readonly number[]): void {
    const { state } = this.#configuration
    const { isWater } = this.#nearest
    const chosen = this.#chosenFour
    let sure = 0
    for (const k of nearer) chosen[sure++] = k
    this.#shells.moveTo(site)
    for (let shell = 2; shell < SHELL_ENDS.length; shell++) {
      let found = 0
      for (let k = SHELL_ENDS[shell - 1]!; k < SHELL_ENDS[shell]!; k++) {
        const other = this.#shells.at(k)
        if (isWater[state[other]!] === 1 && other !== site) this.#tied[found++] = k
      }
      if (sure + found >= 4) {
        this.#spread(sure, 0, found, 1 / binomial(found, 4 - sure))
        this.counted++
        return
      }
      for (let k = 0; k < found; k++) chosen[sure++] = this.#tied[k]!
    }
  }

  /** Fills the four up from the tied ones in all ways, each worth `share`; indices ascend. */
  #spread(slot: number, from: number, tied: number, share: number): void {
    const chosen = this.#chosenFour
    if (slot === 4) {
      const kind = this.directions.classOf(chosen[0]!, chosen[1]!, chosen[2]!, chosen[3]!)
      this.#add(kind, share)
      return
    }
    for (let k = from; k < tied; k++) {
      chosen[slot] = this.#tied[k]!
      this.#spread(slot + 1, k + 1, tied, share)
    }
  }

  #choose(key: number): void {
    let choice = this.#choiceOf[key]!
    if (choice < 0) {
      choice = this.#choices.push(this.#resolve(key)) - 1
      this.#choiceOf[key] = choice
      this.#chosen.push(0)
    }
    if (this.#chosen[choice] === 0) this.#choicesMet.push(choice)
    this.#chosen[choice]! += 1
    this.counted++
  }

  #resolve(key: number): Choice {
    const waters = key & 255
    const second = key >= NEAR_KEYS ? (key - NEAR_KEYS) >> 8 : 0
    const bonded = key >= NEAR_KEYS ? 0 : key >> 8
    let sure = 0
    for (const group of [bonded, waters & ~bonded, second << 8]) {
      const wanted = 4 - bitCount(sure)
      if (bitCount(group) >= wanted) return this.#shareOut(sure, group, wanted)
      sure |= group
    }
    throw new RangeError('fewer than four neighbours')
  }

  #shareOut(sure: number, group: number, wanted: number): Choice {
    const classes: number[] = []
    const ways: number[] = []
    this.#addWays(sure, group, wanted, classes, ways)
    const all = ways.reduce((sum, number) => sum + number)
    return { classes, shares: ways.map((number) => number / all) }
  }

  /** Counts by class all sets of four that hold `sure` and else `wanted` members of `group`. */
  #addWays(sure: number, group: number, wanted: number, classes: number[], ways: number[]): void {
    if (wanted === 0) {
      const kind = this.#classOf(sure)
      const known = classes.indexOf(kind)
      if (known < 0) ways[classes.push(kind) - 1] = 1
      else ways[known]! += 1
      return
    }
    for (let rest = group; bitCount(rest) >= wanted; rest &= rest - 1) {
      this.#addWays(sure | (rest & -rest), rest & (rest - 1), wanted - 1, classes, ways)
    }
  }

  /** Class of four of the nearest and second neighbours. */
  #classOf(four: number): number {
    if (this.#classOfFour[four]! < 0) {
      const [a, b, c, d] = bitsOf(four)
      this.#classOfFour[four] = this.directions.classOf(a!, b!, c!, d!)
    }
    return this.#classOfFour[four]!
  }

  #add(kind: number, waters: number): void {
    // A class that was met before has a weight above 0.
    if (!(this.weights[kind]! > 0)) {
      this.met.push(kind)
      this.weights[kind] = 0
    }
    this.weights[kind]! += waters
  }
}

/** Numbers of the bits of a mask of neighbours, the nearest first. */
function bitsOf(mask: number): number[] {
  const bits: number[] = []
  for (let rest = mask; rest > 0; rest &= rest - 1) bits.push(31 - Math.clz32(rest & -rest))
  return bits
}
