import type { BccLattice } from '../lattice/bcc.ts'
import { log } from '../numeric/log.ts'
import { ENERGY_UNIT } from './hamiltonian.ts'

/** Layers (001), half a cell apart, that nothing is on: contacts and shells do not reach across two of them. */
export const WALL_LAYERS = 2

/** So high that particles never go there, and those that start there leave. */
const FORBIDDEN = 0x3fffffff

/** The (001) layer of a site, 0 … 2·cells − 1; each has cells² sites. */
export function layerOf(lattice: BccLattice, site: number): number {
  return lattice.position(site)[2]
}

/**
 * A hard wall across the box, and next to it a layer in which every particle weighs `weight`: at 1 the layer
 * belongs to the solution, at 0 to the wall (Dickman, J. Chem. Phys. 87, 2246 (1987)). [site] → energy.
 */
export function wallField(lattice: BccLattice, weight: number): Int32Array {
  const soft = Math.min(Math.round(-log(weight) / ENERGY_UNIT), FORBIDDEN)
  return Int32Array.from({ length: lattice.sites }, (_, site) => {
    const layer = layerOf(lattice, site)
    if (layer < WALL_LAYERS) return FORBIDDEN
    return layer === WALL_LAYERS ? soft : 0
  })
}
