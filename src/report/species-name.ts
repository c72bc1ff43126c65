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
