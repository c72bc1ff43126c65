import { describe, expect, it } from 'vitest'
import type { ContactData } from '../../../src/forcefield/force-field.ts'
import { resolveContacts } from '../../../src/model/contacts.ts'
import { enumerateStates } from '../../../src/model/states.ts'
import { TOY_FORCE_FIELD } from '../../support/toy-force-field.ts'

const { spacing } = TOY_FORCE_FIELD
const water = TOY_FORCE_FIELD.species[0]!
const chloride = TOY_FORCE_FIELD.species[3]!
const sulphate = TOY_FORCE_FIELD.species[4]!

const contact = (
  a: string,
  b: string,
  enthalpy: number,
  more: Partial<ContactData> = {},
): ContactData => ({
  name: `${a} ${b}`,
  between: [a, b],
  range: 'nearest',
  enthalpy,
  entropy: 0,
  scaling: null,
  overlap: false,
  source: 'test',
  role: 'assumed',
  ...more,
})

function resolve(species: (typeof water)[], data: ContactData[]) {
  const states = enumerateStates(species)
  const contacts = resolveContacts(species, { contacts: data, spacing }, states)
  /** Enthalpy of the contact of two states, the second seen from the first in direction d. */
  const enthalpy = (a: number, b: number, d: number) => {
    const { shown, nearest, classes, kinds } = contacts
    return kinds[nearest[shown[8 * a + d]! * classes + shown[8 * b + (d ^ 4)]!]!]!.enthalpy
  }
  return { states, contacts, enthalpy }
}

describe('contacts', () => {
  it('count the last that fits, whichever way round', () => {
    const { contacts } = resolve(
      [water],
      [contact('H2O', 'H2O', 1), contact('H2O.acceptor', 'H2O.donor', -5)],
    )
    const { kinds, nearest, classes, shown } = contacts
    // State 1 donates along A0 and A1 and accepts straight along A2 and A3.
    const [donor, acceptor] = [shown[8]!, shown[8 + 2]!]
    expect(kinds[nearest[donor * classes + acceptor]!]!.enthalpy).toBe(-5)
    expect(kinds[nearest[acceptor * classes + donor]!]!.enthalpy).toBe(-5)
    expect(kinds[nearest[donor * classes + donor]!]!.enthalpy).toBe(1)
  })

  it('make one class of faces that none tells apart', () => {
    const { contacts } = resolve([water], [contact('H2O.donor', 'H2O.acceptor', -5)])
    // Vacancy, inert face and bent acceptor meet nothing; donor and acceptor are two more.
    expect(contacts.classes).toBe(3)
    expect(contacts.shown[0]).toBe(0)
  })

  it('scale with the ion they concern', () => {
    const scaling = { charge: 1, referenceRadius: 3, referenceDistance: null }
    const { contacts } = resolve(
      [water, chloride, sulphate],
      [contact('H2O.donor', 'anion', -2, { scaling })],
    )
    const enthalpies = contacts.kinds.map(({ enthalpy }) => enthalpy)
    expect(enthalpies).toContain(-2 * (3 / chloride.radius!.value))
    expect(enthalpies).toContain(-2 * 2 * (3 / sulphate.radius!.value))
  })

  it('at the second distance go by species', () => {
    const { contacts } = resolve(
      [water, chloride],
      [contact('H2O', 'Cl-', -1, { range: 'second' })],
    )
    expect(contacts.hasSecond).toBe(true)
    expect(contacts.kinds[contacts.second[1 * 3 + 2]!]!.enthalpy).toBe(-1)
    expect(contacts.second[1 * 3 + 1]).toBe(0)
    expect(contacts.classes).toBe(1)
  })

  it('of ions may go by the square of how far their spheres overlap, if they do', () => {
    const { contacts, states } = resolve(
      [chloride, sulphate],
      [
        contact('ion', 'ion', 30, { overlap: true }),
        contact('ion', 'ion', 40, { overlap: true, range: 'second' }),
      ],
    )
    const { kinds, nearest, second, classes, shown } = contacts
    // 2.76 and 2.76·2/√3 = 3.18697 Å; radii of 1.45 and 1.7 Å.
    const beside = (a: number, b: number) =>
      kinds[nearest[shown[8 * states.first[a]!]! * classes + shown[8 * states.first[b]! + 4]!]!]!
        .enthalpy
    expect(beside(1, 1)).toBeCloseTo(30 * (2.9 / 2.76 - 1) ** 2, 12)
    expect(beside(1, 2)).toBeCloseTo(30 * (3.15 / 2.76 - 1) ** 2, 12)
    expect(beside(2, 1)).toBe(beside(1, 2))
    expect(kinds[second[2 * 3 + 2]!]!.enthalpy).toBeCloseTo(40 * (3.4 / 3.18697 - 1) ** 2, 4)
    expect(second[1 * 3 + 1]).toBe(0)
    expect(second[1 * 3 + 2]).toBe(0)
  })

  it('refuse to scale with a radius that is not known', () => {
    const scaling = { charge: 0, referenceRadius: 3, referenceDistance: null }
    const unknown = { ...chloride, radius: null }
    expect(() => resolve([water, unknown], [contact('H2O', 'Cl-', -1, { scaling })])).toThrow(
      /Cl- does not have/,
    )
  })
})
