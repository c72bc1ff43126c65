import type { EnergyCounts } from '../model/energy-counts.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import type { Choices } from '../numeric/choices.ts'
import { exp } from '../numeric/exp.ts'

/**
 * Whether two chains at different temperatures exchange their configurations: with probability
 * min(1, exp{[βH]_i(x_i) + [βH]_j(x_j) − [βH]_i(x_j) − [βH]_j(x_i)}). The usual product of differences,
 * (β_i − β_j)(E_i − E_j), would be wrong here: contacts carry entropy and ε depends on T, so that βH is no
 * energy divided by kT.
 */
export function exchanges(
  choices: Choices,
  [first, second]: readonly [Hamiltonian, Hamiltonian],
  [x, y]: readonly [EnergyCounts, EnergyCounts],
): boolean {
  const gain =
    first.reducedEnergy(x) +
    second.reducedEnergy(y) -
    first.reducedEnergy(y) -
    second.reducedEnergy(x)
  return gain >= 0 || choices.accept(exp(gain), 1)
}
