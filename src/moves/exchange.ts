import type { Configuration } from '../model/configuration.ts'
import type { FacingCodes } from '../model/facing.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import { boltzmann } from './boltzmann.ts'
import type { Move } from './move.ts'
import type { OrientationFactors } from './orientation-factors.ts'
import { drawPair, type Reach } from './reach.ts'
import type { SiteWeight } from './site-weight.ts'
import { SiteWindow } from './site-window.ts'
import type { SwapEnergy } from './swap-energy.ts'
import { passesFirstStage, passesSecondStage } from './two-stages.ts'

/**
 * Moves a molecule of one neutral species to a vacancy, its orientation integrated out: with the
 * molecule lifted, both places are weighed by W·e^(−βE), W the sum of Boltzmann factors over all
 * orientations, and the new place is taken with the ratio new/old, that of the W's first. Only then an
 * orientation is drawn. Detailed balance holds for the sum over orientations and, drawing from the heat
 * bath, for each.
 *
 * The ends of a near exchange have no neighbour in common, since nearest neighbours lie on different
 * simple cubic sublattices; far exchanges between ends that might have one are left out, which both
 * directions agree on. So only the slots around the old place count the molecule.
 */
export class Exchange implements Move {
  readonly name: 'exchange-near' | 'exchange-far'
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #site: SiteWeight
  readonly #species: number
  readonly #isNear: boolean
  readonly #window: SiteWindow
  readonly #energy: SwapEnergy
  readonly #factors: OrientationFactors
  readonly #facing: FacingCodes
  readonly #state: Uint8Array
  readonly #speciesOf: Uint8Array

  constructor(
    configuration: Configuration,
    choices: Choices,
    site: SiteWeight,
    energy: SwapEnergy,
    species: number,
    reach: Reach,
    window: SiteWindow = new SiteWindow(configuration.lattice),
  ) {
    this.name = `exchange-${reach}`
    this.#configuration = configuration
    this.#choices = choices
    this.#site = site
    this.#species = species
    this.#isNear = reach === 'near'
    this.#window = window
    this.#energy = energy
    this.#factors = site.factors[species]!
    this.#facing = configuration.facing
    this.#state = configuration.state
    this.#speciesOf = configuration.model.states.species
  }

  attempt(): boolean {
    return this.attempts(1) === 1
  }

  attempts(count: number): number {
    return this.#window.attempts(count, this.#choices, (row) => {
      return this.#isNear ? this.#attemptsNear(row) : this.#attemptsFar(row)
    })
  }

  #attemptsFar(count: number): number {
    const state = this.#state
    const speciesOf = this.#speciesOf
    const facing = this.#facing
    const factors = this.#factors
    const species = this.#species
    const choices = this.#choices
    const window = this.#window
    const sites = window.size
    let accepted = 0
    for (let k = 0; k < count; k++) {
      const pair = drawPair(choices, sites)
      const first = (pair / sites) | 0
      let from = window.site(first)
      let to = window.site((pair - first * sites) | 0)
      if (state[to] !== VACANT) {
        if (state[from] !== VACANT) continue
        const other = from
        from = to
        to = other
      }
      if (speciesOf[state[from]!] !== species) continue
      const oldWeight = factors.sum(facing[2 * from]!, facing[2 * from + 1]!)
      const ratio = factors.sum(facing[2 * to]!, facing[2 * to + 1]!) / oldWeight
      if (passesFirstStage(choices, ratio) && this.#moveFar(from, to, ratio)) accepted++
    }
    return accepted
  }

  #attemptsNear(count: number): number {
    const { lattice } = this.#configuration
    const state = this.#state
    const speciesOf = this.#speciesOf
    const facing = this.#facing
    const factors = this.#factors
    const terms = this.#configuration.facingTerms
    const species = this.#species
    const choices = this.#choices
    const window = this.#window
    const bonds = 8 * window.size
    let accepted = 0
    for (let k = 0; k < count; k++) {
      const bond = choices.below(bonds)
      let from = window.site(bond >>> 3)
      let back = (bond & 7) ^ 4
      let to = lattice.neighbour(from, bond & 7)
      if (state[to] !== VACANT) {
        if (state[from] !== VACANT) continue
        const other = from
        from = to
        to = other
        back ^= 4
      }
      const before = state[from]!
      if (speciesOf[before] !== species) continue
      const oldWeight = factors.sum(facing[2 * from]!, facing[2 * from + 1]!)
      // The new place is weighed without the molecule, which would be its neighbour.
      const shown = terms[8 * before + (back ^ 4)]!
      const codeA = facing[2 * to]! - (back < 4 ? shown : 0)
      const codeB = facing[2 * to + 1]! - (back < 4 ? 0 : shown)
      const ratio = factors.sum(codeA, codeB) / oldWeight
      if (passesFirstStage(choices, ratio) && this.#move(from, to, ratio)) accepted++
    }
    return accepted
  }

  #moveFar(from: number, to: number, ratio: number): boolean {
    if (this.#configuration.lattice.isClose(from, to)) return false
    return this.#move(from, to, ratio)
  }

  #move(from: number, to: number, ratio: number): boolean {
    const factor = boltzmann(this.#energy.shellChange(from, to))
    if (!passesSecondStage(this.#choices, ratio, factor)) return false
    this.#apply(from, to)
    return true
  }

  #apply(from: number, to: number): void {
    const species = this.#species
    this.#configuration.replace(from, VACANT)
    const orientation = this.#site.look(to).draw(species, this.#choices)
    const first = this.#configuration.model.states.first[species]!
    this.#configuration.replace(to, first + orientation)
  }
}
