import fc from 'fast-check'

/** Code points that are halves of others, and no characters. */
const SURROGATES = { from: 0xd800, count: 0x800 }

/** Any character of Unicode, for `fc.string`, whose own unit `binary` first lists them all, for a second or two. */
export const anyCharacter = fc.integer({ min: 0, max: 0x10ffff - SURROGATES.count }).map(
  (k) => String.fromCodePoint(k < SURROGATES.from ? k : k + SURROGATES.count),
  // Without the way back fast-check would leave out the words that it knows to be dangerous.
  (character) => {
    if (typeof character !== 'string' || [...character].length !== 1) throw new Error('none')
    const point = character.codePointAt(0)!
    if (point < SURROGATES.from) return point
    if (point < SURROGATES.from + SURROGATES.count) throw new Error('half a character')
    return point - SURROGATES.count
  },
)
