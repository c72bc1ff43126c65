import { expect, test } from 'vitest'
import { decidingPart } from '../../../src/forcefield/deciding-part.ts'
import type { ForceField } from '../../../src/forcefield/force-field.ts'
import { compileModel } from '../../../src/model/lattice-model.ts'
import { physicsOf } from '../../../src/run/replica-task.ts'
import { tinyTask } from '../run/tiny-task.ts'
import { SHIPPED, scenarioOf } from '../scenario/shipped.ts'

const { forceField } = scenarioOf(SHIPPED.get('zncl2-2m')!)
const tiny = tinyTask()
const task = { ...tiny, scenario: { ...tiny.scenario, forceField } }

const PRESENT = [['H2O'], ['H2O', 'Zn2+', 'Cl-'], ['Li+', 'ClO4-'], ['H2O', 'Zn2+', 'SO42-']]

test.each(PRESENT.map((present) => ({ present })))(
  'the part for $present compiles to the same model',
  ({ present }) => {
    const part = decidingPart(forceField, present) as ForceField
    const { forceField: _, species: __, ...whole } = compileModel(forceField, present)
    expect(compileModel(part, present)).toMatchObject(whole)
  },
)

const pure = { ...task, counts: { H2O: 60 } }

function changed(change: Partial<ForceField>) {
  return { ...task.scenario, forceField: { ...forceField, ...change } }
}

const contactsWith = (name: string, more: object) =>
  forceField.contacts.map((contact) => (contact.name === name ? { ...contact, ...more } : contact))

const CHLORIDE = 'Zn2+ with Cl-'

test.each<
  [what: string, change: Partial<ForceField>, decidesBrine: boolean, decidesWater: boolean]
>([
  [
    'the words on a contact',
    { contacts: contactsWith(CHLORIDE, { source: 'else' }) },
    false,
    false,
  ],
  ['a contact of ions', { contacts: contactsWith(CHLORIDE, { enthalpy: -1 }) }, true, false],
  [
    'a bond of water',
    { contacts: contactsWith('bent hydrogen bond', { enthalpy: -1 }) },
    true,
    true,
  ],
  ['a shell of ions', { shells: forceField.shells.slice(1) }, true, false],
  ['what is looked at as a network', { network: null }, false, false],
  [
    'what counts as a solvent',
    { species: forceField.species.map((species) => ({ ...species, solvent: false })) },
    false,
    false,
  ],
  [
    'an absent species',
    { species: forceField.species.filter(({ name }) => name !== 'Li+') },
    false,
    false,
  ],
])('%s decides about the right systems', (_, change, decidesBrine, decidesWater) => {
  const scenario = changed(change)
  expect(physicsOf({ ...task, scenario }) !== physicsOf(task)).toBe(decidesBrine)
  expect(physicsOf({ ...pure, scenario }) !== physicsOf(pure)).toBe(decidesWater)
})
