import { LIMITS } from '../document/limits.ts'
import { GROUPS, VACANCY } from '../document/name-schema.ts'
import { type Finding, finding, type Path } from '../document/schema-findings.ts'
import { nearestWord } from '../errors/nearest-word.ts'
import { quoted } from '../errors/printable.ts'
import type {
  ContactData,
  DielectricData,
  ForceField,
  IonScaling,
  ShellData,
  SpeciesData,
} from './force-field.ts'
import { select } from './selector.ts'
import { isIon, isSolvent, networkSpecies } from './species-kinds.ts'

/** Problems of a force field that its schema cannot find: unknown names, and rules that contradict each other. */
export function checkForceField(forceField: ForceField): Finding[] {
  const { species, contacts, shells, cohesion, dielectric } = forceField
  return [
    ...checkSpeciesCount(species),
    ...checkNetwork(forceField),
    ...checkSolvents(species),
    ...contacts.flatMap((contact, index) => checkContact(contact, index, species)),
    ...repeatedNames('contacts', contacts),
    ...shells.flatMap((shell, index) => checkShell(shell, index, species)),
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

function checkNetwork(forceField: ForceField): Finding[] {
  const { network, species } = forceField
  if (network === null || networkSpecies(forceField) !== null) return []
  const names = species.map(({ name }) => name)
  const near = nearestWord(network, names)
  const hint = near === null ? `known: ${names.join(', ')}` : `did you mean ${quoted(near)}?`
  return [finding(['network'], `${quoted(network)} is no species of this force field`, hint)]
}

function checkSolvents(species: readonly SpeciesData[]): Finding[] {
  return species.filter(isSolvent).flatMap((solvent) => {
    if (!isIon(solvent)) return []
    const message = `${quoted(solvent.name)} is charged, and no solvent`
    return [finding(['species', solvent.name, 'solvent'], message, 'ions come in with `salts`')]
  })
}

function checkContact(contact: ContactData, index: number, species: readonly SpeciesData[]) {
  const path = ['contacts', index]
  const faced = contact.range === 'nearest'
  const findings = contact.between.flatMap((selector, side) =>
    checkSelector([...path, 'between', side], selector, species, faced),
  )
  if (findings.length > 0) return findings
  const sides = contact.between.map((selector) => select(selector, species).species)
  if (contact.overlap) return checkOverlap([...path, 'overlap'], contact, sides)
  if (contact.scaling === null) return []
  const here = [...path, 'scaling']
  const ions = sides.filter((side) => side.every(({ charge }) => charge !== 0))
  const neutral = sides.filter((side) => side.every(({ charge }) => charge === 0))
  if (ions.length !== 1 || neutral.length !== 1) {
    const message = 'scaling needs ions on one side of the contact and neutral species on the other'
    return [finding(here, message)]
  }
  return checkScaling(here, contact.scaling, ions[0]!)
}

function checkOverlap(
  path: Path,
  { scaling }: ContactData,
  sides: readonly (readonly SpeciesData[])[],
): Finding[] {
  const all = [...new Set(sides.flat())]
  if (scaling !== null) return [finding(path, 'a contact either overlaps or has a scaling')]
  return lacking(path, 'radius', all)
}

function checkShell(
  { of, weights, capacity, scaling }: ShellData,
  index: number,
  species: readonly SpeciesData[],
): Finding[] {
  const path = ['shells', index]
  const centres = select(of, species).species
  return [
    ...checkSelector([...path, 'of'], of, species, false),
    ...weights.flatMap((weight) =>
      checkSelector([...path, 'weights', weight.of], weight.of, species, false),
    ),
    ...(capacity === 'hydration number'
      ? lacking([...path, 'capacity'], 'hydration', centres)
      : []),
    ...(scaling === null ? [] : checkScaling([...path, 'scaling'], scaling, centres)),
  ]
}

/** The ions must have the properties that the scaling needs. */
function checkScaling(path: Path, scaling: IonScaling, ions: readonly SpeciesData[]): Finding[] {
  const { referenceRadius, referenceDistance } = scaling
  return [
    ...(referenceRadius === null ? [] : lacking([...path, 'referenceRadius'], 'radius', ions)),
    ...(referenceDistance === null
      ? []
      : lacking([...path, 'referenceDistance'], 'hydration', ions)),
  ]
}

function lacking(path: Path, key: 'radius' | 'hydration', ions: readonly SpeciesData[]): Finding[] {
  const bare = ions.filter((ion) => ion[key] === null).map(({ name }) => name)
  return bare.length === 0 ? [] : [finding(path, `no ${key} is given for ${bare.join(', ')}`)]
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
  const faces = species.flatMap((s) => s.patterns.flat().map((f) => `${s.name}.${f}`))
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

/** A cut-off is at most half an edge of the box, so that no image of a charge is counted twice. */
export function checkElectrostatics(
  { electrostatics, spacing }: ForceField,
  cells: number,
): Finding[] {
  const half = (cells * spacing.value) / Math.sqrt(3)
  if (electrostatics === undefined || electrostatics.cutoff <= half) return []
  const message = `the cut-off, ${electrostatics.cutoff} Å, is more than half the edge of the box, ${half.toFixed(2)} Å`
  return [finding(['electrostatics'], message, 'take more lattice.cells or a smaller cutoff')]
}
