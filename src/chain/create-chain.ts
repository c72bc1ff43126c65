import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import type { CustomMove } from '../moves/custom-move.ts'
import { findMobileSolvent, type Shares } from '../moves/mix.ts'
import { isBareSphere } from '../moves/sphere-tables.ts'
import type { Choices } from '../numeric/choices.ts'
import { Chain, type MarkovChain } from './chain.ts'
import { LatticeGasChain } from './lattice-gas-chain.ts'

/** Cells from which on a bare lattice gas fills most bits of its words. */
const SMALLEST_LATTICE_GAS = 16

/** The chain that suits a system: a lattice gas of one bare species in a large box changes many sites at a time. */
export function createChain(
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  choices: Choices,
  shares?: Shares,
  custom: readonly CustomMove[] = [],
): MarkovChain {
  const { lattice, model } = configuration
  const species = findMobileSolvent(configuration)
  const isLatticeGas =
    custom.length === 0 &&
    lattice.cells >= SMALLEST_LATTICE_GAS &&
    model.species.length === 1 &&
    species !== 0 &&
    hamiltonian.field === null &&
    isBareSphere(model, species)
  if (!isLatticeGas) return new Chain(configuration, hamiltonian, choices, shares, custom)
  return new LatticeGasChain(configuration, hamiltonian, choices, species, shares)
}
