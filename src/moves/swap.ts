import type { Configuration } from '../model/configuration.ts'
import type { FacingCodes } from '../model/facing.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import type { Move } from './move.ts'
import type { OrientationFactors } from './orientation-factors.ts'
import type { Reach } from './reach.ts'
import type { SiteWeight } from './site-weight.ts'
import type { Solutes } from './solutes.ts'
import type { SwapEnergy } from './swap-energy.ts'
import { passesFirstStage, passesSecondStage } from './two-stages.ts'

/**
 * Swaps a solute with the occupant of another site; both get new orientations.
 *
 * Configurational bias (Siepmann & Frenkel, Mol. Phys. 75, 59 (1992)): both are lifted and put back one
 * by one, the solute first, each orientation drawn from the heat bath of what stands already. With W_k
 * the sum over orientations found at step k, the ratio of acceptance is Π_k W_k(new)/W_k(old) ·
 * e^(−βΔE), ΔE what does not depend on orientations. The old state is retraced from where the solute
 * was, as the reverse swap would grow it. An orientation that no later W depends on is drawn after
 * acceptance only.
 */
export class Swap implements Move {
  readonly name: `swap-${Reach}`
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #site: SiteWeight
  readonly #solutes: Solutes
  readonly #reach: Reach
  readonly #energy: SwapEnergy
  readonly #factors: readonly OrientationFactors[]
  readonly #facing: FacingCodes
  readonly #speciesOf: Uint8Array
  /** State drawn for the solute on its new place; −1 where nothing depends on it before acceptance. */
  #drawn = -1

  constructor(
    configuration: Configuration,
    choices: Choices,
    site: SiteWeight,
    energy: SwapEnergy,
    solutes: Solutes,
    reach: Reach,
  ) {
    this.name = `swap-${reach}`
    this.#configuration = configuration
    this.#choices = choices
    this.#site = site
    this.#solutes = solutes
    this.#reach = reach
    this.#energy = energy
    this.#factors = site.factors
    this.#facing = configuration.facing
    this.#speciesOf = configuration.model.states.species
  }

  get memory(): Int32Array {
    return this.#solutes.sites
  }

  attempt(): boolean {
    return this.attempts(1) === 1
  }

  attempts(count: number): number {
    const { lattice, state } = this.#configuration
    const speciesOf = this.#speciesOf
    const choices = this.#choices
    const solutes = this.#solutes
    const places = solutes.sites
    const isNear = this.#reach === 'near'
    let accepted = 0
    for (let k = 0; k < count; k++) {
      const index = choices.below(places.length)
      const from = places[index]!
      const d = isNear ? choices.below(8) : -1
      const to = isNear ? lattice.neighbour(from, d) : choices.below(state.length)
      const a = speciesOf[state[from]!]!
      const b = speciesOf[state[to]!]!
      if (a === b) continue
      const ratio = isNear ? this.#ratioNear(from, to, a, b, d) : this.#ratioFar(from, to, a, b)
      if (!passesFirstStage(choices, ratio)) continue
      if (!passesSecondStage(choices, ratio, this.#energy.factor(from, to))) continue
      this.#apply(from, to, b)
      solutes.moved(index, to)
      accepted++
    }
    return accepted
  }

  /** Π_k W_k(new)/W_k(old). */
  #ratioFar(from: number, to: number, a: number, b: number): number {
    const d = this.#configuration.lattice.direction(from, to)
    if (d >= 0) return this.#ratioNear(from, to, a, b, d)
    this.#drawn = -1
    const facing = this.#facing
    const solute = this.#factors[a]!
    const other = this.#factors[b]!
    const hereA = facing[2 * from]!
    const hereB = facing[2 * from + 1]!
    const thereA = facing[2 * to]!
    const thereB = facing[2 * to + 1]!
    const old = solute.sum(hereA, hereB) / other.sum(hereA, hereB)
    return solute.sum(thereA, thereB) / other.sum(thereA, thereB) / old
  }

  /** The same where each end feels the other, in direction d; leaves the solute's new state in `#drawn`. */
  #ratioNear(from: number, to: number, a: number, b: number, d: number): number {
    const { state, model } = this.#configuration
    const site = this.#site
    const stateA = state[from]!
    const stateB = state[to]!
    const oldA = site.look(from).suppose(d, stateB, VACANT).sum(a)
    const oldB = site.look(to).sum(b)
    const newA = site.suppose(d ^ 4, stateA, VACANT).sum(a)
    this.#drawn = model.states.first[a]! + site.draw(a, this.#choices)
    const newB = site.look(from).suppose(d, stateB, this.#drawn).sum(b)
    return (newA / oldA) * (newB / oldB)
  }

  #draw(place: number, species: number): number {
    const orientation = this.#site.look(place).draw(species, this.#choices)
    return this.#configuration.model.states.first[species]! + orientation
  }

  #apply(from: number, to: number, b: number): void {
    const configuration = this.#configuration
    const charge = this.#energy.chargeMoved(from, to)
    const a = configuration.speciesAt(from)
    configuration.replace(to, this.#drawn >= 0 ? this.#drawn : this.#draw(to, a))
    configuration.replace(from, this.#draw(from, b))
    if (charge !== 0) configuration.electrostatics?.transfer(from, to, charge)
  }
}
