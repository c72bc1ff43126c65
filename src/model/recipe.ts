import type { SpeciesData } from '../forcefield/force-field.ts'
import { type Salt, saltsOf } from '../forcefield/salt.ts'
import type { Amount, Scenario } from '../scenario/scenario.ts'

/** What a kilogram of solvents is mixed with. */
export interface Recipe {
  /** mol of each solvent in a kilogram of all solvents. */
  readonly solvents: readonly { readonly species: SpeciesData; readonly moles: number }[]
  readonly salts: readonly { readonly salt: Salt; readonly amount: Amount }[]
}

/** Formula units of each salt per kg of solvents, mol/kg, in the order of the recipe's salts. */
export type Molalities = readonly number[]

/** The recipe of a solution; throws if it names what the force field lacks, which a checked scenario does not. */
export function recipeOf({ forceField, composition }: Scenario): Recipe {
  if (composition.kind !== 'solution') throw new Error('exact counts have no recipe')
  const fractions = forceField.species.flatMap((species) => {
    const fraction = composition.solvents[species.name] ?? 0
    return fraction > 0 ? [{ species, fraction }] : []
  })
  const mass = fractions.reduce(
    (sum, { species, fraction }) => sum + fraction * (species.molarMass?.value ?? 0),
    0,
  )
  const known = saltsOf(forceField.species)
  const salts = Object.entries(composition.salts).map(([formula, amount]) => {
    const salt = known.get(formula)
    if (salt === undefined) throw new Error(`no salt ${formula} in force field ${forceField.name}`)
    return { salt, amount }
  })
  const solvents = fractions.map(({ species, fraction }) => ({
    species,
    moles: (1000 * fraction) / mass,
  }))
  return { solvents, salts }
}

/**
 * The molalities of the salts if the solution takes `volume` cm³ per kg of solvents. The mole
 * fraction of a salt counts formula units: x = n / (solvent molecules + formula units of all salts).
 */
export function molalitiesAt({ solvents, salts }: Recipe, volume: number): Molalities {
  const direct = salts.map(({ amount: { value, unit } }) => {
    if (unit === 'mole fraction') return 0
    return unit === 'mol/kg' ? value : (value * volume) / 1000
  })
  const fractions = salts.map(({ amount }) => (amount.unit === 'mole fraction' ? amount.value : 0))
  const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
  const total = (sum(solvents.map(({ moles }) => moles)) + sum(direct)) / (1 - sum(fractions))
  return direct.map((molality, index) => molality + fractions[index]! * total)
}

/** Whether the molalities depend on the volume. */
export function needsVolume({ salts }: Recipe): boolean {
  return salts.some(({ amount }) => amount.unit === 'mol/L')
}
