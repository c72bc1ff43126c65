import { describe, expect, it } from 'vitest'
import { parseForceField } from '../../../src/forcefield/parse-force-field.ts'
import { select } from '../../../src/forcefield/selector.ts'
import { AQUEOUS } from '../scenario/shipped.ts'

describe('select', () => {
  const { species } = parseForceField(AQUEOUS, 'aqueous.yaml')
  const names = (selector: string) => select(selector, species).species.map(({ name }) => name)

  it('knows species, groups and faces', () => {
    expect(names('Cl-')).toEqual(['Cl-'])
    expect(names('cation')).toEqual(['Zn2+', 'Li+', 'Na+', 'Mg2+'])
    expect(names('anion')).toEqual(['Cl-', 'Br-', 'ClO4-', 'SO42-'])
    expect(names('ion')).toHaveLength(8)
    expect(names('any')).toHaveLength(9)
    expect(names('anion.inert')).toEqual(['SO42-'])
    expect(select('H2O.donor', species)).toMatchObject({ face: 'donor' })
  })

  it.each(['vacancy', 'constructor', '__proto__', 'H2O.anionic', 'H2O.', '.donor', ''])(
    'finds nothing for %s',
    (selector) => {
      expect(names(selector)).toEqual([])
    },
  )
})
