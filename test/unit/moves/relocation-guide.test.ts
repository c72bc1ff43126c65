import { describe, expect, it } from 'vitest'
import { Chain } from '../../../src/chain/chain.ts'
import { BccLattice } from '../../../src/lattice/bcc.ts'
import { Configuration } from '../../../src/model/configuration.ts'
import { Hamiltonian } from '../../../src/model/hamiltonian.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { OccupantChanges } from '../../../src/moves/occupant-changes.ts'
import { RelocationGuide } from '../../../src/moves/relocation-guide.ts'
import { RandomChoices } from '../../../src/numeric/choices.ts'
import { randomStream } from '../../../src/numeric/random-stream.ts'
import { fillInitially } from '../../../src/run/initial-state.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'

describe('where an ion is and where it might go', () => {
  const counts = { H2O: 120, 'Zn2+': 6, 'Cl-': 12 }
  const model = compileModel(SMALL_FORCE_FIELD, Object.keys(counts))
  const hamiltonian = new Hamiltonian(model, 400)
  const configuration = new Configuration(new BccLattice(4), model)
  const choices = new RandomChoices(randomStream('guide', 'chain'))
  fillInitially(configuration, { ...counts, H2O: 60 }, 'random', choices)
  const [vacancy, water, anion] = [0, 1, 3]

  it('is the same after moves as when looked at for the first time', () => {
    const chain = new Chain(configuration, hamiltonian, choices)
    for (const held of [vacancy, water]) {
      const guide = new RelocationGuide(configuration, hamiltonian, anion, held)
      const changes = new OccupantChanges(configuration)
      for (let round = 0; round < 5; round++) {
        chain.sweep()
        changes.find()
        guide.refresh(changes)
        const fresh = new RelocationGuide(configuration, hamiltonian, anion, held)
        fresh.refresh(allOf(configuration))
        for (let site = 0; site < configuration.lattice.sites; site++) {
          const species = configuration.speciesAt(site)
          if (species !== anion && species !== held) continue
          expect(guide.probability(site)).toBe(fresh.probability(site))
        }
      }
    }
  })

  it('prefers places with the number of neighbours that an anion wants', () => {
    const guide = new RelocationGuide(configuration, hamiltonian, anion, vacancy)
    guide.refresh(allOf(configuration))
    const weights: number[][] = Array.from({ length: 9 }, () => [])
    for (let site = 0; site < configuration.lattice.sites; site++) {
      if (configuration.speciesAt(site) !== vacancy) continue
      let occupied = 0
      for (let d = 0; d < 8; d++) {
        if (configuration.speciesAt(configuration.lattice.neighbour(site, d)) !== vacancy)
          occupied++
      }
      weights[occupied]!.push(guide.weigh(site))
    }
    const mean = (list: readonly number[]) => list.reduce((sum, w) => sum + w, 0) / list.length
    const [few, many] = [weights[4]!, weights[6]!]
    expect(Math.min(few.length, many.length)).toBeGreaterThan(0)
    // (7 − 4)² against (7 − 6)² of 10 kJ/mol, a factor of e^19 in all.
    expect(mean(many)).toBeGreaterThan(1e4 * mean(few))
  })
})

function allOf(configuration: Configuration): OccupantChanges {
  const changes = new OccupantChanges(configuration)
  changes.find()
  return changes
}
