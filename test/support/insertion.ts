import { log } from '../../src/numeric/log.ts'

/**
 * Reduced chemical potential βμ = −ln⟨insertion⟩ from the mean of `insertion:H2O`; null where no
 * insertion had any weight, so that nothing can be said.
 */
export function reducedChemicalPotential(meanInsertion: number): number | null {
  return meanInsertion > 0 ? -log(meanInsertion) : null
}
