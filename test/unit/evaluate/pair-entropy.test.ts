import { describe, expect, it } from 'vitest'
import { pairEntropyPerParticle, pairEntropyPerSite } from '../../../src/evaluate/pair-entropy.ts'
import { pairClasses } from '../../../src/observe/pair-classes.ts'
import { PairStateObserver } from '../../../src/observe/pair-entropy.ts'
import { emptyBox, measured, randomBelow } from '../observe/filling.ts'

describe('pair entropy', () => {
  const box = emptyBox(4, ['H2O', 'Zn2+'])
  const { states } = box.model
  const { classes } = pairClasses(states)
  const kinds = [...new Set(classes.flatMap(({ ends }) => ends.map(({ kind }) => kind)))]
  const shares = new Map(kinds.map((kind, k) => [kind, [0.5, 0.3, 0.2][k]!]))
  const statesOf = (kind: number) =>
    classes.flatMap(({ ends }) => ends).find((end) => end.kind === kind)!.states
  const ideal = kinds.reduce((sum, kind) => {
    const share = shares.get(kind)!
    return sum - share * Math.log(share / statesOf(kind))
  }, 0)

  it('is the ideal entropy where neighbours do not care for each other', () => {
    const independent = classes.map(({ members, ends }) =>
      ends.reduce((weight, { kind, states: n }) => (weight * shares.get(kind)!) / n, members),
    )
    expect(pairEntropyPerSite(independent, classes, 1e15)).toBeCloseTo(ideal, 12)
    expect(pairEntropyPerParticle(ideal, 100, 50)).toBe(2 * ideal)
    expect(pairEntropyPerParticle(ideal, 100, 0)).toBeNull()
  })

  it('is −3 ln 2 on a chess board of two states, where it means nothing', () => {
    // S = −7 ln 2 + 4 ln 2 < 0: Bethe's estimate of a crystal that it takes for a liquid.
    const ofTwo = pairClasses(emptyBox(4, ['Zn2+']).model.states).classes
    const unlike = ofTwo.map(({ ends }) => (ends[0].kind === ends[1].kind ? 0 : 1))
    expect(pairEntropyPerSite(unlike, ofTwo, 1e15)).toBeCloseTo(-3 * Math.log(2), 12)
  })

  it('is corrected for finite samples', () => {
    const below = randomBelow('pair entropy')
    // Sites of one box by themselves; of many the plain value is too low by some (classes − 1)/2n.
    const rounds = 1500
    const drawn = { plain: 0, corrected: 0 }
    for (let round = 0; round < rounds; round++) {
      box.fill(
        Uint8Array.from(box.state, () => {
          const at = below(10)
          const kind = at < 5 ? 0 : at < 8 ? 1 : 2
          return states.first[kind]! + below(states.orientations[kind]!)
        }),
      )
      const observer = new PairStateObserver(box)
      measured(observer, 0)
      const histogram = observer.distributions[0]!.blocks[0]!
      drawn.corrected += pairEntropyPerSite(histogram, classes) / rounds
      drawn.plain += pairEntropyPerSite(histogram, classes, 1e15) / rounds
    }
    expect(ideal - drawn.plain).toBeGreaterThan(0.06)
    expect(Math.abs(drawn.corrected - ideal)).toBeLessThan(0.03)
  })

  it('refuses histograms of other shapes', () => {
    expect(() => pairEntropyPerSite([1, 2, 3], classes)).toThrow(RangeError)
    expect(() => pairEntropyPerSite(new Float64Array(classes.length), classes)).toThrow(RangeError)
  })
})
