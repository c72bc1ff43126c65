import { describe, expect, it } from 'vitest'
import { SiteEnergySpreadObserver } from '../../../src/observe/site-energy-spread.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { emptyBox, fillAtRandom, hamiltonianOf, measured, randomBelow } from './filling.ts'
import { naiveSpread } from './naive-energy.ts'

describe('spread of site energies', () => {
  it.each([280, 298.15, 350])('agrees with pairs summed in space at %f K', (temperature) => {
    const configuration = emptyBox(4, ['H2O', 'Zn2+', 'Cl-'])
    const below = randomBelow('spread')
    for (const counts of [
      { 'Zn2+': 4, 'Cl-': 8, H2O: 50 },
      { 'Zn2+': 12, 'Cl-': 24, H2O: 30 },
    ]) {
      fillAtRandom(configuration, counts, below)
      const hamiltonian = hamiltonianOf(configuration, temperature)
      const found = measured(new SiteEnergySpreadObserver(configuration, hamiltonian))
      const expected = naiveSpread(configuration, temperature)
      expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted())
      for (const [name, value] of Object.entries(expected)) {
        expect(value).toBeGreaterThan(1)
        // Potentials are rounded to 2^-28, constants to seven digits.
        expect(found[name]).toBeCloseTo(value, 4)
      }
    }
  })

  it('is 0 in a crystal and for a single ion', () => {
    const salt = { ...SMALL_FORCE_FIELD.species[1]!, name: 'Cs+', charge: 1 }
    const crystal = emptyBox(4, ['Cs+', 'Cl-'], {
      ...SMALL_FORCE_FIELD,
      species: [salt, SMALL_FORCE_FIELD.species[2]!],
      contacts: [],
      shells: SMALL_FORCE_FIELD.shells.filter(({ of }) => of === 'anion'),
      cohesion: null,
    })
    crystal.fill(crystal.state.map((_, site) => (site < 64 ? 1 : 2)))
    const found = measured(new SiteEnergySpreadObserver(crystal, hamiltonianOf(crystal)))
    expect(found['siteEnergySpread:Cs+']).toBeCloseTo(0, 6)
    expect(found['siteEnergySpread:Cl-']).toBeCloseTo(0, 6)

    const single = emptyBox(4, ['Zn2+', 'Cl-', 'H2O'])
    fillAtRandom(single, { 'Zn2+': 1, H2O: 60 }, randomBelow('single'))
    const alone = measured(new SiteEnergySpreadObserver(single, hamiltonianOf(single)))
    expect(Object.values(alone)).toEqual([0, 0])
  })

  it('counts contacts at the second distance too', () => {
    const name = 'seconds'
    const contact = { ...SMALL_FORCE_FIELD.contacts[3]!, name, between: ['Cl-', 'Cl-'] as const }
    const configuration = emptyBox(6, ['Cl-'], {
      ...SMALL_FORCE_FIELD,
      species: [{ ...SMALL_FORCE_FIELD.species[2]! }],
      contacts: [{ ...contact, enthalpy: -3 }],
      shells: [],
      dielectric: null,
      cohesion: null,
    })
    const { lattice } = configuration
    const state = new Uint8Array(lattice.sites)
    for (const x of [0, 2, 6]) state[lattice.siteAt(x, 0, 0)] = 1
    configuration.fill(state)
    const found = measured(
      new SiteEnergySpreadObserver(configuration, hamiltonianOf(configuration)),
    )
    // −3, −3 and 0
    expect(found['siteEnergySpread:Cl-']).toBeCloseTo(Math.SQRT2, 12)
  })
})
