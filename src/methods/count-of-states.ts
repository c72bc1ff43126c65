import type { LatticeModel } from '../model/lattice-model.ts'
import { log } from '../numeric/log.ts'
import { logFactorial } from '../numeric/log-factorial.ts'

/**
 * ln Ω, the number of states of a box: all ways of putting its particles on its sites, one a site, in all
 * orientations: sites!/Π_s N_s! · Π_s orientations_s^N_s. `population` is by species, the vacancy's first.
 */
export function logCountOfStates(
  { states }: Pick<LatticeModel, 'states'>,
  population: ArrayLike<number>,
): number {
  let sites = 0
  let logarithm = 0
  for (let species = 0; species < population.length; species++) {
    const count = population[species]!
    sites += count
    logarithm += count * log(states.orientations[species]!) - logFactorial(count)
  }
  return logarithm + logFactorial(sites)
}
