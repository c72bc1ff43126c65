import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import type { Move } from './move.ts'
import { OccupantChanges } from './occupant-changes.ts'
import { RelocationGuide } from './relocation-guide.ts'
import type { SiteWeight } from './site-weight.ts'
import type { Solutes } from './solutes.ts'
import type { SwapEnergy } from './swap-energy.ts'
import { SwapGrowth } from './swap-growth.ts'
import { carried, passesFirstStage, passesSecondStage } from './two-stages.ts'

/**
 * Moves a solute to a favourable place, held by a vacancy or by a molecule of the mobile solvent, and regrows all
 * molecules around both ends: as `Regrowth`, but with both ends drawn from a `RelocationGuide`. Few sites have the
 * right number of neighbours for an ion, and in few moves does an ion gain or lose a counter-ion; the guide proposes
 * these sites and moves much more often.
 *
 * With p the probabilities that the guide finds before and p′ those after, the ratio of acceptance is
 * Π_k W_k(new)/W_k(old) · e^(−βΔE) · p′(to)p′(from)/p(from)p(to): `to` is where the reverse starts. The
 * groups are drawn with equal probabilities, in both directions.
 */
export class Relocation implements Move {
  readonly name: 'relocation-vacancy' | 'relocation-carrier'
  readonly #configuration: Configuration
  readonly #choices: Choices
  readonly #solutes: Solutes
  readonly #energy: SwapEnergy
  readonly #growth: SwapGrowth
  readonly #changes: OccupantChanges
  readonly #guides: readonly RelocationGuide[]

  /** @param held species at the places to go to: the mobile solvent, or 0, the vacancy */
  constructor(
    configuration: Configuration,
    hamiltonian: Hamiltonian,
    choices: Choices,
    site: SiteWeight,
    energy: SwapEnergy,
    solutes: Solutes,
    held: number,
  ) {
    this.name = held === VACANT ? 'relocation-vacancy' : 'relocation-carrier'
    this.#configuration = configuration
    this.#choices = choices
    this.#solutes = solutes
    this.#energy = energy
    this.#growth = new SwapGrowth(configuration, choices, site)
    this.#changes = new OccupantChanges(configuration)
    const present = [...configuration.population.keys()].filter(
      (species) => configuration.population[species]! > 0 && solutes.isSolute(species),
    )
    this.#guides = present.map(
      (species) => new RelocationGuide(configuration, hamiltonian, species, held),
    )
  }

  get memory(): Int32Array {
    return this.#solutes.sites
  }

  prepare(): void {
    this.#changes.find()
    for (const guide of this.#guides) guide.refresh(this.#changes)
  }

  attempt(): boolean {
    const choices = this.#choices
    const kind = choices.below(4 * this.#guides.length)
    const guide = this.#guides[kind >> 2]!
    const from = guide.drawSource(kind & 1, choices)
    if (from < 0) return false
    const to = guide.drawTarget((kind >> 1) & 1, choices)
    if (to < 0) return false

    const there = guide.weigh(to)
    const forth = guide.probability(from) * guide.probability(to)
    this.#swap(from, to)
    const back = guide.weigh(from)
    this.#swap(from, to)
    const first = this.#energy.factor(from, to) * (back / there)
    if (!passesFirstStage(choices, first)) return false
    const second = carried(first) * this.#growth.ratio(from, to)
    if (!passesFirstStage(choices, second)) return false
    const norms = (this.#probabilityBack(guide, from, to) / forth) * (there / back)
    const isAccepted = passesSecondStage(choices, second, norms)
    if (isAccepted) this.#apply(from, to)
    for (const each of isAccepted ? this.#guides : [guide]) each.update(from, to)
    return isAccepted
  }

  /** p′(from)p′(to); leaves the guide as it is after the move and the configuration as it was before. */
  #probabilityBack(guide: RelocationGuide, from: number, to: number): number {
    this.#swap(from, to)
    guide.update(from, to)
    const probability = guide.probability(from) * guide.probability(to)
    this.#swap(from, to)
    return probability
  }

  /** Swaps two occupants without counting it, to weigh the way back. */
  #swap(from: number, to: number): void {
    const { state } = this.#configuration
    const [before, after] = [state[from]!, state[to]!]
    this.#configuration.put(from, after)
    this.#configuration.put(to, before)
  }

  #apply(from: number, to: number): void {
    const index = this.#solutes.sites.indexOf(from)
    const charge = this.#energy.chargeMoved(from, to)
    this.#growth.apply(from, to, charge)
    this.#solutes.moved(index, to)
    this.#changes.know(from)
    this.#changes.know(to)
  }
}
