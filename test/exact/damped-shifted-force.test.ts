import { describe, expect, it } from 'vitest'
import { Chain } from '../../src/chain/chain.ts'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { tabulateShiftedForce } from '../../src/model/damped-shifted-force.ts'
import { Electrostatics } from '../../src/model/electrostatics.ts'
import { POTENTIAL_UNIT, tabulatePotential } from '../../src/model/ewald.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel } from '../../src/model/lattice-model.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { fillInitially } from '../../src/run/initial-state.ts'
import { shippedScenario } from '../support/shipped-scenario.ts'

/** Å between nearest neighbours. */
const SPACING = 2.76

const shipped = (cells: number) => tabulateShiftedForce(cells, 12 / SPACING, 0.1 * SPACING)

describe('damped shifted forces', () => {
  it('end at the cut-off with their slope, and are the bare potential in the middle', () => {
    const at = (cutoff: number) => tabulateShiftedForce(12, cutoff, 0.3).same[1]! * POTENTIAL_UNIT
    // The second neighbour, 2/√3 away, seen with a cut-off just beyond: v ≈ ½ v″(R)·(R − r)².
    const r = 2 / Math.sqrt(3)
    expect(at(r - 1e-6)).toBe(0)
    expect(at(r + 1e-3)).toBeLessThan(2e-6)
    expect(at(r + 1e-3)).toBeGreaterThan(0)
    // Without damping: 1/r − 1/R + (r − R)/R².
    const bare = tabulateShiftedForce(12, 6, 0).same[2]! * POTENTIAL_UNIT
    expect(Math.abs(bare - (1 / (2 * r) - 1 / 6 + (2 * r - 6) / 36))).toBeLessThan(POTENTIAL_UNIT)
  })

  it.each([10, 12])('change as a fresh start would have made them, %i cells', (cells) => {
    const lattice = new BccLattice(cells)
    const table = shipped(cells)
    const choices = new RandomChoices(randomStream('charges', 'chain'))
    const charges = Int8Array.from({ length: lattice.sites }, () => choices.below(5) - 2)
    const moved = new Electrostatics(table)
    moved.rebuild(charges)
    for (let k = 0; k < 50; k++) {
      const [from, to] = [choices.below(lattice.sites), choices.below(lattice.sites)]
      const charge = 1 + choices.below(2)
      const expected = moved.twiceEnergy + moved.transferChange(from, to, charge)
      moved.transfer(from, to, charge)
      expect(moved.twiceEnergy).toBe(expected)
      charges[from]! -= charge
      charges[to]! += charge
    }
    const fresh = new Electrostatics(table)
    fresh.rebuild(charges)
    expect(moved.twiceEnergy).toBe(fresh.twiceEnergy)
    expect(moved.potential).toEqual(fresh.potential)
    // The same by the whole table, as Ewald's is taken.
    const { neighbourhood: _, ...everywhere } = table
    const whole = new Electrostatics(everywhere)
    whole.rebuild(charges)
    expect(whole.potential).toEqual(fresh.potential)
  })

  it('give the energies of Li2ZnCl4·9H2O as Ewald does, the closer the longer the cut-off', () => {
    const scenario = shippedScenario('li2zncl4-9h2o', {})
    const counts = { H2O: 1246, 'Zn2+': 138, 'Li+': 277, 'Cl-': 553 }
    const model = compileModel(scenario.forceField, Object.keys(counts))
    const hamiltonian = new Hamiltonian(model, scenario.temperature)
    const configuration = new Configuration(new BccLattice(12), model)
    const choices = new RandomChoices(randomStream('brine', 'chain'))
    fillInitially(configuration, counts, 'random', choices)
    const chain = new Chain(configuration, hamiltonian, choices)
    for (let k = 0; k < 20; k++) chain.sweep()
    const charges = Int8Array.from(
      configuration.state,
      (state) => model.charges[model.states.species[state]!]!,
    )
    const ions = [...charges.keys()].filter((site) => charges[site] !== 0)
    const ewald = new Electrostatics(tabulatePotential(12))
    ewald.rebuild(charges)
    /** Of the energy of an ion, and of the steps of ions to a neighbouring site, r.m.s.; kT. */
    const errors = (cutoff: number, damping: number) => {
      const cut = new Electrostatics(tabulateShiftedForce(12, cutoff / SPACING, damping * SPACING))
      cut.rebuild(charges)
      const perIon = (hamiltonian.coulomb * (cut.twiceEnergy - ewald.twiceEnergy)) / ions.length
      const steps = ions.map((from) => {
        const to = configuration.lattice.neighbour(from, 0)
        const charge = charges[from]!
        return cut.transferChange(from, to, charge) - ewald.transferChange(from, to, charge)
      })
      const squares = steps.reduce((sum, step) => sum + step * step, 0) / steps.length
      return { perIon: Math.abs(perIon), step: hamiltonian.coulomb * Math.sqrt(squares) }
    }
    const [usual, long, short] = [errors(12, 0.1), errors(19, 0.06), errors(5, 0.2)]
    expect(usual.perIon).toBeLessThan(0.1)
    expect(usual.step).toBeLessThan(0.5)
    expect(long.perIon).toBeLessThan(0.04)
    expect(long.step).toBeLessThan(0.25)
    // What is too short is found.
    expect(short.perIon).toBeGreaterThan(0.3)
    expect(short.step).toBeGreaterThan(1)
  })
})
