import type { ContactData, ForceField, SpeciesData } from '../forcefield/force-field.ts'
import { scalingFactor } from './ion-scaling.ts'
import { selects } from './selection.ts'
import type { States } from './states.ts'

/** A kind of contact that the running state counts. g(T) = enthalpy − T·entropy. */
export interface ContactKind {
  readonly name: string
  /** kJ/mol */
  readonly enthalpy: number
  /** J/mol/K */
  readonly entropy: number
}

/** Which kind of contact two sites make. Kind 0 is no contact. */
export interface Contacts {
  readonly kinds: readonly ContactKind[]
  /** Number of classes: faces with the same contacts are one class. The vacancy's is 0. */
  readonly classes: number
  /** [state × 8 + direction] → class shown */
  readonly shown: Uint8Array
  /** [class × classes + class] → kind, nearest neighbours */
  readonly nearest: Uint8Array
  /** [species × (species + 1) + species] → kind, second neighbours; the vacancy is species 0 */
  readonly second: Uint8Array
  readonly hasSecond: boolean
}

/** Resolves the contacts of a force field between the faces present, and merges equal faces into classes. */
export function resolveContacts(
  species: readonly SpeciesData[],
  { contacts, spacing }: Pick<ForceField, 'contacts' | 'spacing'>,
  states: States,
): Contacts {
  const kinds = new KindRegister(contacts, spacing.value)
  const faces = states.faces
  const byFace = faces.map((a) =>
    faces.map((b) => {
      const [first, second] = [species[a.species - 1], species[b.species - 1]]
      if (first === undefined || second === undefined) return 0
      return kinds.of('nearest', [first, a.name], [second, b.name])
    }),
  )
  const rows = byFace.map((row) => row.join())
  const distinct = [...new Set(rows)]
  const classOf = rows.map((row) => distinct.indexOf(row))
  const member = distinct.map((row) => rows.indexOf(row))

  const all = [null, ...species]
  const second = all.flatMap((a) =>
    all.map((b) => (a && b ? kinds.of('second', [a, null], [b, null]) : 0)),
  )
  return {
    kinds: kinds.list,
    classes: distinct.length,
    shown: states.faceShown.map((face) => classOf[face]!),
    nearest: Uint8Array.from(member.flatMap((a) => member.map((b) => byFace[a]![b]!))),
    second: Uint8Array.from(second),
    hasSecond: second.some((kind) => kind !== 0),
  }
}

/** The second-nearest distance, in nearest ones. */
const SECOND_DISTANCE = 2 / Math.sqrt(3)

type Shown = readonly [species: SpeciesData, face: string | null]

/** Numbers the kinds as they are met; one contact makes several where it scales with the ion. */
class KindRegister {
  readonly list: ContactKind[] = [{ name: 'none', enthalpy: 0, entropy: 0 }]
  readonly #data: readonly ContactData[]
  /** Å */
  readonly #spacing: number

  constructor(data: readonly ContactData[], spacing: number) {
    this.#data = data
    this.#spacing = spacing
  }

  of(range: ContactData['range'], a: Shown, b: Shown): number {
    const contact = this.#data.findLast(
      (candidate) => candidate.range === range && fits(candidate, a, b),
    )
    if (contact === undefined) return 0
    const kind = contact.overlap
      ? overlapping(contact, a[0], b[0], this.#spacing)
      : scaled(contact, a[0], b[0])
    if (kind === null) return 0
    const known = this.list.findIndex(
      (other) => other.name === kind.name && other.enthalpy === kind.enthalpy,
    )
    return known >= 0 ? known : this.list.push(kind) - 1
  }
}

function fits({ between: [p, q] }: ContactData, a: Shown, b: Shown): boolean {
  return (selects(p, ...a) && selects(q, ...b)) || (selects(p, ...b) && selects(q, ...a))
}

/** Applies a contact's scaling with the ion it concerns, the first charged partner. */
function scaled(contact: ContactData, a: SpeciesData, b: SpeciesData): ContactKind {
  const { name, enthalpy, entropy, scaling } = contact
  if (scaling === null) return { name, enthalpy, entropy }
  const ion = a.charge !== 0 ? a : b
  const factor = scalingFactor(scaling, ion, `contact '${name}'`)
  return { name: `${name}, ${ion.name}`, enthalpy: enthalpy * factor, entropy }
}

/**
 * Two harmonic spheres that are nearer than their radii allow, worth the square of their overlap; null where they are not.
 * @throws RangeError for a species without a radius
 */
function overlapping(
  { name, range, enthalpy, entropy }: ContactData,
  a: SpeciesData,
  b: SpeciesData,
  spacing: number,
): ContactKind | null {
  const distance = range === 'nearest' ? spacing : SECOND_DISTANCE * spacing
  const radii = [a, b].map(({ name: species, radius }) => {
    if (radius !== null) return radius.value
    throw new RangeError(`contact '${name}' needs a radius, which ${species} does not have`)
  })
  const overlap = (radii[0]! + radii[1]!) / distance - 1
  if (overlap <= 0) return null
  const pair = [a.name, b.name].sort().join('–')
  const factor = overlap ** 2
  return { name: `${name}, ${pair}`, enthalpy: enthalpy * factor, entropy: entropy * factor }
}
