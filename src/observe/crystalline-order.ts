import type { Configuration } from '../model/configuration.ts'
import { FEWEST_WATERS } from '../model/crystals.ts'
import { networkIndex } from '../model/lattice-model.ts'
import { strongestPeak } from './bragg-peak.ts'
import { IceOctantObserver } from './ice-octants.ts'

/**
 * Largest order of ice in an octant of the box, `iceOrder:mostOrderedOctant`. Liquids stay below 0.2 in octants of
 * 4³ cells; one that ice fills has 1.
 */
export const ICE_BOUND = 0.3

/** A Bragg peak with more than this share of a perfect crystal's intensity is no fluctuation of a liquid. */
export const BRAGG_BOUND = 0.1

/**
 * Nor is a structure factor, share × waters, beyond this many times the bound: at a bound of 0.1 it is 50. Simple
 * liquids reach 3, brines of this model 30.
 */
const WATERS_AT_BOUND = 500

/**
 * The strongest of all peaks of a liquid has a large share by chance where there are few waters: of 50 to 230 of them 13 to 17
 * over their number, once in a thousand configurations.
 */
const BY_CHANCE = 14

/** Whether a Bragg peak of so many waters is that of a crystal. */
export function isCrystal(share: number, waters: number, bound: number): boolean {
  if (waters < FEWEST_WATERS || share < BY_CHANCE / waters) return false
  return share > bound || share * waters > WATERS_AT_BOUND * bound
}

/** What a configuration must not exceed to be a liquid. */
export interface LiquidBounds {
  readonly iceBound: number
  readonly braggBound: number
}

/**
 * Distinguishes liquid from frozen configurations by the positions of water. A liquid has no part of the box filled by
 * ice Ic, in any of its four positions, and no Bragg peak of another crystal.
 */
export class CrystallineOrder {
  readonly #configuration: Configuration
  readonly #octants: IceOctantObserver
  readonly #network: number
  readonly #order = new Float64Array(1)

  constructor(configuration: Configuration) {
    this.#configuration = configuration
    this.#octants = new IceOctantObserver(configuration)
    this.#network = networkIndex(configuration.model)
  }

  isLiquid({ iceBound, braggBound }: LiquidBounds): boolean {
    const { lattice, model, state, population } = this.#configuration
    this.#octants.measure(this.#order, 0)
    if (this.#order[0]! > iceBound) return false
    const waters = population[this.#network]!
    if (waters < FEWEST_WATERS) return true
    const isWater = (site: number) => model.states.species[state[site]!] === this.#network
    return !isCrystal(strongestPeak(lattice, isWater).share, waters, braggBound)
  }
}
