import { type Salt, saltsOf } from '../forcefield/salt.ts'
import type { Scenario } from '../scenario/scenario.ts'

export interface SaltUnits {
  readonly salt: Salt
  /** Formula units in the box. */
  readonly units: number
}

/**
 * How many formula units of each salt of a scenario are in its box. Only ions are counted: the amount of a salt follows
 * from an ion that no other salt has, then that of the next one. Null if this does not determine all of them, as with
 * two cations and two anions in all four combinations, or if the composition names no salts.
 */
export function saltUnits(
  { composition, forceField }: Scenario,
  counts: Readonly<Record<string, number>>,
): SaltUnits[] | null {
  if (composition.kind !== 'solution') return null
  const known = saltsOf(forceField.species)
  const names = Object.keys(composition.salts).filter((name) => composition.salts[name]!.value > 0)
  const left = new Map(Object.entries(counts))
  let open = names.map((name) => known.get(name)!)
  const found = new Map<string, number>()
  while (open.length > 0) {
    const ionsOf = ({ cation, anion }: Salt) => [cation.name, anion.name]
    const isAlone = (ion: string) => open.filter((salt) => ionsOf(salt).includes(ion)).length === 1
    const next = open.find((salt) => ionsOf(salt).some(isAlone))
    if (next === undefined) return null
    const { cation, anion, cations, anions } = next
    const units = isAlone(cation.name)
      ? left.get(cation.name)! / cations
      : left.get(anion.name)! / anions
    left.set(cation.name, left.get(cation.name)! - units * cations)
    left.set(anion.name, left.get(anion.name)! - units * anions)
    found.set(next.formula, units)
    open = open.filter((salt) => salt !== next)
  }
  return names.map((name) => ({ salt: known.get(name)!, units: found.get(name)! }))
}
