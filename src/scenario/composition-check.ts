import { VACANCY } from '../document/name-schema.ts'
import { type Finding, finding } from '../document/schema-findings.ts'
import { nearestWord } from '../errors/nearest-word.ts'
import { quoted } from '../errors/printable.ts'
import type { ForceField, SpeciesData } from '../forcefield/force-field.ts'
import { saltsOf } from '../forcefield/salt.ts'
import { isSolvent } from '../forcefield/species-kinds.ts'
import type { Composition, ParsedScenario } from './scenario.ts'

/** What is wrong with a composition in view of the force field and the number of sites; paths from the scenario's root. */
export function checkComposition(
  composition: Composition,
  {
    forceField,
    density,
    sites,
  }: { forceField: ForceField; density: ParsedScenario['density']; sites: number },
): Finding[] {
  if (composition.kind === 'solution') {
    const salts = Object.keys(composition.salts)
    return [
      ...Object.keys(composition.solvents).flatMap((name) => checkSolvent(name, forceField)),
      ...salts.flatMap((formula) => checkSalt(formula, forceField)),
      ...checkFractions(composition.salts),
    ]
  }
  const counts = Object.entries(composition.counts)
  return [
    ...counts.flatMap(([name]) => checkCounted(name, forceField)),
    ...checkTotals(counts, forceField, sites),
    ...(density.kind === 'auto'
      ? []
      : [finding(['density'], 'exact counts fix the density already', 'leave `density` out')]),
  ]
}

function checkSolvent(name: string, { species }: ForceField): Finding[] {
  const path = ['composition', 'solvents', name]
  const solvent = species.find((s) => s.name === name)
  if (solvent === undefined) {
    const solvents = species.filter(isSolvent).map((s) => s.name)
    return [unknown(path, `${quoted(name)} is no species of the force field`, solvents)]
  }
  if (solvent.charge !== 0) {
    return [finding(path, `${quoted(name)} is charged`, 'ions come in with `salts`')]
  }
  if (!isSolvent(solvent)) {
    const hint = 'write `solvent: true` for it in the force field, or use composition.counts'
    return [{ ...finding(path, `${quoted(name)} is not declared as a solvent`, hint), at: 'key' }]
  }
  return withoutMass([solvent], path)
}

function checkSalt(formula: string, { species }: ForceField): Finding[] {
  const path = ['composition', 'salts', formula]
  const salts = saltsOf(species)
  const salt = salts.get(formula)
  if (salt !== undefined) return withoutMass([salt.cation, salt.anion], path)
  const message = `${quoted(formula)} is no neutral salt of ions of the force field`
  return [unknown(path, message, [...salts.keys()])]
}

function checkCounted(name: string, { species }: ForceField): Finding[] {
  if (species.some((s) => s.name === name)) return []
  const path = ['composition', 'counts', name]
  if (name === VACANCY) {
    const hint = 'leave it out: all sites that nothing else takes are vacant'
    return [{ ...finding(path, 'the vacancy is not counted', hint), at: 'key' }]
  }
  const names = species.map((s) => s.name)
  return [unknown(path, `${quoted(name)} is no species of the force field`, names)]
}

function checkTotals(
  counts: readonly (readonly [string, number])[],
  { species, dielectric }: ForceField,
  sites: number,
): Finding[] {
  const path = ['composition', 'counts']
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  const charge = counts.reduce(
    (sum, [name, count]) => sum + count * (species.find((s) => s.name === name)?.charge ?? 0),
    0,
  )
  const findings: Finding[] = []
  if (total > sites) {
    const message = `${total} particles do not fit on ${sites} sites`
    findings.push(finding(path, message, 'raise lattice.cells or lower the counts'))
  }
  if (charge !== 0 && dielectric !== null) {
    const message = `the counts carry a charge of ${charge}; a periodic box must be neutral`
    findings.push(finding(path, message))
  }
  return findings
}

function checkFractions(salts: (Composition & { kind: 'solution' })['salts']): Finding[] {
  const total = Object.values(salts)
    .filter(({ unit }) => unit === 'mole fraction')
    .reduce((sum, { value }) => sum + value, 0)
  if (total < 1) return []
  return [finding(['composition', 'salts'], `mole fractions of ${total} leave no solvent`)]
}

function withoutMass(species: readonly SpeciesData[], path: readonly string[]): Finding[] {
  return species
    .filter(({ molarMass }) => molarMass === null)
    .map(({ name }) => {
      const hint = 'give its molarMass in the force field, or use composition.counts'
      return finding(path, `the molar mass of ${quoted(name)} is unknown`, hint)
    })
}

function unknown(path: readonly string[], message: string, known: readonly string[]): Finding {
  const near = nearestWord(path.at(-1)!, known)
  const hint = near === null ? `known: ${known.join(', ')}` : `did you mean ${quoted(near)}?`
  return { ...finding(path, message, hint), at: 'key' }
}
