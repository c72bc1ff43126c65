import { log } from '../numeric/log.ts'
import type { Component, Occupation, Sublattice } from './occupation.ts'
import { VACANT } from './tree.ts'

export interface SublatticeEntropy {
  readonly text: string
  readonly components: readonly { readonly name: string; readonly share: number }[]
  /** Sites in a formula unit; null for plain fractions. */
  readonly sites: number | null
  /** −Σ x ln x, R per mole of its sites. */
  readonly entropy: number
  /** Components of 5 to 35 %. */
  readonly principal: number
  /** Whether the definition by composition holds on it. */
  readonly isHighByComposition: boolean
}

export interface FormulaEntropy {
  readonly sublattices: readonly SublatticeEntropy[]
  readonly ordered: readonly string[]
  /** Σ over the sublattices, each counted once (equations 1 and 2 of the review), R. */
  readonly entropy: number
  /** Σ sites × entropy, R per mole of formula units; null for plain fractions. */
  readonly entropyPerFormulaUnit: number | null
  readonly classByEntropy: EntropyClass
  readonly isHighByComposition: boolean
  /** Whether both definitions agree on whether it is `high`. */
  readonly agree: boolean
  readonly notes: readonly string[]
}

const FEWEST = 5
const LEAST_SHARE = 0.05
const MOST_SHARE = 0.35
/** So that 0.35/1.0000000000000002 is still 35 %. */
const ROUNDING = 1e-9

/**
 * Ideal configurational entropy of a formula, with its class and the definition by
 * composition. The classes refer to a mole of sites of each sublattice: three sites in a formula unit
 * do not make a solid high-entropy.
 */
export function formulaEntropy({ sublattices, ordered, notes }: Occupation): FormulaEntropy {
  const each = sublattices.map(sublatticeEntropy)
  const entropy = each.reduce((sum, one) => sum + one.entropy, 0)
  const perFormulaUnit = each.reduce<number | null>(
    (sum, one) => (sum === null || one.sites === null ? null : sum + one.sites * one.entropy),
    0,
  )
  const classByEntropy = entropyClass(entropy)
  const isHighByComposition = each.some((one) => one.isHighByComposition)
  return {
    sublattices: each,
    ordered,
    entropy,
    entropyPerFormulaUnit: perFormulaUnit,
    classByEntropy,
    isHighByComposition,
    agree: (classByEntropy === 'high') === isHighByComposition,
    notes,
  }
}

function sublatticeEntropy({ text, components, sites }: Sublattice): SublatticeEntropy {
  const amounts = components.map(({ amount }) => amount)
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  const shares = components.map(({ name, amount }) => ({ name, share: amount / total }))
  return {
    text,
    components: shares,
    sites,
    entropy: configurationalEntropyIdeal(amounts),
    ...byComposition(shares),
  }
}

/** Five components or more of 5 to 35 % each, and none above; vacant sites are no component. */
function byComposition(
  shares: readonly { readonly name: Component['name']; readonly share: number }[],
) {
  const present = shares.filter(({ name }) => name !== VACANT).map(({ share }) => share)
  const isBelow = (share: number) => share <= MOST_SHARE + ROUNDING
  const principal = present.filter((share) => share >= LEAST_SHARE - ROUNDING && isBelow(share))
  return {
    principal: principal.length,
    isHighByComposition: principal.length >= FEWEST && present.every(isBelow),
  }
}

export const CLASSES = ['high', 'medium', 'low'] as const
export type EntropyClass = (typeof CLASSES)[number]

const HIGH_ABOVE = 1.5
const MEDIUM_FROM = 1

/**
 * Ideal configurational entropy −Σ x ln x of one sublattice or mixture, in units of R per mole of its
 * particles, from amounts in any common unit (equations 1 and 2 of the review that defines the classes).
 * @throws RangeError for a negative or infinite amount, or where there is nothing at all
 */
export function configurationalEntropyIdeal(amounts: readonly number[]): number {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (!(total > 0 && total < Infinity) || amounts.some((amount) => !(amount >= 0))) {
    throw new RangeError(`no amounts of a mixture: ${amounts.join(', ')}`)
  }
  return amounts.reduce((sum, amount) => {
    const share = amount / total
    return share === 0 ? sum : sum - share * log(share)
  }, 0)
}

/** High above 1.5 R, medium from 1 R to 1.5 R, low below. */
export function entropyClass(entropyInR: number): EntropyClass {
  if (entropyInR > HIGH_ABOVE) return 'high'
  return entropyInR >= MEDIUM_FROM ? 'medium' : 'low'
}
