import type { Comparison } from '../compare/comparison.ts'
import type { RankCorrelation } from '../compare/ruling.ts'
import { formatMeasured } from './measured.ts'

/** The numbers of a comparison in words, such as `A − B = 0.1, 3.7 combined standard errors`. */
export function formatComparison(comparison: Comparison): string {
  const { kind, sigmas } = comparison
  const errors = (what: string) => (sigmas === null ? '' : `, ${sigmas.toFixed(1)} ${what}`)
  if (kind === 'pair') {
    const { higher, lower, difference } = comparison
    const size = errors('combined standard errors')
    return `${higher} − ${lower} = ${Number(difference.toPrecision(3))}${size}`
  }
  if (kind === 'slope') {
    const slope = formatMeasured(comparison.slope, comparison.standardError)
    return `slope ${slope} per ${comparison.along}${errors('standard errors in the reported direction')}`
  }
  const { label, value, standardError, least, most } = comparison
  const bounds = [
    ...(least === null ? [] : [`at least ${least}`]),
    ...(most === null ? [] : [`at most ${most}`]),
  ].join(', ')
  const side = (sigmas ?? 0) < 0 ? 'outside' : 'inside'
  const far = sigmas === null ? '' : `, ${Math.abs(sigmas).toFixed(1)} standard errors ${side}`
  return `${label}: ${formatMeasured(value, standardError)}; reported: ${bounds}${far}`
}

/** A rank correlation in words. */
export function formatRank({ tau, chance }: RankCorrelation): string {
  return `Kendall's τ with the reported order ${Number(tau.toFixed(2))}; by chance as much in ${Number((100 * chance).toPrecision(2))} %`
}
