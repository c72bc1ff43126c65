import type { ForceField } from '../forcefield/force-field.ts'
import type { Measured } from '../methods/coupling-path.ts'
import { molarVolume } from '../model/solution.ts'
import { log } from '../numeric/log.ts'
import { jackknife } from '../statistics/jackknife.ts'
import { compensatedSum, seriesBlocks } from '../statistics/series.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import type { DilutionRecord } from './dilution.ts'
import type { Evaluation } from './evaluation.ts'
import type { PairParameter } from './parameters.ts'

const LN_10 = Math.LN10
/** Of log10 γ in water at 25 °C. */
const DEBYE_HUECKEL = 0.509
const BLOCKS = 20

/**
 * log10 of the constant, L/mol, of C + A ⇌ CA at infinite dilution, from the shares of cations with one
 * anion and with none (`contact`), or with and without one within Bjerrum's distance (`total`):
 * K = (paired/free)/[A] · γ(CA)/γ(C)γ(A), log γ(z) = −A z² (√I/(1 + √I) − 0.3 I) (Davies 1962).
 * A pair holds the enthalpy of its contact once, so that d log K/dh = −1/RT ln 10 exactly; `total` is checked only.
 * Null where a run has seen no pair, or nothing else.
 */
export function evaluateAssociation(
  kind: 'contact' | 'total',
  record: DilutionRecord,
  parameters: readonly PairParameter[],
  forceField: ForceField,
): Evaluation {
  const { cation, anion, temperature, series } = record
  const quantity = `association.${kind}.${cation}.${anion}`
  const paired = kind === 'contact' ? series.single : series.near
  const free = kind === 'contact' ? series.bare : series.near.map((share) => 1 - share)
  const sites = 2 * record.cells * record.cells * record.cells
  const litres = molarVolume(sites, forceField.spacing.value) / 1000
  const ofShares = (shares: Shares) => logConstant(shares, record, litres)
  return {
    quantity,
    achieved: estimate(paired, free, ofShares),
    sensitivities:
      kind === 'total'
        ? null
        : parameters.map(({ key, between }) => {
            const isOwn = between.includes(cation) && between.includes(anion)
            const perUnit = key === 'entropy' ? temperature / 1000 : -1
            const value = isOwn ? (1000 * perUnit) / (GAS_CONSTANT * temperature * LN_10) : 0
            return { value, standardError: 0 }
          }),
  }
}

/** Waters beside a cation in dilute solution; only checked. */
export function evaluateHydration({ cation, anion, series }: DilutionRecord): Evaluation {
  const blocks = seriesBlocks(series.waters, BLOCKS)
  const { value, standardError } = jackknife(blocks, (kept) => meanOf(kept))
  return {
    quantity: `hydration.${cation}.${anion}`,
    achieved: { value, standardError },
    sensitivities: null,
  }
}

/** Of the cations, on average. */
interface Shares {
  readonly paired: number
  readonly free: number
}

function logConstant(
  { paired, free }: Shares,
  { charges, numbers }: DilutionRecord,
  litres: number,
): number {
  const [cation, anion] = charges
  const [cations, anions] = numbers
  const strength =
    (cations * (1 - paired) * cation * cation +
      (anions - cations * paired) * anion * anion +
      cations * paired * (cation + anion) * (cation + anion)) /
    (2 * litres)
  const root = Math.sqrt(strength)
  // (z₊ + z₋)² − z₊² − z₋²
  const activities = -DEBYE_HUECKEL * 2 * cation * anion * (root / (1 + root) - 0.3 * strength)
  const freeAnions = (anions - cations * paired) / litres
  return log(paired / free / freeAnions) / LN_10 + activities
}

/** Null where nothing is paired, or all is, in too many of the blocks. */
function estimate(
  paired: Float64Array,
  free: Float64Array,
  ofShares: (shares: Shares) => number,
): Measured | null {
  const [p, f] = [seriesBlocks(paired, BLOCKS), seriesBlocks(free, BLOCKS)]
  const blocks = p.map((own, k) => [own, f[k]!] as const)
  const sharesOf = (kept: typeof blocks): Shares => ({
    paired: meanOf(kept.map(([own]) => own)),
    free: meanOf(kept.map(([, own]) => own)),
  })
  const isSeen = blocks.filter(([own]) => meanOf([own]) > 0).length > BLOCKS / 2
  if (!isSeen || sharesOf(blocks).free === 0) return null
  const { value, standardError } = jackknife(blocks, (kept) => ofShares(sharesOf([...kept])))
  return { value, standardError }
}

function meanOf(blocks: readonly Float64Array[]): number {
  const sum = compensatedSum(blocks.map(compensatedSum))
  return sum / blocks.reduce((length, block) => length + block.length, 0)
}
