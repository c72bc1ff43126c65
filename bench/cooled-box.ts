import { Chain } from '../src/chain/chain.ts'
import { BccLattice } from '../src/lattice/bcc.ts'
import { Configuration } from '../src/model/configuration.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import type { LatticeModel } from '../src/model/lattice-model.ts'
import type { Choices } from '../src/numeric/choices.ts'
import { fillInitially } from '../src/run/initial-state.ts'

interface Box {
  readonly cells: number
  readonly model: LatticeModel
  readonly counts: Readonly<Record<string, number>>
  readonly choices: Choices
}

/** A box that was filled at random and then kept at each temperature, in K, for so many sweeps. */
export function cooledBox(
  { cells, model, counts, choices }: Box,
  kelvins: readonly number[],
  sweepsEach: number,
): Configuration {
  const configuration = new Configuration(new BccLattice(cells), model)
  fillInitially(configuration, counts, 'random', choices)
  for (const kelvin of kelvins) {
    const chain = new Chain(configuration, new Hamiltonian(model, kelvin), choices)
    for (let k = 0; k < sweepsEach; k++) chain.sweep()
  }
  return configuration
}
