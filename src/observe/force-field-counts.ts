import type { ForceField, ShellData } from '../forcefield/force-field.ts'
import type { Configuration } from '../model/configuration.ts'
import { compileModel, type LatticeModel } from '../model/lattice-model.ts'
import { selects } from '../model/selection.ts'
import type { Column, Distribution, Observer } from './observer.ts'

const BRANCHES = ['above', 'below'] as const
type Branch = (typeof BRANCHES)[number]

/** A branch of a shell rule. */
interface ShellCount {
  readonly name: string
  readonly branch: Branch
  /** [slot] → penalty per unit of the coefficient */
  readonly units: Float64Array
}

/**
 * The counts that multiply the numbers of the force field in the energy of the box, which is linear in them:
 *
 * - `contact:<name>`: contacts of each kind; where a contact scales with the ion, the ion is
 *   part of the name, as in `donor–anion, Cl-`;
 * - `shell:<name>:above` and `:below`: Σ |n − capacity|^power over the sites on that branch, times the factor of the ion
 *   where the rule scales with it: coefficient × count is their enthalpy.
 *
 * The covariance with an observable gives its derivative with respect to a number of the force field.
 */
export class ForceFieldCountObserver implements Observer {
  readonly columns: readonly Column[]
  readonly distributions: readonly Distribution[] = []
  readonly #configuration: Configuration
  readonly #shells: readonly ShellCount[]

  constructor(configuration: Configuration) {
    const { model } = configuration
    this.#configuration = configuration
    this.#shells = shellCounts(model)
    const names = [
      // The first kind is no contact.
      ...model.contacts.kinds.slice(1).map(({ name }) => `contact:${name}`),
      ...this.#shells.map(({ name, branch }) => `shell:${name}:${branch}`),
    ]
    this.columns = names.map((name) => ({ name, unit: '', auxiliary: true }))
  }

  measure(out: Float64Array, offset: number): void {
    const { contacts, slots } = this.#configuration
    for (let kind = 1; kind < contacts.length; kind++) out[offset + kind - 1] = contacts[kind]!
    let column = offset + contacts.length - 1
    for (const { units } of this.#shells) {
      let sum = 0
      for (let slot = 0; slot < units.length; slot++) sum += units[slot]! * slots[slot]!
      out[column++] = sum
    }
  }
}

/** Every branch of the rules that apply to a species of the model. */
function shellCounts(model: LatticeModel): ShellCount[] {
  const { forceField, species } = model
  return forceField.shells.flatMap((rule) => {
    if (!species.some((one) => selects(rule.of, one, null))) return []
    return BRANCHES.filter((branch) => rule[branch] !== null).map((branch): ShellCount => {
      return { name: rule.name, branch, units: unitPenalties(model, rule, branch) }
    })
  })
}

/** Penalties are linear in the coefficient: one more than it is makes the difference. */
function unitPenalties(
  { forceField, species, shells }: LatticeModel,
  rule: ShellData,
  key: Branch,
) {
  const more = forceField.shells.map((one): ShellData => {
    const branch = one[key]
    if (one !== rule || branch === null) return one
    return { ...one, [key]: { ...branch, coefficient: branch.coefficient + 1 } }
  })
  const changed: ForceField = { ...forceField, shells: more }
  const present = species.map(({ name }) => name)
  const { penalty } = compileModel(changed, present).shells
  return penalty.map((own, slot) => own - shells.penalty[slot]!)
}
