import type { Configuration } from '../model/configuration.ts'
import { networkIndex } from '../model/lattice-model.ts'
import { bitCount } from '../numeric/bit-count.ts'
import { bondFaces, FACE, FACES, hasOtherAcceptors } from './bond-faces.ts'
import { BondedNeighbours } from './bonded-neighbours.ts'
import { type Column, type Distribution, emptyDistribution, type Observer } from './observer.ts'

const MOST_DONATED = 8
const MOST_ACCEPTED = 8
const MOST_BONDS = 5

const COLUMNS = [
  'hydrogenBondsPerWater',
  'hydrogenBondsPerWater:straight',
  'hydrogenBondsPerWater:bent',
  'anionBondsPerWater',
  ...['0', '1', '2', '3', '4', '5+'].map((bonds) => `hydrogenBondShare:${bonds}`),
  ...['strong', 'weak', 'none'].map((kind) => `waterFraction:${kind}`),
  ...['straight', 'bent', 'anion', 'free'].map((kind) => `hydroxyl:${kind}`),
]

/**
 * Hydrogen bonds of water. A bond is an O–H arm (donor) facing an acceptor, straight or bent; it is
 * geometry that counts here, not energy.
 *
 * - `hydrogenBondsPerWater` = 2·N_facing/N_water for bonds between waters, straight and bent apart;
 *   `anionBondsPerWater` = arms facing an accepting face of an anion, per water;
 * - `hydrogenBondShare:n`: share of waters with n bonds to waters, donated and accepted;
 * - `hydroxyl:…`: shares of O–H arms by what they face (`solvent` where another solvent accepts);
 * - `waterFraction:…`: the classes of water that the O–H stretch distinguishes (Raman bands DDAA, DAA | DA, DDA | free OH; Sun,
 *   Vib. Spectrosc. 51, 213 (2009)), as shares of O–H arms: `none` are arms without any bond, `strong`
 *   bonded arms of molecules that accept two bonds or more, `weak` the other bonded arms. A bond to an
 *   anion or solvent is donated like one to water.
 *
 * The distribution `hydrogenBondState` counts the waters by arms bonded (to anything) and bonds accepted.
 */
export class HydrogenBondObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[]
  readonly #configuration: Configuration
  readonly #network: number
  readonly #faces: Uint8Array
  readonly #solvents: boolean
  readonly #nearest: BondedNeighbours
  /** Arms facing each entry of `FACE`. */
  readonly #arms = new Float64Array(FACES)
  /** [arms bonded × (MOST_ACCEPTED + 1) + bonds accepted] → waters */
  readonly #molecules = new Float64Array((MOST_DONATED + 1) * (MOST_ACCEPTED + 1))
  /** Waters with 0 … 5 or more bonds to waters. */
  readonly #bonds = new Float64Array(MOST_BONDS + 1)
  readonly #states: readonly number[]

  constructor(configuration: Configuration) {
    const { model } = configuration
    this.#configuration = configuration
    this.#network = networkIndex(model)
    this.#faces = bondFaces(model)
    this.#nearest = BondedNeighbours.of(configuration)
    this.#solvents = hasOtherAcceptors(model)
    this.columns = [...COLUMNS, ...(this.#solvents ? ['hydroxyl:solvent'] : [])].map((name) => ({
      name,
      unit: '',
    }))
    const most = (masks: Uint8Array) => Math.max(...Array.from(masks, bitCount))
    const donors = most(this.#nearest.donors)
    const acceptors = most(this.#nearest.acceptors)
    const labels: string[] = []
    const states: number[] = []
    for (let donated = 0; donated <= donors; donated++) {
      for (let accepted = 0; accepted <= acceptors; accepted++) {
        labels.push(`D${donated}A${accepted}`)
        states.push(donated * (MOST_ACCEPTED + 1) + accepted)
      }
    }
    this.#states = states
    this.distributions = [emptyDistribution('hydrogenBondState', 'waters', labels)]
  }

  measure(out: Float64Array, offset: number, block: number): void {
    this.#count()
    const arms = this.#arms
    const straight = arms[FACE.straight]!
    const bent = arms[FACE.bent]!
    const anionic = arms[FACE.anionic]!
    const free = arms[FACE.none]! + arms[FACE.donor]!
    const bonded = straight + bent + anionic + arms[FACE.solvent]!
    const strong = this.#armsOfDoubleAcceptors()
    const waters = Math.max(this.#configuration.population[this.#network]!, 1)
    const hydroxyls = Math.max(bonded + free, 1)

    let column = offset
    out[column++] = (2 * (straight + bent)) / waters
    out[column++] = (2 * straight) / waters
    out[column++] = (2 * bent) / waters
    out[column++] = anionic / waters
    for (const count of this.#bonds) out[column++] = count / waters
    for (const kind of [strong, bonded - strong, free]) out[column++] = kind / hydroxyls
    for (const kind of [straight, bent, anionic, free]) out[column++] = kind / hydroxyls
    if (this.#solvents) out[column] = arms[FACE.solvent]! / hydroxyls

    const gathered = this.distributions[0]!.blocks[block]!
    for (const [bin, state] of this.#states.entries()) gathered[bin]! += this.#molecules[state]!
  }

  #armsOfDoubleAcceptors(): number {
    let arms = 0
    for (const [state, molecules] of this.#molecules.entries()) {
      const accepted = state % (MOST_ACCEPTED + 1)
      if (accepted >= 2) arms += ((state - accepted) / (MOST_ACCEPTED + 1)) * molecules
    }
    return arms
  }

  #count(): void {
    const { state } = this.#configuration
    const { isWater } = this.#nearest
    this.#nearest.look()
    this.#arms.fill(0)
    this.#molecules.fill(0)
    this.#bonds.fill(0)
    for (let site = 0; site < state.length; site++) {
      if (isWater[state[site]!] === 1) this.#countMolecule(site)
    }
  }

  #countMolecule(site: number): void {
    const { state } = this.#configuration
    const { donors, acceptors, around } = this.#nearest
    const own = state[site]!
    // Arms by the face they see, four bits each.
    let arms = 0
    for (let rest = donors[own]!; rest > 0; rest &= rest - 1) {
      arms += 1 << (4 * this.#faceSeen(site, 31 - Math.clz32(rest & -rest)))
    }
    for (let face = 0; face < FACES; face++) this.#arms[face]! += (arms >> (4 * face)) & 15
    const toWater = ((arms >> (4 * FACE.straight)) & 15) + ((arms >> (4 * FACE.bent)) & 15)
    const toOthers = ((arms >> (4 * FACE.anionic)) & 15) + ((arms >> (4 * FACE.solvent)) & 15)
    const accepted = bitCount(acceptors[own]! & (around[site]! >> 8))
    this.#molecules[(toWater + toOthers) * (MOST_ACCEPTED + 1) + accepted]! += 1
    this.#bonds[Math.min(toWater + accepted, MOST_BONDS)]! += 1
  }

  /** What a neighbour shows to a site that sees it in direction `d`. */
  #faceSeen(site: number, d: number): number {
    const { lattice, state } = this.#configuration
    return this.#faces[8 * state[lattice.neighbour(site, d)]! + (d ^ 4)]!
  }
}
