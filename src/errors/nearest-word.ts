/** Longer words are not compared, as they are no typing errors. */
const LONGEST = 100

/**
 * The known word that a mistyped one probably means: the nearest by edit distance without regard to
 * case, if that is at most a third of its length (one for words of two or three letters); null if
 * none is that near.
 */
export function nearestWord(word: string, known: Iterable<string>): string | null {
  if (word.length > LONGEST) return null
  let best: string | null = null
  let least = Math.min(Math.max(1, Math.floor(word.length / 3)), word.length - 1) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1)
      }
      row.push(cost)
    }
    before = above
    above = row
  }
  return above[b.length]!
}
