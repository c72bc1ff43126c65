import { nearestWord } from '../errors/nearest-word.ts'
import { quoted } from '../errors/printable.ts'
import { type Finding, finding } from './finding.ts'
import type { ContactData, DielectricData, ForceField, SpeciesData } from './force-field.ts'
import { LIMITS } from './limits.ts'
import { GROUPS, VACANCY } from './name-schema.ts'
import { select } from './selector.ts'

/** What is wrong with a force field that its schema cannot see: names without meaning, and rules that contradict each other. */
export function checkForceField(forceField: ForceField): Finding[] {
  const { species, contacts, shells, cohesion, dielectric } = forceField
  return [
    ...checkSpeciesCount(species),
    ...contacts.flatMap((contact, index) => checkContact(contact, index, species)),
    ...repeatedNames('contacts', contacts),
    ...shells.flatMap(({ of, weights }, index) => [
      ...checkSelector(['shells', index, 'of'], of, species, false),
      ...weights.flatMap((weight) =>
        checkSelector(['shells', index, 'weights', weight.of], weight.of, species, false),
      ),
    ]),
    ...repeatedNames('shells', shells),
    ...(cohesion ? checkSelector(['cohesion', 'of'], cohesion.of, species, false) : []),
    ...(dielectric ? checkDielectric(dielectric) : []),
  ]
}

function checkSpeciesCount(species: readonly SpeciesData[]): Finding[] {
  if (species.length === 0) return [finding(['species'], 'there must be at least one species')]
  if (species.length <= LIMITS.species) return []
  return [finding(['species'], `there may be at most ${LIMITS.species} species`)]
}

function checkContact(contact: ContactData, index: number, species: readonly SpeciesData[]) {
  const path = ['contacts', index]
  const faced = contact.range === 'nearest'
  const findings = contact.between.flatMap((selector, side) =>
    checkSelector([...path, 'between', side], selector, species, faced),
  )
  if (contact.scaling === null || findings.length > 0) return findings
  const here = [...path, 'scaling']
  const sides = contact.between.map((selector) => select(selector, species).species)
  const ions = sides.filter((side) => side.every(({ charge }) => charge !== 0))
  const neutral = sides.filter((side) => side.every(({ charge }) => charge === 0))
  if (ions.length !== 1 || neutral.length !== 1) {
    const message = 'scaling needs ions on one side of the contact and neutral species on the other'
    return [finding(here, message)]
  }
  if (contact.scaling.referenceRadius === null) return []
  const bare = ions[0]!.filter(({ radius }) => radius === null).map(({ name }) => name)
  if (bare.length === 0) return []
  return [finding([...here, 'referenceRadius'], `no radius is given for ${bare.join(', ')}`)]
}

function checkSelector(
  path: readonly (string | number)[],
  selector: string,
  species: readonly SpeciesData[],
  faced: boolean,
): Finding[] {
  const { face, species: selected } = select(selector, species)
  if (face !== null && !faced) {
    const message = `${quoted(selector)} names a face; only nearest-neighbour contacts see faces`
    return [finding(path, message, `write ${quoted(selector.slice(0, -face.length - 1))}`)]
  }
  if (selected.length > 0) return []
  if (selector === VACANCY) {
    return [finding(path, 'the vacancy has no contacts', 'it is the zero of all energies')]
  }
  const names = [...species.map(({ name }) => name), ...GROUPS]
  const faces = species.flatMap((s) => s.faces.map((f) => `${s.name}.${f}`))
  const near = nearestWord(selector, face === null ? names : [...names, ...faces])
  const hint = near === null ? `known: ${names.join(', ')}` : `did you mean ${quoted(near)}?`
  return [finding(path, `${quoted(selector)} names nothing in this force field`, hint)]
}

function repeatedNames(key: string, rules: readonly { readonly name: string }[]): Finding[] {
  const seen = new Set<string>()
  return rules.flatMap(({ name }, index) => {
    const isNew = !seen.has(name)
    seen.add(name)
    if (isNew) return []
    return [finding([key, index], `${quoted(name)} is there already`, 'give each its own `name`')]
  })
}

function checkDielectric({ coefficients, from, to }: DielectricData): Finding[] {
  if (from >= to) return [finding(['dielectric', 'to'], '`to` must be above `from`')]
  for (let step = 0; step <= 100; step++) {
    const t = from + ((to - from) * step) / 100
    const value = coefficients.reduceRight((sum, c) => sum * t + c, 0)
    if (!(value >= 1)) {
      const message = `the dielectric constant would be ${value} at ${t} °C; it is at least 1`
      return [finding(['dielectric', 'coefficients'], message)]
    }
  }
  return []
}
