import { Chain } from '../src/chain/chain.ts'
import type { ForceField } from '../src/forcefield/force-field.ts'
import { networkName } from '../src/forcefield/species-kinds.ts'
import { BccLattice } from '../src/lattice/bcc.ts'
import { crystalAtRandom } from '../src/methods/calibration/crystals.ts'
import { Configuration } from '../src/model/configuration.ts'
import { type CrystalName, crystalField, sitesOfCrystal } from '../src/model/crystals.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { compileModel } from '../src/model/lattice-model.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { randomStream } from '../src/numeric/random-stream.ts'
import { fillInitially } from '../src/run/initial-state.ts'

/** Water of a force field in a box, and its chains. */
export interface Box {
  readonly configuration: Configuration
  /** So many sweeps at a temperature, K, and a coupling. */
  run(kelvin: number, sweeps: number, coupling?: number, field?: Int32Array | null): void
}

/** So many waters at random. All chances are drawn from the stream that `seed` names. */
export function boxOfWater(
  forceField: ForceField,
  cells: number,
  waters: number,
  seed: string,
): Box {
  const water = networkName(forceField)
  const model = compileModel(forceField, [water])
  const configuration = new Configuration(new BccLattice(cells), model)
  const choices = new RandomChoices(randomStream('crystals', 'chain', seed))
  fillInitially(configuration, { [water]: waters }, 'random', choices)
  const run: Box['run'] = (kelvin, sweeps, coupling = 1, field = null) => {
    const hamiltonian = new Hamiltonian(model, kelvin, { coupling, field })
    const chain = new Chain(configuration, hamiltonian, choices)
    for (let k = 0; k < sweeps; k++) chain.sweep()
  }
  return { configuration, run }
}

/** A periodic box, [site] → state. */
export interface Pattern {
  readonly cells: number
  readonly state: Uint8Array
}

/** Cells of the smallest box that a crystal fits into. */
const PERIOD = { ice: 4, rows: 4, columns: 6 } as const

/** A perfect crystal whose bonds have found their order, held on its sites while the coupling rises. */
export function perfectCrystal(forceField: ForceField, name: CrystalName, kelvin: number): Pattern {
  const cells = PERIOD[name]
  const lattice = new BccLattice(cells)
  const filled = sitesOfCrystal(name, lattice)
  const waters = filled.filter(Boolean).length
  const { configuration, run } = boxOfWater(forceField, cells, waters, name)
  configuration.fill(crystalAtRandom(name, { forceField, cells, seed: 'crystals' }, waters))
  const held = crystalField(name, lattice, 12)
  for (const coupling of [0.3, 0.5, 0.7, 0.85, 1]) run(kelvin, 1500, coupling, held)
  return { cells, state: configuration.state.slice() }
}

export interface Seeded {
  readonly kelvin: number
  /** Cells of the box, a multiple of the crystal's. */
  readonly cells: number
  readonly sweeps: number
  /** Share of sites taken in the liquid. */
  readonly filling: number
  readonly seed: string
}

/** The order of either half of a box: 1 where it is the crystal that was put in, 0 in a liquid. */
export interface Halves {
  readonly seeded: number
  readonly other: number
}

/**
 * Half a box of a crystal, half of it liquid, each with the filling that it came with, so that neither is under much
 * pressure. Returns the order of both halves after so many sweeps: how far waters stand on the sites of the crystal more
 * often than by chance.
 */
export function besideLiquid(
  forceField: ForceField,
  crystal: Pattern,
  { kelvin, cells, sweeps, filling, seed }: Seeded,
): Halves {
  const cubed = cells ** 3
  const waters = Math.round(2 * cubed * filling)
  const box = boxOfWater(forceField, cells, waters, seed)
  for (const coupling of [0.5, 0.8]) box.run(kelvin, 100, coupling)
  box.run(kelvin, 400)
  const { configuration } = box
  const liquid = configuration.state.slice()
  const isLow = (site: number) => Math.floor((site % cubed) / cells ** 2) < cells / 2
  /** [site] → state, if the crystal filled the box. */
  const whole = liquid.map((_, site) => crystal.state[folded(site, cells, crystal.cells)]!)
  configuration.fill(liquid.map((own, site) => (isLow(site) ? whole[site]! : own)))
  box.run(kelvin, sweeps)
  const orderOf = (isIn: (site: number) => boolean) => {
    let [sites, filled, taken, both] = [0, 0, 0, 0]
    for (const [site, state] of configuration.state.entries()) {
      if (!isIn(site)) continue
      sites += 1
      filled += Number(whole[site] !== 0)
      taken += Number(state !== 0)
      both += Number(state !== 0 && whole[site] !== 0)
    }
    const chance = filled / sites
    return (both / taken - chance) / (1 - chance)
  }
  return { seeded: orderOf(isLow), other: orderOf((site) => !isLow(site)) }
}

/** The site of a small box that a site of a large one falls on. */
function folded(site: number, cells: number, small: number): number {
  const [centre, cell] = [Math.floor(site / cells ** 3), site % cells ** 3]
  const [x, y, z] = [cell % cells, Math.floor(cell / cells) % cells, Math.floor(cell / cells ** 2)]
  return centre * small ** 3 + ((z % small) * small + (y % small)) * small + (x % small)
}
