import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseForceField } from '../../../src/forcefield/parse-force-field.ts'
import { AQUEOUS } from '../scenario/shipped.ts'

const text = readFileSync(
  new URL('../../../scenarios/forcefields/null.yaml', import.meta.url),
  'utf8',
)
const nothing = parseForceField(text, 'null.yaml')
const aqueous = parseForceField(AQUEOUS, 'aqueous.yaml')

test('the null model has no energy of any kind', () => {
  expect(nothing).toMatchObject({ contacts: [], shells: [], dielectric: null, cohesion: null })
})

test('its species are those of aqueous, but ions show one face all around', () => {
  const alike = aqueous.species.map((species) => {
    const [face] = species.patterns[0]!
    return species.charge === 0 ? species : { ...species, patterns: [Array(8).fill(face)] }
  })
  expect(nothing.species).toEqual(alike)
  expect(nothing.spacing).toEqual(aqueous.spacing)
})
