import { describe, expect, it } from 'vitest'
import { Chain } from '../../../src/chain/chain.ts'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { Configuration } from '../../../src/model/configuration.ts'
import { Hamiltonian } from '../../../src/model/hamiltonian.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { SHARES } from '../../../src/moves/mix.ts'
import { MOVE_NAMES, type MoveName } from '../../../src/moves/move.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'
import { fillInitially } from '../../../src/run/initial-state.ts'
import { TOY_FORCE_FIELD } from '../../support/toy-force-field.ts'

/** A brine: all kinds of moves have something to do. */
function brine(cells: number) {
  const counts = { H2O: Math.floor(0.4 * cells ** 3), 'Zn2+': 2, 'Cl-': 4 }
  const model = compileModel(TOY_FORCE_FIELD, Object.keys(counts))
  const configuration = new Configuration(new BccLattice(cells), model)
  const choices = new RandomChoices(randomStream('schedule', 'chain', String(cells)))
  fillInitially(configuration, counts, 'random', choices)
  return new Chain(configuration, new Hamiltonian(model, 298.15), choices)
}

const KINDS = MOVE_NAMES.filter((name) => SHARES[name] > 0)

describe('a sweep', () => {
  it.each([2, 4, 6, 8, 12])('attempts every kind of move, %i cells', (cells) => {
    const chain = brine(cells)
    chain.sweep()
    expect(Object.keys(chain.counts).toSorted()).toEqual(KINDS.toSorted())
    for (const { attempts } of Object.values(chain.counts)) expect(attempts).toBeGreaterThan(0)
  })

  it.each([4, 6, 8, 12])('attempts as many moves as there are sites, %i cells', (cells) => {
    const attempts = brine(cells).schedule.reduce((sum, { attempts }) => sum + attempts, 0)
    const sites = 2 * cells ** 3
    expect(attempts).toBeGreaterThanOrEqual(sites)
    expect(attempts - sites).toBeLessThanOrEqual(cells < 6 ? 2 : 0)
  })

  it('keeps to the shares of moves within one attempt', () => {
    const { schedule } = brine(12)
    const total = KINDS.reduce((sum, name) => sum + SHARES[name], 0)
    for (const { move, attempts } of schedule) {
      expect(
        Math.abs(attempts - (2 * 12 ** 3 * SHARES[move.name as MoveName]) / total),
      ).toBeLessThan(1)
    }
  })
})
