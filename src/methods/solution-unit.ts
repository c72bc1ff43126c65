import type { ForceField } from '../forcefield/force-field.ts'
import { networkName } from '../forcefield/species-kinds.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { saltUnits } from './salt-units.ts'

/** The smallest amount of a solution in whole particles; water alone is one molecule. */
export interface SolutionUnit {
  readonly counts: Readonly<Record<string, number>>
  readonly waters: number
  readonly particles: number
  /** Formula units of all salts. */
  readonly salts: number
}

/** One molecule of the species that forms the network. */
export function pureUnit(forceField: ForceField): SolutionUnit {
  return { counts: { [networkName(forceField)]: 1 }, waters: 1, particles: 1, salts: 0 }
}

/**
 * A unit of the solution of a scenario: of the rarest salt one formula unit, of the others and of water whole
 * numbers as near as they come. Boxes with whole numbers of units have exactly the same composition.
 * @param counts of the scenario's box
 * @param dilution how many times as many waters as the scenario has
 * @returns null if the salts cannot be determined, or if there are other solvents than water
 */
export function solutionUnit(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
  dilution: number,
): SolutionUnit | null {
  const { forceField } = scenario
  const water = forceField.network
  if (water === null) return null
  const charges = new Map(forceField.species.map(({ name, charge }) => [name, charge]))
  const isForeign = (name: string) => name !== water && charges.get(name) === 0
  if (!((counts[water] ?? 0) > 0) || Object.keys(counts).some(isForeign)) return null
  const found = saltUnits(scenario, counts)?.filter(({ units }) => units > 0)
  if (found === undefined) return null
  if (found.length === 0) return pureUnit(forceField)
  const rarest = Math.min(...found.map(({ units }) => units))
  const waters = Math.round((dilution * counts[water]!) / rarest)
  const whole: Record<string, number> = { [water]: waters }
  let salts = 0
  for (const { salt, units } of found) {
    const times = Math.round(units / rarest)
    salts += times
    for (const [name, number] of [
      [salt.cation.name, salt.cations],
      [salt.anion.name, salt.anions],
    ] as const) {
      whole[name] = (whole[name] ?? 0) + times * number
    }
  }
  const particles = Object.values(whole).reduce((sum, count) => sum + count, 0)
  return { counts: whole, waters, particles, salts }
}

/** That many units. */
export function unitsOf({ counts }: SolutionUnit, units: number): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, units * count]))
}
