import { describe, expect, it } from 'vitest'
import { frozen } from '../../../src/evaluate/frozen.ts'
import type { Warning } from '../../../src/evaluate/warning.ts'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { RandomWords } from '../../../src/numeric/random-words.ts'
import type { ReplicaRecord } from '../../../src/run/replica-record.ts'
import { shippedScenario } from '../../support/shipped-scenario.ts'

const cells = 6
const scenario = shippedScenario('pure-water', { 'lattice.cells': String(cells) })
const lattice = new BccLattice(cells)

/** What is said of a final configuration with water (state 1) on the sites told. */
function warnings(isWater: (site: number) => boolean): Warning[] {
  const finalState = Uint8Array.from({ length: lattice.sites }, (_, site) => Number(isWater(site)))
  const waters = finalState.reduce((sum, state) => sum + state, 0)
  const record: ReplicaRecord = {
    replica: 0,
    start: 'random',
    columns: [],
    series: new Float64Array(),
    distributions: [],
    moves: {},
    drift: null,
    finalState,
  }
  return frozen([record], scenario, { H2O: waters })
}

function codes(isWater: (site: number) => boolean): string[] {
  return warnings(isWater).map(({ code }) => code)
}

describe('frozen', () => {
  it('is said of ice and of any other crystal', () => {
    expect(codes((site) => lattice.fccSublattice(site) % 2 === 0)).toEqual(['frozen'])
    // Every third plane along a diagonal of the cube is empty.
    const plane = (site: number) => lattice.position(site).reduce((sum, x) => sum + x, 0) % 3
    expect(codes((site) => plane(site) !== 0)).toEqual(['frozen'])
  })

  it('tells when it is the two sublattices that differ', () => {
    const stream = new RandomWords(7, 8)
    const onCorner = (site: number) => site < lattice.sites / 2
    const sided = warnings((site) => stream.next() % 10 < (onCorner(site) ? 8 : 2))
    expect(sided.map(({ message }) => message)).toEqual([expect.stringContaining('sublattice')])
    const ice = warnings((site) => lattice.fccSublattice(site) % 2 === 0)
    expect(ice.map(({ message }) => message)).toEqual([expect.not.stringContaining('sublattice')])
  })

  it('is not said of a random filling, nor of ice that has melted to a tenth of its order', () => {
    const stream = new RandomWords(5, 6)
    expect(codes(() => stream.next() % 2 === 0)).toEqual([])
    const isIce = (site: number) => lattice.fccSublattice(site) % 2 === 0
    expect(
      codes((site) => (stream.next() % 10 === 0 ? isIce(site) : stream.next() % 2 === 0)),
    ).toEqual([])
  })
})
