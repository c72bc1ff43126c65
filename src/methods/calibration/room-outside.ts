import type { Salt } from '../../forcefield/salt.ts'
import { BccLattice } from '../../lattice/bcc.ts'
import { bjerrumLength, permittivity } from '../../model/dielectric.ts'
import { Electrostatics } from '../../model/electrostatics.ts'
import { POTENTIAL_UNIT } from '../../model/ewald.ts'
import { potentialIn } from '../../model/potential.ts'
import { molarVolume } from '../../model/solution.ts'
import { exp } from '../../numeric/exp.ts'
import { log } from '../../numeric/log.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { compensatedSum } from '../../statistics/series.ts'

/** Where a pair ends: at nearest neighbours, or at Bjerrum's distance. */
export type PairKind = 'contact' | 'total'

/**
 * log10 of V, L/mol, such that an anion by itself in the box of a cation is paired with it as often, paired/free = K/V, as
 * the constant K at infinite dilution has it: V = e^(βw) v Σ e^(−βu) over the sites outside of a pair, each of the
 * volume v. u is the energy of the two charges in the box; w, that of one charge and the images of the other, is what a
 * pair loses there.
 */
export function logRoomOutside(
  kind: PairKind,
  { cation, anion }: Salt,
  scenario: Scenario,
): number {
  const { cells, forceField, temperature } = scenario
  const { spacing, dielectric } = forceField
  const product = cation.charge * anion.charge
  const lattice = new BccLattice(cells)
  const length =
    dielectric === null
      ? 0
      : bjerrumLength(permittivity(dielectric, temperature).value, temperature) / spacing.value
  const end = kind === 'contact' ? 1 : (Math.abs(product) * length) / 2
  const coulomb = new Electrostatics(potentialIn(cells, forceField))
  coulomb.rebuild(Int8Array.from({ length: lattice.sites }, (_, site) => (site === 0 ? 1 : 0)))
  const energy = coulomb.potential.map((potential) => product * length * POTENTIAL_UNIT * potential)
  const weights = energy.map((own, site) =>
    distanceFromFirst(lattice, site) > end ? exp(-own) : 0,
  )
  const litres = molarVolume(compensatedSum(weights), spacing.value) / 1000
  return (log(litres) + energy[0]!) / Math.LN10
}

/** From site 0 to the nearest image of another, in distances of nearest neighbours. */
function distanceFromFirst(lattice: BccLattice, site: number): number {
  const steps = lattice.position(site).map((x) => Math.min(x, 2 * lattice.cells - x))
  return Math.sqrt(steps.reduce((sum, step) => sum + step * step, 0) / 3)
}
