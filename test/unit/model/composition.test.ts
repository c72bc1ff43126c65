import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../src/errors/problem.ts'
import { composeSystem } from '../../../src/model/composition.ts'
import { parseDensityTable } from '../../../src/model/density.ts'
import { siteVolume, solutionOf } from '../../../src/model/solution.ts'
import { DENSITIES, SHIPPED, scenarioOf } from '../scenario/shipped.ts'

const table = parseDensityTable(DENSITIES)
const WATER = 'forcefield: aqueous\ncomposition:\n  solvents: { H2O: 1 }\n'
const compose = (text: string) => composeSystem(scenarioOf(text), table)
const withSalts = (salts: string, rest = '') => compose(`${WATER}  salts: { ${salts} }\n${rest}`)
const codes = (system: ReturnType<typeof compose>) => system.warnings.map(({ code }) => code)

describe('composeSystem', () => {
  it('fills 0.539 of the sites with water at 25 °C', () => {
    const system = compose(WATER)
    expect(siteVolume(2.76)).toBeCloseTo(16.18, 2)
    expect(system.sites).toBe(3456)
    expect(system.counts.H2O! / system.sites).toBeCloseTo(0.539, 3)
    expect(system).toMatchObject({ densitySource: 'measured', molality: {}, charge: 0 })
    expect(system.warnings).toEqual([])
  })

  it.each([
    ['ZnCl2: 2 m', 1.1967],
    ['ZnCl2: 5 m', 1.4168],
    ['LiCl: 18 m', 1.2769],
    ['Zn(ClO4)2: 2 m', 1.3368],
  ])('gives %s its measured density', (salts, density) => {
    const { volume, recipe, molalities, source } = solutionOf(
      scenarioOf(`${WATER}  salts: { ${salts} }`),
      table,
    )
    const { cation, anion, cations, anions } = recipe.salts[0]!.salt
    const mass = cations * cation.molarMass!.value + anions * anion.molarMass!.value
    expect((1000 + molalities[0]! * mass) / volume).toBeCloseTo(density, 10)
    expect(source).toBe('measured')
    expect(withSalts(salts).density).toBeCloseTo(density, 2)
  })

  it('composes the default scenario', () => {
    const system = compose(SHIPPED.get('li2zncl4-9h2o')!)
    expect(system.counts).toEqual({ H2O: 1246, 'Zn2+': 138, 'Li+': 277, 'Cl-': 553 })
    expect(system).toMatchObject({ vacancies: 1242, charge: 0, densitySource: 'mixing-rule' })
    expect(system.molality!.ZnCl2).toBeCloseTo(6.17, 1)
    expect(codes(system)).toEqual(['density-estimated'])
  })

  it('fills half of the Ising lattice', () => {
    const system = compose(SHIPPED.get('ising-bcc')!)
    expect(system).toMatchObject({ counts: { A: 1728 }, vacancies: 1728, molality: null })
    expect(system).toMatchObject({ density: null, densitySource: 'given', warnings: [] })
  })

  it('takes a mixture of the same salt in two units for what it is', () => {
    const molal = withSalts('ZnCl2: 2 m')
    const solution = solutionOf(scenarioOf(`${WATER}  salts: { ZnCl2: 2 m }`), table)
    const molar = (2 / solution.volume) * 1000
    expect(withSalts(`ZnCl2: ${molar} M`).counts).toEqual(molal.counts)
    const fraction = 2 / (2 + 1000 / 18.015)
    expect(withSalts(`ZnCl2: ${fraction} mole fraction`).counts).toEqual(molal.counts)
  })

  it('has amounts per litre and mole fractions of several salts agree with its volume', () => {
    const amount = fc.double({ min: 0.01, max: 3, noNaN: true })
    fc.assert(
      fc.property(amount, amount, fc.double({ min: 0.01, max: 0.1, noNaN: true }), (a, b, x) => {
        const salts = `ZnCl2: ${a} M, LiCl: ${b} M, LiBr: ${x} mole fraction`
        const solution = solutionOf(scenarioOf(`${WATER}  salts: { ${salts} }`), table)
        const [zinc, lithium, bromide] = solution.molalities as [number, number, number]
        expect((1000 * zinc) / solution.volume).toBeCloseTo(a, 9)
        expect((1000 * lithium) / solution.volume).toBeCloseTo(b, 9)
        const total = 1000 / 18.015 + zinc + lithium + bromide
        expect(bromide / total).toBeCloseTo(x, 9)
      }),
      { numRuns: 50, seed: 7 },
    )
  })

  it('is neutral and full, whatever is dissolved', () => {
    const amount = fc.double({ min: 0, max: 5, noNaN: true })
    const cells = fc.integer({ min: 1, max: 8 }).map((half) => 2 * half)
    fc.assert(
      fc.property(amount, amount, cells, (a, b, size) => {
        const system = withSalts(
          `MgSO4: ${a} m, Na2SO4: ${b} m`,
          `lattice: { cells: ${size} }\nsampling: { replicas: 1 }`,
        )
        const total = Object.values(system.counts).reduce((sum, count) => sum + count, 0)
        expect(system.charge).toBe(0)
        expect(total + system.vacancies).toBe(system.sites)
        expect(system.vacancies).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 50, seed: 7 },
    )
  })

  it.each([
    ['ZnCl2: 2 m', 'measured'],
    ['ZnCl2: 2 m, LiCl: 0 m', 'measured'],
    ['ZnCl2: 18.5 m', 'mixing-rule'],
    ['ZnCl2: 1 m, LiCl: 1 m', 'mixing-rule'],
    ['ZnCl2: 1 m, NaCl: 1 m', 'partial-volumes'],
    ['NaCl: 1 m', 'partial-volumes'],
  ])('takes the density of %s as %s', (salts, source) => {
    const system = withSalts(salts)
    expect(system.densitySource).toBe(source)
    expect(codes(system).includes('density-estimated')).toBe(source !== 'measured')
  })

  it('mixes a salt with itself to no effect', () => {
    const alone = solutionOf(scenarioOf(`${WATER}  salts: { LiCl: 4 m }`), table)
    const mixed = solutionOf(scenarioOf(`${WATER}  salts: { LiCl: 4 m, LiBr: 1e-9 m }`), table)
    expect(mixed.volume).toBeCloseTo(alone.volume, 6)
  })

  it('comes near measured NaCl by partial volumes', () => {
    // 1 mol/kg NaCl at 25 °C: 1.0357 g/cm³ (Rogers and Pitzer 1982).
    expect(withSalts('NaCl: 1 m').density).toBeCloseTo(1.0357, 2)
  })

  it('obeys a density or a share of vacancies that is given', () => {
    const heavy = withSalts('LiCl: 2 m', 'density: 1.2 g/cm3')
    expect(heavy.density).toBeCloseTo(1.2, 2)
    expect(heavy).toMatchObject({ densitySource: 'given', warnings: [] })
    for (const fraction of [0, 0.25, 0.4]) {
      const { vacancies, sites } = withSalts('LiCl: 2 m', `density: { vacancies: ${fraction} }`)
      expect(vacancies).toBe(Math.round(fraction * sites))
    }
  })

  it('warns that a measured density is that of 25 °C', () => {
    expect(codes(withSalts('ZnCl2: 2 m', 'temperature: 25.9 degC'))).toEqual([])
    const cold = withSalts('ZnCl2: 2 m', 'temperature: -20 degC')
    expect(cold.warnings[0]!.message).toContain('−20.0 °C'.replace('−', '-'))
    expect(codes(cold)).toEqual(['density-estimated'])
  })

  it('warns of temperatures outside −100…200 °C', () => {
    expect(codes(withSalts('ZnCl2: 2 m', 'temperature: 201 degC'))).toContain('extrapolated')
    expect(codes(withSalts('ZnCl2: 2 m', 'temperature: -100 degC'))).not.toContain('extrapolated')
  })

  it('warns of few ions, with cells that would hold enough', () => {
    const few = withSalts('ZnCl2: 0.1 m')
    const warning = few.warnings.find(({ code }) => code === 'too-few-ions')!
    expect(warning.message).toContain('Zn2+')
    const cells = Number(/(\d+) cells/.exec(warning.message)![1])
    const more = withSalts('ZnCl2: 0.1 m', `lattice: { cells: ${cells} }`)
    expect(more.counts['Zn2+']).toBeGreaterThanOrEqual(20)
    const less = withSalts('ZnCl2: 0.1 m', `lattice: { cells: ${cells - 2} }`)
    expect(less.counts['Zn2+']).toBeLessThan(20)
  })

  it('warns of boxes in which a crystal is not told from a liquid', () => {
    const few = withSalts('ZnCl2: 2 m', 'lattice: { cells: 2 }')
    const { message } = few.warnings.find(({ code }) => code === 'too-few-waters')!
    expect(message).toBe(
      `only ${few.counts.H2O} H2O in the box, so that a crystal is not told from a liquid: 4 cells would hold 64`,
    )
    const enough = withSalts('ZnCl2: 2 m', 'lattice: { cells: 6 }')
    expect(codes(enough)).not.toContain('too-few-waters')
  })

  it('warns if whole particles miss the molality by more than 2 %', () => {
    expect(codes(withSalts('LiCl: 0.1 m', 'lattice: { cells: 4 }'))).toContain(
      'composition-rounded',
    )
    expect(codes(withSalts('LiCl: 2 m'))).not.toContain('composition-rounded')
  })

  it.each([
    ['ZnCl2: 90 M', '', 'no solution holds that much salt'],
    ['LiCl: 2 m', 'density: 4 g/cm3', 'do not fit on 3456 sites'],
  ])('refuses %s %s', (salts, rest, message) => {
    const attempt = () => withSalts(salts, rest)
    expect(attempt).toThrow(InputError)
    expect(attempt).toThrow(message)
  })

  it('refuses to guess the volume of a solvent', () => {
    const text =
      'forcefield: { species: { X: { solvent: true, molarMass: 50 } } }\ncomposition: { solvents: { X: 1 } }'
    expect(() => compose(text)).toThrow('partial molar volume of X')
  })
})
