import { describe, expect, it } from 'vitest'
import { groupOrientations } from '../../../src/moves/orientation-groups.ts'

describe('groups of orientations', () => {
  it('are those that show one tetrahedron the same, largest first', () => {
    expect(
      groupOrientations([
        ['a', 'x'],
        ['b', 'x'],
        ['b', 'y'],
        ['b', 'z'],
        ['c', 'w'],
      ]),
    ).toEqual([
      { orientations: [1, 2, 3], differing: 1 },
      { orientations: [0], differing: 0 },
      { orientations: [4], differing: 0 },
    ])
  })

  it('are single where no two have anything in common', () => {
    const groups = groupOrientations([
      ['a', 'x'],
      ['b', 'y'],
    ])
    expect(groups.map(({ orientations }) => orientations)).toEqual([[0], [1]])
  })
})
