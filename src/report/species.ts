const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A species as it is set in print: `Zn2+` is Zn²⁺ where its charge is 2, `SO42-` is SO₄²⁻. */
export function typesetSpecies(name: string, charge: number): string {
  const sign = charge < 0 ? '-' : '+'
  const size = Math.abs(charge)
  const ending = charge === 0 ? '' : `${size === 1 ? '' : size}${sign}`
  if (!name.endsWith(ending)) return name
  const base = name.slice(0, name.length - ending.length)
  const raised = ending
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!)
    .replace('+', '⁺')
    .replace('-', '⁻')
  return lowerDigits(base) + raised
}

/** A formula with its numbers of atoms lowered: `H2O` is H₂O, `Zn(ClO4)2` is Zn(ClO₄)₂. */
export function lowerDigits(formula: string): string {
  return formula.replace(/(?<=[A-Za-z)])\d+/g, (digits) =>
    [...digits].map((digit) => SUBSCRIPTS[Number(digit)]!).join(''),
  )
}

/** Two symbols of elements or more, or groups in brackets, with their numbers. */
const FORMULA = /(?<![A-Za-z])(?:(?:[A-Z][a-z]?|\((?:[A-Z][a-z]?\d*)+\))\d*){2,}(?![A-Za-z])/g

/** A text with the numbers in its formulas lowered; `B2` and words are left as they are. */
export function typesetFormulas(text: string): string {
  return text.replace(FORMULA, lowerDigits)
}

/** A unit as it is set in print. */
export function typesetUnit(unit: string): string {
  return unit.replace(/^kB$/, 'k_B').replace('cm3', 'cm³')
}

type Color = Readonly<Record<'plot' | 'box', string>>

/** Of the species that forms the network. */
const NETWORK: Color = { plot: '#56b4e9', box: '#8cc4ea' }

/** Okabe & Ito where they go round, in a plot and, where depth and shading dull them, in the box. */
const COLORS: Readonly<Record<string, Color>> = {
  'Zn2+': { plot: '#d55e00', box: '#d55e00' },
  'Li+': { plot: '#e69f00', box: '#f2bd00' },
  'Na+': { plot: '#e69f00', box: '#f2bd00' },
  'Mg2+': { plot: '#cc79a7', box: '#cc79a7' },
  'Cl-': { plot: '#009e73', box: '#009e73' },
  'Br-': { plot: '#8a7a00', box: '#8a7a00' },
  'ClO4-': { plot: '#0072b2', box: '#0072b2' },
  'SO42-': { plot: '#5b4b8a', box: '#7a5ab0' },
}

const OTHERS = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8a7a00',
  '#5b4b8a',
]

/** A colour for each species of a system, all different where there are no more than eight. */
export function speciesColors(
  names: readonly string[],
  where: 'plot' | 'box',
  network: string | null,
): string[] {
  const taken = new Set<string>()
  const own = names.map((name) => {
    const known = name === network ? NETWORK : Object.hasOwn(COLORS, name) ? COLORS[name]! : null
    if (known === null || taken.has(known.plot)) return null
    taken.add(known.plot)
    return known[where]
  })
  const free = OTHERS.filter((color) => !taken.has(color))
  return own.map((color) => color ?? free.shift() ?? '#59616b')
}
