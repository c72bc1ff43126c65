import { describe, expect, it } from 'vitest'
import { CUBE_SYMMETRIES } from '../../../src/lattice/orientations.ts'
import { pairClasses } from '../../../src/observe/pair-classes.ts'
import { PairStateObserver } from '../../../src/observe/pair-entropy.ts'
import { TOY_FORCE_FIELD } from '../../support/toy-force-field.ts'
import { emptyBox, fillAtRandom, measured, randomBelow } from './filling.ts'

describe('classes of pairs', () => {
  const { model } = emptyBox(4, ['H2O', 'rod'], TOY_FORCE_FIELD)
  const { states } = model
  const count = states.species.length
  const { classes, of } = pairClasses(states)
  /** A bond as a picture: what both ends show in every direction, however it is looked at. */
  const pictureOf = (d: number, a: number, b: number) => {
    const shown = (state: number) => [...states.faceShown.subarray(8 * state, 8 * state + 8)]
    const looks = CUBE_SYMMETRIES.flatMap((operation) => {
      const turn = (faces: number[]) =>
        faces.map((_, direction) => faces[operation.indexOf(direction)]!).join()
      const [here, there] = [turn(shown(a)), turn(shown(b))]
      const direction = operation[d]!
      return [`${direction} ${here} ${there}`, `${direction ^ 4} ${there} ${here}`]
    })
    return looks.sort()[0]!
  }

  it('are pairs of one picture, and no others', () => {
    const pictures = new Map<string, number>()
    const members = classes.map(() => 0)
    for (let d = 0; d < 4; d++) {
      for (let a = 0; a < count; a++) {
        for (let b = 0; b < count; b++) {
          const one = of[(d * count + a) * count + b]!
          members[one]! += 1
          const picture = pictureOf(d, a, b)
          expect(pictures.get(picture) ?? one).toBe(one)
          pictures.set(picture, one)
        }
      }
    }
    expect(pictures.size).toBe(classes.length)
    expect(classes.map((one) => one.members)).toEqual(members)
  })

  it('say how many states an end may have', () => {
    const sizes = classes.flatMap(({ ends }) => ends.map((end) => end.states))
    expect([...new Set(sizes)].sort((x, y) => x - y)).toEqual([1, 2, 12])
  })
})

describe('pair states', () => {
  it('counts every bond once, in the block it is measured in', () => {
    const configuration = emptyBox(4, ['Zn2+', 'Cl-'])
    fillAtRandom(configuration, { 'Zn2+': 20, 'Cl-': 40 }, randomBelow('pairs'))
    const observer = new PairStateObserver(configuration)
    measured(observer, 5)
    const { blocks, bins, auxiliary } = observer.distributions[0]!
    expect(auxiliary).toBe(true)
    const { classes } = pairClasses(configuration.model.states)
    expect(bins).toEqual(classes.map((one) => JSON.stringify(one)))
    expect(blocks.map((block) => block.reduce((sum, bonds) => sum + bonds, 0))).toEqual(
      Array.from({ length: 16 }, (_, k) => (k === 5 ? 4 * 128 : 0)),
    )
    // Eight bonds end at every chloride.
    const chloride = 2
    const ends = classes.map(
      (one, k) => blocks[5]![k]! * one.ends.filter(({ kind }) => kind === chloride).length,
    )
    expect(ends.reduce((a, b) => a + b)).toBe(8 * 40)
  })
})
