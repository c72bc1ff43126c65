import { Chain } from '../../src/chain/chain.ts'
import type { Configuration } from '../../src/model/configuration.ts'
import type { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'

/** [quantity][sample], one sample a sweep, after a tenth more sweeps that are not looked at. */
export function sampleChain(
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  seed: string,
  sweeps: number,
  quantities: readonly (() => number)[],
): Float64Array[] {
  const choices = new RandomChoices(randomStream(seed, 'chain'))
  const chain = new Chain(configuration, hamiltonian, choices)
  for (let k = 0; k < sweeps / 10; k++) chain.sweep()
  const series = quantities.map(() => new Float64Array(sweeps))
  for (let sweep = 0; sweep < sweeps; sweep++) {
    chain.sweep()
    for (const [index, quantity] of quantities.entries()) series[index]![sweep] = quantity()
  }
  return series
}
