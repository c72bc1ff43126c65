import { describe, expect, it } from 'vitest'
import { ligandsIn } from '../../../src/observe/compositions.ts'
import { ShellCompositionObserver } from '../../../src/observe/shell-composition.ts'
import { SMALL_FORCE_FIELD } from '../../support/small-force-field.ts'
import { emptyBox, fillAtRandom, measured, randomBelow } from './filling.ts'

const [WATER, ZINC] = SMALL_FORCE_FIELD.species

describe('shell composition', () => {
  it('is H2O:6 for a zinc with six waters, whatever lies beyond', () => {
    const configuration = emptyBox(6, ['H2O', 'Zn2+', 'Cl-'])
    const { lattice, model } = configuration
    const neighbours = new Int32Array(8)
    lattice.nearest(0, neighbours)
    const state = new Uint8Array(lattice.sites)
    state[0] = model.states.first[2]!
    for (const site of neighbours.slice(0, 6)) state[site] = model.states.first[1]!
    state[lattice.siteAt(2, 0, 0)] = model.states.first[3]!
    configuration.fill(state)
    const observer = new ShellCompositionObserver(configuration)
    measured(observer, 4)
    const { bins, blocks } = observer.distributions[0]!
    expect(bins.filter((_, k) => blocks[4]![k]! > 0)).toEqual(['H2O:6'])
    expect(blocks[4]!.reduce((sum, ions) => sum + ions, 0)).toBe(1)
    expect(blocks[3]!.every((ions) => ions === 0)).toBe(true)
  })

  it('has all ways to fill a shell for bins, in an order of their own', () => {
    const observer = new ShellCompositionObserver(emptyBox(2, ['H2O', 'Zn2+', 'Cl-']))
    const { name, bins } = observer.distributions[0]!
    expect(name).toBe('shell:Zn2+')
    expect(bins.length).toBe(45)
    expect(new Set(bins).size).toBe(45)
    expect(bins.slice(0, 6)).toEqual(['bare', 'H2O:1', 'Cl-:1', 'H2O:2', 'H2O:1 Cl-:1', 'Cl-:2'])
    expect(bins.at(-1)).toBe('Cl-:8')
    const numbers = bins.map((label) => ligandsIn(String(label)))
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect(ligandsIn('H2O:3 Cl-:2')).toBe(5)
  })

  it('counts other cations and vacancies for nothing', () => {
    const configuration = emptyBox(2, ['Zn2+'])
    fillAtRandom(configuration, { 'Zn2+': 12 }, randomBelow('bare'))
    const observer = new ShellCompositionObserver(configuration)
    measured(observer)
    expect(observer.distributions[0]!.bins).toEqual(['bare'])
    expect(observer.distributions[0]!.blocks[0]![0]).toBe(12)
  })

  it('puts the eighth and later of many ligands together', () => {
    const solvents = Array.from({ length: 10 }, (_, k) => ({ ...WATER!, name: `S${k}` }))
    const mixture = { ...SMALL_FORCE_FIELD, contacts: [], species: [ZINC!, ...solvents] }
    const names = mixture.species.map(({ name }) => name)
    const configuration = emptyBox(2, names, mixture)
    const { lattice, model } = configuration
    const neighbours = new Int32Array(8)
    lattice.nearest(0, neighbours)
    const state = new Uint8Array(lattice.sites)
    state[0] = model.states.first[1]!
    for (const k of [0, 6, 7, 8, 9]) state[neighbours[k % 8]!] = model.states.first[2 + k]!
    configuration.fill(state)
    const observer = new ShellCompositionObserver(configuration)
    measured(observer)
    const { bins, blocks } = observer.distributions[0]!
    expect(bins.length).toBe(12870)
    // S8 stands where S0 would: neighbours 0 and 8 are one.
    expect(bins.filter((_, k) => blocks[0]![k]! > 0)).toEqual(['S6:1 (others):3'])
  })
})
