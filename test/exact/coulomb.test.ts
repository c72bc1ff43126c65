import { describe, expect, it } from 'vitest'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Electrostatics } from '../../src/model/electrostatics.ts'
import { POTENTIAL_UNIT, tabulatePotential } from '../../src/model/ewald.ts'

/** Half a unit for each entry of the table that a charge meets. */
const rounding = ({ sites }: BccLattice) => 0.5 * POTENTIAL_UNIT * sites

describe('Coulomb energy on the lattice', () => {
  it.each([2, 4, 6, 12])('gives the Madelung constant of CsCl on %i³ cells', (cells) => {
    const lattice = new BccLattice(cells)
    const coulomb = new Electrostatics(tabulatePotential(cells))
    coulomb.rebuild(
      Int8Array.from({ length: lattice.sites }, (_, site) => (site < lattice.sites / 2 ? 1 : -1)),
    )
    const perPair = (-0.5 * coulomb.twiceEnergy * POTENTIAL_UNIT) / (lattice.sites / 2)
    // 1.76267477307 in units of e²/(4πε₀d) per ion pair: Born & Huang; Sakamoto, J. Chem. Phys. 28, 164 (1958).
    expect(Math.abs(perPair - 1.7626747731)).toBeLessThan(rounding(lattice))
  })

  it('gives the Madelung constant of zinc blende, on the same table', () => {
    const lattice = new BccLattice(4)
    const coulomb = new Electrostatics(tabulatePotential(4))
    // One diamond lattice of the bcc sites: fcc sublattice 0 positive, 2 negative.
    const charge = [1, 0, -1, 0]
    coulomb.rebuild(
      Int8Array.from({ length: lattice.sites }, (_, site) => charge[lattice.fccSublattice(site)]!),
    )
    const perPair = (-0.5 * coulomb.twiceEnergy * POTENTIAL_UNIT) / (lattice.sites / 4)
    expect(Math.abs(perPair - 1.6380550534)).toBeLessThan(rounding(lattice))
  })

  it('moves charges as a fresh start would have put them', () => {
    const lattice = new BccLattice(4)
    const table = tabulatePotential(4)
    const charges = new Int8Array(lattice.sites)
    charges[3] = 2
    charges[70] = -1
    charges[100] = -1
    const moved = new Electrostatics(table)
    moved.rebuild(charges)
    for (const [from, to, charge] of [
      [3, 90, 2],
      [70, 3, -1],
      [90, 100, 3],
    ] as const) {
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
  })

  it('is 1/r between close charges in a large box, but for the background', () => {
    const cells = 24
    const table = tabulatePotential(cells)
    const volume = ((2 * cells) / Math.sqrt(3)) ** 3
    // Δv = −4πδ + 4π/V: the neutralising background adds 2πr²/3V.
    const expected = (r: number) => 1 / r + (2 * Math.PI * r * r) / (3 * volume)
    const at = (steps: number) => table.same[steps]! * POTENTIAL_UNIT
    const [near, far] = [2 / Math.sqrt(3), 4 / Math.sqrt(3)]
    // What is left is of the order r⁴/L⁵, the first cubic harmonic.
    expect(Math.abs(at(2) - at(1) - expected(far) + expected(near))).toBeLessThan(1e-5)
  })
})
