import type { BccLattice } from '../lattice/bcc.ts'
import { exp } from '../numeric/exp.ts'
import { gaussRule } from '../numeric/gauss-rule.ts'
import { ENERGY_UNIT } from './hamiltonian.ts'
import { layerOf } from './wall-field.ts'

/** Layers (001), half a cell apart, from the middle of the box: where the slopes begin, and how long they are. */
const FLAT = 4
const SLOPE = 10
/** kT of an ion on top. */
const TOP = 6
/** Distance from the middle, in layers, within which a solution is as in bulk, and beyond which there is water alone. */
const SOLUTION = 3
const WATER_FROM = FLAT + SLOPE
/** So that some layers hold water alone. */
const LEAST_CELLS = 16

/**
 * A potential that holds ions, and them alone, in the middle of a box, between (001) layers: flat there, a slope on
 * either side, flat again among water. What they press on the slopes is the osmotic pressure of the solution against
 * that water (Murad and Powles, J. Chem. Phys. 99, 7271 (1993); Luo and Roux, J. Phys. Chem. Lett. 1, 183 (2010)):
 * a slope that gives way by a layer of A sites makes room for a layer more, so that βΠ·v = ⟨Σ dU/dk⟩/A a slope,
 * v the volume of a site and U in kT. Exactly so for the mean over all places of the slope between two
 * layers, hence two slopes at the two places of Gauss's rule.
 */
const SHIFTS = gaussRule(2).map(({ at }) => at) as [number, number]

/** Cells of a box that is long enough. */
export function cellsOfTrap(cells: number): number {
  return Math.max(LEAST_CELLS, cells)
}

/** Layers of solution that as many ions as these would fill, were they without interaction. */
export const LAYERS_HELD = 2 * FLAT + 1 + (2 * SLOPE) / TOP

export interface TrapLayer {
  /** kT of an ion. */
  readonly energy: number
  /** kT per layer that an ion presses with. */
  readonly force: number
  readonly isSolution: boolean
  readonly isWater: boolean
}

/** The layers of a box, 0 … 2·cells − 1, the middle of the trap being 0. */
export function trapLayers(cells: number): TrapLayer[] {
  return Array.from({ length: 2 * cells }, (_, k) => {
    const distance = Math.min(k, 2 * cells - k)
    const share = (distance - FLAT - SHIFTS[k < cells ? 0 : 1]) / SLOPE
    return {
      energy: TOP * Math.min(1, Math.max(0, share)),
      force: share > 0 && share < 1 ? TOP / SLOPE : 0,
      isSolution: distance <= SOLUTION,
      isWater: distance >= WATER_FROM,
    }
  })
}

/** [site] → energy */
export function trapField(lattice: BccLattice): Int32Array {
  const layers = trapLayers(lattice.cells)
  return Int32Array.from({ length: lattice.sites }, (_, site) =>
    Math.round(layers[layerOf(lattice, site)]!.energy / ENERGY_UNIT),
  )
}

/** site → e^(−U): where ions are that nothing but the trap holds, and so where they start. */
export function trapWeight(lattice: BccLattice): (site: number) => number {
  const weights = trapLayers(lattice.cells).map(({ energy }) => exp(-energy))
  return (site) => weights[layerOf(lattice, site)]!
}
