import { describe, expect, it } from 'vitest'
import { saltsOf } from '../../../src/forcefield/salt.ts'
import { apparentVolume, isTabulated, parseDensityTable } from '../../../src/model/density.ts'
import { DENSITIES, SHIPPED, scenarioOf } from '../scenario/shipped.ts'

const table = parseDensityTable(DENSITIES)
const salts = saltsOf(scenarioOf(SHIPPED.get('pure-water')!).forceField.species)

describe('parseDensityTable', () => {
  it('takes the primary rows, in the order of their molality', () => {
    const rows = table.get('LiCl')!
    expect(rows.map(({ molality }) => molality)).toEqual([
      ...[0.1, 0.5, 1, 2, 3, 4, 5, 6, 7.5, 8, 10, 14, 18],
    ])
    expect(table.get('ZnCl2')).toHaveLength(9)
    expect(table.get('ZnCl2')![3]).toEqual({ molality: 2, density: 1.1967 })
  })

  it('reads quoted cells', () => {
    const csv = 'salt,source,molality,density_g_cm3,primary\n"A,""B",x,1,2,yes\nC,"y, z",1,2,no\n'
    expect([...parseDensityTable(csv)]).toEqual([['A,"B', [{ molality: 1, density: 2 }]]])
  })

  it('throws if a column is missing or a number is none', () => {
    expect(() => parseDensityTable('salt,molality,primary\nA,1,yes')).toThrow('density_g_cm3')
    const bad = 'salt,molality,density_g_cm3,primary\nA,one,1,yes'
    expect(() => parseDensityTable(bad)).toThrow('molality')
  })
})

describe('apparentVolume', () => {
  // "V_phi=30.60 cm3/mol" and the like, in the source column of rows that are not primary.
  it.each([
    ['ZnCl2', 2, 30.6],
    ['LiCl', 2, 18.97],
    ['Zn(ClO4)2', 1, 67.89],
    ['ZnSO4', 1, 4.2],
  ])('of %s at %d mol/kg is that of the other correlation', (formula, molality, volume) => {
    expect(apparentVolume(table, salts.get(formula)!, molality)).toBeCloseTo(volume, -0.5)
  })

  it('keeps its end values outside the table, and is null for what is not in it', () => {
    const salt = salts.get('ZnCl2')!
    expect(apparentVolume(table, salt, 30)).toBe(apparentVolume(table, salt, 7.5))
    expect(apparentVolume(table, salt, 0.01)).toBe(apparentVolume(table, salt, 0.1))
    expect(apparentVolume(table, salts.get('NaCl')!, 1)).toBeNull()
  })

  it('is straighter in √m than in m: a row left out is foretold better by its neighbours', () => {
    let inRoot = 0
    let inMolality = 0
    for (const [formula, rows] of table) {
      const salt = salts.get(formula)
      if (salt === undefined) continue
      const at = (molality: number) => apparentVolume(table, salt, molality)!
      for (const [index, row] of rows.entries()) {
        const [before, after] = [rows[index - 1], rows[index + 1]]
        if (before === undefined || after === undefined) continue
        const without = new Map([[formula, [before, after]]])
        const share = (row.molality - before.molality) / (after.molality - before.molality)
        const straight = (1 - share) * at(before.molality) + share * at(after.molality)
        inRoot += Math.abs(apparentVolume(without, salt, row.molality)! - at(row.molality))
        inMolality += Math.abs(straight - at(row.molality))
      }
    }
    expect(inRoot).toBeLessThan(0.7 * inMolality)
  })
})

describe('isTabulated', () => {
  it('covers what lies between pure water and the last row', () => {
    expect(isTabulated(table, 'LiCl', 0)).toBe(true)
    expect(isTabulated(table, 'LiCl', 18)).toBe(true)
    expect(isTabulated(table, 'LiCl', 18.1)).toBe(false)
    expect(isTabulated(table, 'NaCl', 1)).toBe(false)
  })
})
