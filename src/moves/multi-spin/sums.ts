/** A number in each lane: ones + 2·twos + 4·fours + 8·eights, bit by bit. */
export interface LaneNumbers {
  readonly ones: number
  readonly twos: number
  readonly fours: number
  readonly eights: number
}

/**
 * How many of the eight words at the given distances from `word` have each bit set, by full adders.
 * @param eighth −1; 0 if the last is not to count
 */
export function sumAround(
  bits: Int32Array,
  word: number,
  distance: Int32Array,
  eighth: number,
): LaneNumbers {
  const a = bits[word + distance[0]!]!
  const b = bits[word + distance[1]!]!
  const c = bits[word + distance[2]!]!
  const d = bits[word + distance[3]!]!
  const e = bits[word + distance[4]!]!
  const f = bits[word + distance[5]!]!
  const g = bits[word + distance[6]!]!
  const h = bits[word + distance[7]!]! & eighth
  const ab = a ^ b
  const de = d ^ e
  const gh = g ^ h
  const abc = ab ^ c
  const def = de ^ f
  const odd = abc ^ def
  const carryAbc = (a & b) | (ab & c)
  const carryDef = (d & e) | (de & f)
  const carryGh = g & h
  const carryOdd = (abc & def) | (odd & gh)
  const carries = carryAbc ^ carryDef
  const twos = carries ^ carryGh
  const fours = (carryAbc & carryDef) | (carries & carryGh)
  const carryTwos = twos & carryOdd
  return {
    ones: odd ^ gh,
    twos: twos ^ carryOdd,
    fours: fours ^ carryTwos,
    eights: fours & carryTwos,
  }
}

/** a where a bit of the mask is set, b elsewhere. */
export function choose(mask: number, a: LaneNumbers, b: LaneNumbers): LaneNumbers {
  return {
    ones: b.ones ^ ((a.ones ^ b.ones) & mask),
    twos: b.twos ^ ((a.twos ^ b.twos) & mask),
    fours: b.fours ^ ((a.fours ^ b.fours) & mask),
    eights: b.eights ^ ((a.eights ^ b.eights) & mask),
  }
}

/** a − b where that is positive, else 0. */
export function excess(a: LaneNumbers, b: LaneNumbers): LaneNumbers {
  const ones = a.ones ^ b.ones
  const twos = a.twos ^ b.twos
  const fours = a.fours ^ b.fours
  const eights = a.eights ^ b.eights
  const borrowOne = ~a.ones & b.ones
  const borrowTwo = (~a.twos & b.twos) | (~twos & borrowOne)
  const borrowFour = (~a.fours & b.fours) | (~fours & borrowTwo)
  const isMore = ~((~a.eights & b.eights) | (~eights & borrowFour))
  return {
    ones: ones & isMore,
    twos: (twos ^ borrowOne) & isMore,
    fours: (fours ^ borrowTwo) & isMore,
    eights: (eights ^ borrowFour) & isMore,
  }
}

/** Every number in the lane as many above its own, as in a rotation of the word. */
export function rotate(numbers: LaneNumbers, lanes: number): LaneNumbers {
  return {
    ones: rotateWord(numbers.ones, lanes),
    twos: rotateWord(numbers.twos, lanes),
    fours: rotateWord(numbers.fours, lanes),
    eights: rotateWord(numbers.eights, lanes),
  }
}

/** Takes bit `lanes` + k, modulo 32, to bit k. */
export function rotateWord(word: number, lanes: number): number {
  return (word >>> lanes) | (word << -lanes)
}
