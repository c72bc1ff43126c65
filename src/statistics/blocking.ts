import { powerOfTwo } from '../numeric/power-of-two.ts'
import { meanVariance } from './mean-variance.ts'
import { pairAverages } from './pair-averages.ts'

/** Levels of fewer blocks are too noisy to be read. */
const FEWEST_BLOCKS = 16

export interface BlockingLevel {
  /** how many averages of 2^level samples there are */
  readonly blocks: number
  /** sqrt(variance of the averages / blocks) */
  readonly standardError: number
  /** standard error of that: standardError / sqrt(2 (blocks - 1)) */
  readonly uncertainty: number
}

export interface Blocking {
  /** standard error of the mean of the series, from the chosen level */
  readonly standardError: number
  /** the chosen level: averages of 2^level samples look independent */
  readonly level: number
  /** false if the series is too short for any level: the error is then that of the last, and too small */
  readonly plateau: boolean
  readonly levels: readonly BlockingLevel[]
}

/**
 * The standard error of the mean of a correlated series by Flyvbjerg and Petersen's blocking
 * (J. Chem. Phys. 91 (1989) 461). Chosen is the first level, of blocks of B samples, with
 * B^3 > 2 n (standardError(B) / standardError(1))^4, where the remaining bias and the noise are
 * balanced (Lee et al., Phys. Rev. B 83 (2011) 245118). null for fewer than 32 samples.
 */
export function blocking(series: Float64Array): Blocking | null {
  if (series.length < 2 * FEWEST_BLOCKS) return null
  const levels: BlockingLevel[] = []
  for (let blocks = series; blocks.length >= FEWEST_BLOCKS; blocks = pairAverages(blocks)) {
    levels.push(levelOf(blocks))
  }
  const unblocked = levels[0]!.standardError
  const found = levels.findIndex(({ standardError }, level) => {
    const size = powerOfTwo(level)
    const growth = (standardError / unblocked) * (standardError / unblocked)
    return unblocked === 0 || size * size * size > 2 * series.length * growth * growth
  })
  const level = found < 0 ? levels.length - 1 : found
  return { standardError: levels[level]!.standardError, level, plateau: found >= 0, levels }
}

function levelOf(averages: Float64Array): BlockingLevel {
  const blocks = averages.length
  const standardError = Math.sqrt(meanVariance(averages).variance! / blocks)
  return { blocks, standardError, uncertainty: standardError / Math.sqrt(2 * (blocks - 1)) }
}
