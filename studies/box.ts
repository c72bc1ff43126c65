import { Chain } from '../src/chain/chain.ts'
import { prepare } from '../src/cli/prepare.ts'
import type { Override } from '../src/document/override.ts'
import { BccLattice } from '../src/lattice/bcc.ts'
import { Configuration } from '../src/model/configuration.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { compileModel } from '../src/model/lattice-model.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { randomStream } from '../src/numeric/random-stream.ts'
import { fillInitially } from '../src/run/initial-state.ts'

/**
 * The box of a scenario with other settings, its particles at random; all chances of the study are drawn from the
 * stream that is named.
 */
export async function randomBox(
  name: string,
  settings: readonly Override[],
  [seed, part]: readonly [seed: string, part: string],
) {
  const { scenario, system } = await prepare(name, settings)
  const { counts } = system
  const model = compileModel(scenario.forceField, Object.keys(counts))
  const configuration = new Configuration(new BccLattice(scenario.cells), model)
  const choices = new RandomChoices(randomStream(seed, 'chain', part))
  fillInitially(configuration, counts, 'random', choices)
  const chainAt = (kelvin: number) =>
    new Chain(configuration, new Hamiltonian(model, kelvin), choices)
  return { scenario, counts, model, configuration, choices, chainAt }
}

export function advance(chain: Chain, sweeps: number): void {
  for (let k = 0; k < sweeps; k++) chain.sweep()
}

/** Keeps a box at each temperature, in K, for so many sweeps. */
export function anneal(
  { chainAt }: { readonly chainAt: (kelvin: number) => Chain },
  kelvins: readonly number[],
  sweepsEach: number,
): void {
  for (const kelvin of kelvins) advance(chainAt(kelvin), sweepsEach)
}
