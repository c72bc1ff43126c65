import { CUBE_SYMMETRIES } from '../lattice/orientations.ts'
import type { States } from '../model/states.ts'

/** One of each pair of opposite directions, A_0 to A_3: every bond once. */
export const BOND_DIRECTIONS = 4

/** An end of a bond: the states that symmetry makes of each other are one kind. */
interface PairEnd {
  readonly kind: number
  /** States of that kind. */
  readonly states: number
}

/**
 * Pairs of states at the ends of a bond that a symmetry of the cube, or looking from the other end, makes of each other:
 * in a liquid one is as likely as the other.
 */
export interface PairClass {
  /** One of them: direction A_d and the states at its beginning and end. */
  readonly like: readonly [d: number, a: number, b: number]
  /** Pairs of it, over the four directions of bonds. */
  readonly members: number
  readonly ends: readonly [PairEnd, PairEnd]
}

export interface PairClasses {
  readonly classes: readonly PairClass[]
  /** [(d·S + a)·S + b] → class of a at a site and b at its neighbour along A_d, of S states */
  readonly of: Uint16Array
}

export function pairClasses(states: States): PairClasses {
  const count = states.species.length
  const turned = imagesOfStates(states)
  const kindOf = (state: number) => Math.min(...turned.map((images) => images[state]!))
  const kinds = Array.from({ length: count }, (_, state) => kindOf(state))
  const end = (state: number): PairEnd => {
    const kind = kinds[state]!
    return { kind, states: kinds.filter((other) => other === kind).length }
  }
  const of = new Uint16Array(BOND_DIRECTIONS * count * count)
  const met = new Uint8Array(of.length)
  const classes: PairClass[] = []
  for (let at = 0; at < of.length; at++) {
    if (met[at] === 1) continue
    const d = Math.floor(at / (count * count))
    const a = Math.floor(at / count) % count
    const b = at % count
    let members = 0
    for (const [k, operation] of CUBE_SYMMETRIES.entries()) {
      const direction = operation[d]!
      const [here, there] = [turned[k]![a]!, turned[k]![b]!]
      const isBack = direction >= BOND_DIRECTIONS
      // From the other end, where the direction is not one of the four.
      const [first, second] = isBack ? [there, here] : [here, there]
      const image = ((direction % BOND_DIRECTIONS) * count + first) * count + second
      if (met[image] === 0) members++
      met[image] = 1
      of[image] = classes.length
    }
    classes.push({ like: [d, a, b], members, ends: [end(a), end(b)] })
  }
  return { classes, of }
}

/** [symmetry][state] → what it makes of the state */
function imagesOfStates({ species, faceShown }: States): number[][] {
  const patterns = Array.from(species, (_, state) => faceShown.subarray(8 * state, 8 * state + 8))
  const known = new Map(patterns.map((pattern, state) => [pattern.join(), state]))
  return CUBE_SYMMETRIES.map((operation) =>
    patterns.map((pattern) => {
      const image = new Uint8Array(8)
      for (let from = 0; from < 8; from++) image[operation[from]!] = pattern[from]!
      return known.get(image.join())!
    }),
  )
}
