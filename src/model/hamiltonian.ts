import { GAS_CONSTANT } from '../units/constants.ts'
import { bjerrumLength, type Permittivity, permittivity } from './dielectric.ts'
import { coulombFactor } from './electrostatics.ts'
import type { EnergyCounts } from './energy-counts.ts'
import { type LatticeModel, speciesIndex } from './lattice-model.ts'
import { VACANT } from './states.ts'

/** Reduced energies are whole multiples of this many kT. */
export const ENERGY_UNIT = 1 / (1 << 20)

/** Changes of the energy that a chain samples, for thermodynamic integration. */
export interface Coupling {
  /** λ: every reduced energy is multiplied by it. At 0 all states that do not overlap weigh the same. */
  readonly coupling?: number
  /** [site] → energy of a particle on it, in `ENERGY_UNIT`; not part of any energy that is reported. */
  readonly field?: Int32Array | null
  /** The particles that the field acts on; all by default. */
  readonly fieldOn?: 'particles' | 'ions'
}

/** Eight contacts of this many kT still have a Boltzmann factor that a double can hold. */
const LARGEST_CONTACT = 80

/**
 * The energy at one temperature: βH = Σ_k n_k (h_k/RT − s_k/R) + Σ_slots n U/RT + β·Coulomb. It is
 * linear in the counts, so energy, enthalpy and their temperature derivatives at any temperature are
 * dot products with the counts of a configuration, whichever temperature that was sampled at.
 */
export class Hamiltonian {
  readonly model: LatticeModel
  /** K */
  readonly temperature: number
  /** [kind] → reduced free energy of a contact, in `ENERGY_UNIT`. */
  readonly contact: Int32Array
  /** [slot] → reduced shell energy, in `ENERGY_UNIT`. */
  readonly slot: Int32Array
  /** kT per unit of `twiceCoulomb`. */
  readonly coulomb: number
  readonly permittivity: Permittivity | null
  readonly field: Int32Array | null
  /** [species] → 1 if the field acts on it; 0 for the vacancy */
  readonly feelsField: Uint8Array
  readonly #rt: number
  readonly #lambda: number

  /** @throws RangeError where a contact exceeds ±80 kT at this temperature */
  constructor(
    model: LatticeModel,
    temperature: number,
    { coupling = 1, field = null, fieldOn = 'particles' }: Coupling = {},
  ) {
    const rt = (GAS_CONSTANT * temperature) / 1000
    this.model = model
    this.temperature = temperature
    this.field = field
    this.feelsField = Uint8Array.from(model.charges, (charge, species) =>
      Number(species !== VACANT && (fieldOn === 'particles' || charge !== 0)),
    )
    this.#rt = rt
    this.#lambda = coupling
    this.contact = Int32Array.from(model.contacts.kinds, ({ name, enthalpy, entropy }) => {
      const reduced = coupling * (enthalpy / rt - entropy / GAS_CONSTANT)
      if (Math.abs(reduced) > LARGEST_CONTACT) {
        throw new RangeError(
          `contact '${name}' holds ${reduced.toFixed(0)} kT at ${temperature} K; ±${LARGEST_CONTACT} is the limit`,
        )
      }
      return Math.round(reduced / ENERGY_UNIT)
    })
    this.slot = Int32Array.from(model.shells.penalty, (penalty) =>
      Math.min(Math.round((coupling * penalty) / rt / ENERGY_UNIT), 0x3fffffff),
    )
    const { dielectric, spacing } = model.forceField
    this.permittivity = dielectric === null ? null : permittivity(dielectric, temperature)
    this.coulomb =
      this.permittivity === null
        ? 0
        : coupling *
          coulombFactor(bjerrumLength(this.permittivity.value, temperature), spacing.value)
  }

  /** λβH, dimensionless, from the same fixed-point numbers that the moves use; without the field. */
  reducedEnergy(counts: EnergyCounts): number {
    const fixedPoint = dot(counts.contacts, this.contact) + dot(counts.slots, this.slot)
    return (
      fixedPoint * ENERGY_UNIT +
      this.coulomb * counts.twiceCoulomb +
      this.reducedCohesion(counts.population)
    )
  }

  /** The share of the background cohesion in that, which depends on numbers of particles alone. */
  reducedCohesion(population: Float64Array): number {
    return (this.#lambda * this.#cohesion(population)) / this.#rt
  }

  /**
   * Σh in kJ/mol: the contacts' enthalpies, the shells, and u·(1 + d ln ε/d ln T) for Coulomb.
   * @throws RangeError at a coupling other than 1, where there is no such thing
   */
  enthalpy(counts: EnergyCounts): number {
    if (this.#lambda !== 1) throw new RangeError('an enthalpy belongs to the whole energy, λ = 1')
    const { kinds } = this.model.contacts
    let sum = this.#cohesion(counts.population) + dot(counts.slots, this.model.shells.penalty)
    for (const [kind, { enthalpy }] of kinds.entries()) sum += enthalpy * counts.contacts[kind]!
    return sum + this.#coulombEnergy(counts) * (1 + (this.permittivity?.slope ?? 0))
  }

  /**
   * Σ ∂h/∂T at fixed configuration, kJ/mol/K. Only Coulomb has one: with s = d ln ε/d ln T and u ∝ 1/ε,
   * ∂[u(1 + s)]/∂T = u·(s′ − s(1 + s)/T).
   */
  enthalpySlope(counts: EnergyCounts): number {
    if (this.permittivity === null) return 0
    const { slope, slopeChange } = this.permittivity
    return this.#coulombEnergy(counts) * (slopeChange - (slope * (1 + slope)) / this.temperature)
  }

  #coulombEnergy(counts: EnergyCounts): number {
    return this.coulomb * counts.twiceCoulomb * this.#rt
  }

  /** −a·(filled share of sites) for every molecule of the cohesive species; kJ/mol. */
  #cohesion(population: Float64Array): number {
    const { cohesion } = this.model.forceField
    if (cohesion === null) return 0
    const index = speciesIndex(this.model, cohesion.of)
    if (index < 0) return 0
    const sites = population.reduce((total, count) => total + count, 0)
    return (-cohesion.value * population[index]! * (sites - population[0]!)) / sites
  }
}

function dot(a: Float64Array, b: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}
