import type { SpeciesData } from './force-field.ts'

/** A neutral compound of one cation and one anion. */
export interface Salt {
  readonly formula: string
  readonly cation: SpeciesData
  readonly anion: SpeciesData
  /** Ions in a formula unit. */
  readonly cations: number
  readonly anions: number
}

/** All salts that the species can form, by formula: `ZnCl2`, `Zn(ClO4)2`, `Li2SO4`. */
export function saltsOf(species: readonly SpeciesData[]): Map<string, Salt> {
  const salts = new Map<string, Salt>()
  for (const cation of species.filter(({ charge }) => charge > 0)) {
    for (const anion of species.filter(({ charge }) => charge < 0)) {
      const divisor = greatestCommonDivisor(cation.charge, -anion.charge)
      const cations = -anion.charge / divisor
      const anions = cation.charge / divisor
      const formula = part(cation, cations) + part(anion, anions)
      salts.set(formula, { formula, cation, anion, cations, anions })
    }
  }
  return salts
}

/** `Cl2`, `(ClO4)2`: what is more than one element is put in parentheses where there are several. */
function part(ion: SpeciesData, count: number): string {
  const symbol = withoutCharge(ion)
  if (count === 1) return symbol
  return /^[A-Z][a-z]?$/.test(symbol) ? `${symbol}${count}` : `(${symbol})${count}`
}

/** `Zn2+` → `Zn`, `ClO4-` → `ClO4`, `SO42-` and `SO4^2-` → `SO4`: the charge decides which digits belong to the formula. */
function withoutCharge({ name, charge }: SpeciesData): string {
  const size = Math.abs(charge) === 1 ? '' : String(Math.abs(charge))
  const suffix = size + (charge > 0 ? '+' : '-')
  if (!name.endsWith(suffix)) return name
  return name.slice(0, -suffix.length).replace(/\^$/, '')
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
