import { enumerateStates } from '../model/states.ts'
import { log } from '../numeric/log.ts'
import { logFactorial } from '../numeric/log-factorial.ts'
import type { MixingReference, Scenario } from '../scenario/scenario.ts'
import { type Counts, sitesOf } from './method.ts'
import { type SaltUnits, saltUnits } from './salt-units.ts'

/** One of the parts that a mixture is made of. */
export interface ReferencePart {
  readonly label: string
  /** Of the sites of the mixture. */
  readonly share: number
  /** Of a box as large as that of the mixture, in whole particles. */
  readonly counts: Counts
}

export interface References {
  readonly reference: MixingReference
  readonly parts: readonly ReferencePart[]
  /** ln of the number of states of ions that do not interact, on as many sites as there are ions. */
  readonly freeIons: number
}

/** Why a mixture has no reference. */
export interface NoReference {
  readonly code: 'reference-orders' | 'no-reference'
  readonly message: string
}

/**
 * The parts that a mixture is compared with; the volumes of the parts add up to its own, and each part takes its share
 * of the vacancies.
 * - `solutions`: one salt each; solvents and vacancies are divided as the numbers of ions.
 * - `solvent+ions`: the solvents without ions on all other sites, and the ions in random order on theirs.
 * - `pure`: each species by itself, vacancies divided as the particles. A pure salt would be a crystal.
 */
export function mixingReferences(scenario: Scenario, counts: Counts): References | NoReference {
  const reference = scenario.mixing?.reference ?? usual(scenario, counts)
  const species = scenario.forceField.species
  const ions = species.filter(({ name, charge }) => charge !== 0 && (counts[name] ?? 0) > 0)
  const sites = sitesOf(scenario)
  if (reference === 'solutions') {
    const units = saltUnits(scenario, counts)
    if (units === null || units.length < 2) {
      const message =
        'this is no solution of several salts, each with an ion that no other salt has'
      return { code: 'no-reference', message }
    }
    return { reference, parts: solutions(units, counts, sites), freeIons: 0 }
  }
  if (reference === 'solvent+ions') {
    if (ions.length === 0) return { code: 'no-reference', message: 'there are no ions' }
    return { reference, ...solventAndIons(scenario, counts, sites) }
  }
  if (ions.length > 0) {
    const message = 'pure salts are crystals, whose order a mixing entropy would have to add'
    return { code: 'reference-orders', message }
  }
  const present = Object.entries(counts).filter(([, count]) => count > 0)
  if (present.length < 2) {
    return { code: 'no-reference', message: 'there is only one kind of particles' }
  }
  const total = present.reduce((sum, [, count]) => sum + count, 0)
  const filled = present.map(([name]): ReferencePart => {
    return { label: name, share: counts[name]! / total, counts: { [name]: total } }
  })
  return { reference, parts: filled, freeIons: 0 }
}

function usual(scenario: Scenario, counts: Counts): MixingReference {
  const { composition, forceField } = scenario
  const isIonic = forceField.species.some(({ name, charge }) => charge !== 0 && counts[name]! > 0)
  if (!isIonic) return 'pure'
  const salts = composition.kind === 'solution' ? Object.keys(composition.salts).length : 1
  return salts > 1 ? 'solutions' : 'solvent+ions'
}

function solutions(units: readonly SaltUnits[], counts: Counts, sites: number): ReferencePart[] {
  const ionsOf = ({ salt, units }: SaltUnits) => units * (salt.cations + salt.anions)
  const ions = units.reduce((sum, one) => sum + ionsOf(one), 0)
  const names = new Set(units.flatMap(({ salt }) => [salt.cation.name, salt.anion.name]))
  const solvents = Object.entries(counts).filter(([name]) => !names.has(name))
  return units.map((one) => {
    const { salt } = one
    const portion = ionsOf(one) / ions
    const share = (ionsOf(one) + portion * (sites - ions)) / sites
    const whole = Math.round(one.units / share)
    return {
      label: salt.formula,
      share,
      counts: {
        ...Object.fromEntries(
          solvents.map(([name, count]) => [name, Math.round((portion * count) / share)]),
        ),
        [salt.cation.name]: whole * salt.cations,
        [salt.anion.name]: whole * salt.anions,
      },
    }
  })
}

function solventAndIons({ forceField }: Scenario, counts: Counts, sites: number) {
  let [ions, logStates] = [0, 0]
  const solvents: [string, number][] = []
  for (const species of forceField.species) {
    const count = counts[species.name] ?? 0
    if (species.charge === 0) {
      if (count > 0) solvents.push([species.name, count])
      continue
    }
    ions += count
    const orientations = enumerateStates([species]).orientations[1]!
    logStates += count * log(orientations) - logFactorial(count)
  }
  const share = (sites - ions) / sites
  const scaled = solvents.map(([name, count]) => [name, Math.round(count / share)] as const)
  const parts: ReferencePart[] = [{ label: 'solvent', share, counts: Object.fromEntries(scaled) }]
  return { parts, freeIons: logStates + logFactorial(ions) }
}
