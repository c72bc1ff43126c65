import type { SystemPattern } from './statement.ts'

/** Whole particles and rounded amounts stay within this share of a molality. */
const MOLALITY_TOLERANCE = 0.05
const FRACTION_TOLERANCE = 1e-3

/** The part of a scenario and its system by which a solution is recognised. */
export interface Described {
  readonly scenario: { readonly composition: { readonly solvents?: Amounts | undefined } }
  /** mol/kg by salt, as really present. */
  readonly system: { readonly molality: Amounts | null }
}

/** Whether a result is of this solution: the same salts and solvents, and about the same amounts. */
export function isOf({ scenario, system }: Described, pattern: SystemPattern): boolean {
  const { solvents } = scenario.composition
  const { molality } = system
  if (solvents === undefined || molality === null || 'formula' in pattern) return false
  return (
    agree(solvents, pattern.solvents, () => FRACTION_TOLERANCE) &&
    agree(molality, pattern.salts, (wanted) => MOLALITY_TOLERANCE * wanted)
  )
}

type Amounts = Readonly<Record<string, number>>

/** An amount of 0 is the same as none. */
function agree(found: Amounts, wanted: Amounts, tolerance: (wanted: number) => number): boolean {
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)])
  return [...names].every((name) => {
    const amount = wanted[name] ?? 0
    return Math.abs((found[name] ?? 0) - amount) <= tolerance(amount)
  })
}
