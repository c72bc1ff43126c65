import type { BccLattice } from '../lattice/bcc.ts'
import { Electrostatics } from './electrostatics.ts'
import { countAll, type EnergyCounts, type NeighbourCounts, noCounts } from './energy-counts.ts'
import type { PotentialTable } from './ewald.ts'
import { type FacingCodes, facingTerms, findFacingCodes, noFacingCodes } from './facing.ts'
import type { LatticeModel } from './lattice-model.ts'
import { potentialIn } from './potential.ts'
import { VACANT } from './states.ts'

/**
 * Occupation of a lattice, with the counts its energy is made of kept up to date.
 *
 * `replace` changes a site and all counts. `put` changes states, facing codes and slots only, and `show` states and
 * facing codes only. Moves use them to weigh a site before they decide, and restore them before they replace
 * anything or return.
 */
export class Configuration implements NeighbourCounts, EnergyCounts {
  readonly lattice: BccLattice
  readonly model: LatticeModel
  /** [site] → state */
  readonly state: Uint8Array
  /** What is shown towards every site. */
  readonly facing: FacingCodes
  /** [8 × state + direction] → what an occupant adds to the code of its neighbour in that direction */
  readonly facingTerms: Int32Array
  /** [site] → shell slot: the species and the load from its neighbours; 0 on vacancies. */
  readonly slotAt: Uint16Array
  readonly contacts: Float64Array
  readonly slots: Float64Array
  readonly population: Float64Array
  /** Null where nothing is charged or charges do not act over a distance. */
  readonly electrostatics: Electrostatics | null
  readonly #speciesOf: Uint8Array
  readonly #kind: Uint8Array
  readonly #steps: Int32Array

  /** An empty lattice; `potential` may be shared between configurations of one size. */
  constructor(lattice: BccLattice, model: LatticeModel, potential?: PotentialTable) {
    this.lattice = lattice
    this.model = model
    this.state = new Uint8Array(lattice.sites)
    this.facing = noFacingCodes(lattice, model.contacts)
    const { slotAt, contacts, slots, population } = noCounts(lattice, model)
    this.slotAt = slotAt
    this.contacts = contacts
    this.slots = slots
    this.population = population
    const charged = model.charges.some((charge) => charge !== 0)
    this.electrostatics =
      charged && model.forceField.dielectric !== null
        ? new Electrostatics(potential ?? potentialIn(lattice.cells, model.forceField))
        : null
    this.#speciesOf = model.states.species
    this.facingTerms = facingTerms(model.contacts)
    this.#kind = lattice.kind
    this.#steps = lattice.nearestSteps
    this.fill(this.state)
  }

  get twiceCoulomb(): number {
    return this.electrostatics?.twiceEnergy ?? 0
  }

  /** Table index of the species on a site, as `speciesIndex` has it; 0 on a vacancy. */
  speciesAt(site: number): number {
    return this.#speciesOf[this.state[site]!]!
  }

  /** Takes over a whole configuration, [site] → state. */
  fill(state: Uint8Array): void {
    const { lattice, model } = this
    this.state.set(state)
    countAll(lattice, model, this.state, this)
    findFacingCodes(lattice, model.contacts, this.state, this.facing)
    this.electrostatics?.rebuild(this.#charges())
  }

  /** Puts another state on `site` and updates all counts but the charges, which `electrostatics` moves. */
  replace(site: number, next: number): void {
    const before = this.state[site]!
    this.#recountContacts(site, before, next)
    if (this.#speciesOf[before] === this.#speciesOf[next]) {
      this.show(site, next)
      return
    }
    this.#countSpecies(site, -1)
    this.put(site, next)
    this.#countSpecies(site, 1)
  }

  /** Puts another state on `site` without counting it, to weigh sites around it. */
  put(site: number, next: number): void {
    const before = this.speciesAt(site)
    const after = this.#speciesOf[next]!
    this.show(site, next)
    if (before !== after) this.#changeSlots(site, before, after)
  }

  /** Puts another state on `site` without counting it, to weigh contacts alone. */
  show(site: number, next: number): void {
    const { facing } = this
    const terms = this.facingTerms
    const steps = this.#steps
    const row = 8 * this.#kind[site]!
    const old = 8 * this.state[site]!
    const now = 8 * next
    this.state[site] = next
    for (let d = 0; d < 8; d++) {
      const change = terms[now + d]! - terms[old + d]!
      if (change === 0) continue
      // A neighbour in a direction of tetrahedron A sees the site in one of B, and the reverse.
      const index = 2 * (site + steps[row + d]!) + (d < 4 ? 1 : 0)
      facing[index] = facing[index]! + change
    }
  }

  /**
   * Moves the occupant of a site to a vacancy, where neither shells nor second neighbours count it. Its
   * contacts are for the caller to count.
   */
  hop(from: number, to: number): void {
    const { slotAt } = this
    const occupant = this.state[from]!
    this.show(from, VACANT)
    this.show(to, occupant)
    slotAt[to] = slotAt[from]!
    slotAt[from] = 0
  }

  #changeSlots(site: number, before: number, after: number): void {
    const { slotAt } = this
    const { weight, empty } = this.model.shells
    const size = this.population.length
    const row = 8 * this.#kind[site]!
    let slot = empty[after]!
    for (let d = 0; d < 8; d++) {
      const neighbour = site + this.#steps[row + d]!
      const species = this.speciesAt(neighbour)
      const own = weight[d < 4 ? 0 : 1]
      // A neighbour in a direction of tetrahedron A sees the site in one of B, and the reverse.
      const theirs = weight[d < 4 ? 1 : 0]
      const centre = size * species
      slotAt[neighbour] = slotAt[neighbour]! + theirs[centre + after]! - theirs[centre + before]!
      slot += own[after * size + species]!
    }
    slotAt[site] = slot
  }

  /** Takes the contacts of one state on `site` for those of another. */
  #recountContacts(site: number, before: number, after: number): void {
    const { contacts, state } = this
    const { shown, nearest, classes } = this.model.contacts
    const row = 8 * this.#kind[site]!
    for (let d = 0; d < 8; d++) {
      const seen = shown[8 * state[site + this.#steps[row + d]!]! + (d ^ 4)]!
      const old = nearest[shown[8 * before + d]! * classes + seen]!
      const now = nearest[shown[8 * after + d]! * classes + seen]!
      if (old === now) continue
      contacts[old]! -= 1
      contacts[now]! += 1
    }
  }

  /** Adds (or with `sign` −1 removes) all that the species on `site` decides. */
  #countSpecies(site: number, sign: number): void {
    const { contacts, slots, slotAt, lattice } = this
    const { second, hasSecond } = this.model.contacts
    const species = this.speciesAt(site)
    const row = 8 * this.#kind[site]!
    this.population[species]! += sign
    slots[slotAt[site]!]! += sign
    for (let d = 0; d < 8; d++) slots[slotAt[site + this.#steps[row + d]!]!]! += sign
    if (!hasSecond) return
    const size = this.population.length
    for (let d = 0; d < 6; d++) {
      const other = site + lattice.secondSteps[6 * this.#kind[site]! + d]!
      contacts[second[species * size + this.speciesAt(other)]!]! += sign
    }
  }

  #charges(): Int8Array {
    const { charges } = this.model
    const found = new Int8Array(this.state.length)
    for (let site = 0; site < found.length; site++) found[site] = charges[this.speciesAt(site)]!
    return found
  }
}

/** What differs between the running counts and a fresh count; null where nothing does. */
export function findDrift(configuration: Configuration): string | null {
  const { lattice, model, state, electrostatics } = configuration
  const fresh = noCounts(lattice, model)
  countAll(lattice, model, state, fresh)
  const facing = noFacingCodes(lattice, model.contacts)
  findFacingCodes(lattice, model.contacts, state, facing)
  const differs = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return true
    return false
  }
  if (differs(configuration.contacts, fresh.contacts)) return 'contact counts'
  if (differs(configuration.slots, fresh.slots)) return 'shell counts'
  if (differs(configuration.population, fresh.population)) return 'numbers of particles'
  if (differs(configuration.slotAt, fresh.slotAt)) return 'shell slots'
  if (differs(configuration.facing, facing)) return 'facing codes'
  if (electrostatics !== null) {
    const copy = new Configuration(lattice, model, electrostatics.table)
    copy.fill(state)
    if (copy.twiceCoulomb !== configuration.twiceCoulomb) return 'Coulomb energy'
    if (differs(copy.electrostatics!.potential, electrostatics.potential))
      return 'Coulomb potentials'
  }
  return null
}
