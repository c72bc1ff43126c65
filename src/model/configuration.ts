import type { BccLattice } from '../lattice/bcc.ts'
import { Electrostatics } from './electrostatics.ts'
import { countAll, type EnergyCounts } from './energy-counts.ts'
import { type PotentialTable, tabulatePotential } from './ewald.ts'
import type { LatticeModel } from './lattice-model.ts'

/**
 * Occupation of a lattice, with the counts its energy is made of kept up to date.
 *
 * `replace` changes a site and all counts. `put` changes only what the weighing of a site looks at,
 * states and slots, for moves that try before they decide: they put everything back before they
 * replace anything or return.
 */
export class Configuration implements EnergyCounts {
  readonly lattice: BccLattice
  readonly model: LatticeModel
  /** [site] → state */
  readonly state: Uint8Array
  /** [site] → shell slot, which tells what the neighbours weigh for the occupant; 0 on vacancies. */
  readonly slotAt: Uint16Array
  readonly contacts: Float64Array
  readonly slots: Float64Array
  readonly population: Float64Array
  /** Null where nothing is charged or charges do not act over a distance. */
  readonly electrostatics: Electrostatics | null
  readonly #neighbours = new Int32Array(8)

  /** An empty lattice; `potential` may be shared between configurations of one size. */
  constructor(lattice: BccLattice, model: LatticeModel, potential?: PotentialTable) {
    this.lattice = lattice
    this.model = model
    this.state = new Uint8Array(lattice.sites)
    this.slotAt = new Uint16Array(lattice.sites)
    this.contacts = new Float64Array(model.contacts.kinds.length)
    this.slots = new Float64Array(model.shells.slots)
    this.population = new Float64Array(model.species.length + 1)
    const charged = model.charges.some((charge) => charge !== 0)
    this.electrostatics =
      charged && model.forceField.dielectric !== null
        ? new Electrostatics(potential ?? tabulatePotential(lattice.cells))
        : null
    this.fill(this.state)
  }

  get twiceCoulomb(): number {
    return this.electrostatics?.twiceEnergy ?? 0
  }

  speciesAt(site: number): number {
    return this.model.states.species[this.state[site]!]!
  }

  /** Takes over a whole configuration, [site] → state. */
  fill(state: Uint8Array): void {
    this.state.set(state)
    const { contacts, slots, population, slotAt } = countAll(this.lattice, this.model, this.state)
    this.contacts.set(contacts)
    this.slots.set(slots)
    this.population.set(population)
    this.slotAt.set(slotAt)
    this.electrostatics?.rebuild(this.#charges())
  }

  /** Puts another state on `site` and updates all counts but the charges, which `electrostatics` moves. */
  replace(site: number, next: number): void {
    const changesSpecies = this.model.states.species[next] !== this.speciesAt(site)
    this.#count(site, -1, changesSpecies)
    this.put(site, next)
    this.#count(site, 1, changesSpecies)
  }

  /** Puts another state on `site`, for the eyes of a weighing only. */
  put(site: number, next: number): void {
    const { states, shells } = this.model
    const before = this.speciesAt(site)
    const after = states.species[next]!
    this.state[site] = next
    if (before === after) return
    const size = this.population.length
    const { weight, base } = shells
    const neighbours = this.#neighbours
    this.lattice.nearest(site, neighbours)
    let slot = base[after]!
    for (let d = 0; d < 8; d++) {
      const neighbour = neighbours[d]!
      const centre = this.speciesAt(neighbour)
      this.slotAt[neighbour]! += weight[centre * size + after]! - weight[centre * size + before]!
      slot += weight[after * size + centre]!
    }
    this.slotAt[site] = slot
  }

  /** Adds (or with `sign` −1 removes) the contacts of `site`, and all else that its species decides. */
  #count(site: number, sign: number, species: boolean): void {
    const { shown, nearest, classes, second, hasSecond } = this.model.contacts
    const neighbours = this.#neighbours
    const own = 8 * this.state[site]!
    this.lattice.nearest(site, neighbours)
    for (let d = 0; d < 8; d++) {
      const seen = shown[8 * this.state[neighbours[d]!]! + (d ^ 4)]!
      this.contacts[nearest[shown[own + d]! * classes + seen]!]! += sign
    }
    if (!species) return
    this.population[this.speciesAt(site)]! += sign
    this.slots[this.slotAt[site]!]! += sign
    for (let d = 0; d < 8; d++) this.slots[this.slotAt[neighbours[d]!]!]! += sign
    if (!hasSecond) return
    const row = this.speciesAt(site) * this.population.length
    this.lattice.second(site, neighbours)
    for (let d = 0; d < 6; d++) {
      this.contacts[second[row + this.speciesAt(neighbours[d]!)]!]! += sign
    }
  }

  #charges(): Int8Array {
    return Int8Array.from(
      this.state,
      (state) => this.model.charges[this.model.states.species[state]!]!,
    )
  }
}

/** What differs between the running counts and a fresh count; null where nothing does. */
export function findDrift(configuration: Configuration): string | null {
  const { lattice, model, state, electrostatics } = configuration
  const fresh = countAll(lattice, model, state)
  const differs = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).some((value, index) => value !== b[index])
  if (differs(configuration.contacts, fresh.contacts)) return 'contact counts'
  if (differs(configuration.slots, fresh.slots)) return 'shell counts'
  if (differs(configuration.population, fresh.population)) return 'numbers of particles'
  if (differs(configuration.slotAt, fresh.slotAt)) return 'shell slots'
  if (electrostatics !== null) {
    const copy = new Configuration(lattice, model, electrostatics.table)
    copy.fill(state)
    if (copy.twiceCoulomb !== configuration.twiceCoulomb) return 'Coulomb energy'
    if (differs(copy.electrostatics!.potential, electrostatics.potential))
      return 'Coulomb potentials'
  }
  return null
}
