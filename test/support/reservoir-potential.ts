import { Chain } from '../../src/chain/chain.ts'
import type { Configuration } from '../../src/model/configuration.ts'
import type { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { SiteWeight } from '../../src/moves/site-weight.ts'
import type { Choices } from '../../src/numeric/choices.ts'
import { log } from '../../src/numeric/log.ts'
import { type JackknifeEstimate, jackknife } from '../../src/statistics/jackknife.ts'
import { ReservoirExchange } from './reservoir.ts'

/** Stages in which the activity is brought to where both numbers of particles are met equally often. */
const STAGES = 4
/** Of all sweeps, the share spent on them. */
const LEARNING = 0.2
const BLOCKS = 20
/** Attempts to fill or empty a site, per attempt of the chain. */
const SHARE = 0.5

/**
 * βμ of one neutral species by a flat histogram over two numbers of particles, N as the configuration holds
 * and N + 1: with a reservoir of activity z, Z(N+1)/Z(N) = P(N+1)/(z P(N)) and βμ = −ln of it. Unlike
 * insertion it visits the larger system too, and so does not depend on rare cavities alone. The background
 * cohesion, which the reservoir does not see, is added from the numbers.
 */
export function reservoirPotential(
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  choices: Choices,
  { species, sweeps }: { readonly species: number; readonly sweeps: number },
): Pick<JackknifeEstimate, 'value' | 'standardError'> {
  const fewer = configuration.population[species]!
  const grown = configuration.population.slice()
  grown[0]! -= 1
  grown[species]! += 1
  const cohesion =
    hamiltonian.reducedCohesion(grown) - hamiltonian.reducedCohesion(configuration.population)
  const site = new SiteWeight(configuration, hamiltonian)
  const chain = new Chain(configuration, hamiltonian, choices)
  const attempts = Math.ceil(SHARE * configuration.lattice.sites)

  /** How often N and N + 1 were met. */
  const visits = (activity: number, length: number): readonly [number, number] => {
    const limits = [fewer, fewer + 1] as const
    const move = new ReservoirExchange(configuration, choices, site, species, activity, limits)
    const met: [number, number] = [0, 0]
    for (let sweep = 0; sweep < length; sweep++) {
      chain.sweep()
      for (let k = 0; k < attempts; k++) {
        move.attempt()
        met[configuration.population[species] === fewer ? 0 : 1] += 1
      }
    }
    return met
  }

  let activity = 1
  for (let stage = 0; stage < STAGES; stage++) {
    const [few, more] = visits(activity, Math.ceil((LEARNING * sweeps) / STAGES))
    activity *= (few + 1) / (more + 1)
  }
  const length = Math.ceil(((1 - LEARNING) * sweeps) / BLOCKS)
  const blocks = Array.from({ length: BLOCKS }, () => visits(activity, length))
  const { value, standardError } = jackknife(blocks, (kept) => {
    const [few, more] = [0, 1].map((n) => kept.reduce((sum, block) => sum + block[n]!, 0))
    return log(activity) - log((more! + 0.5) / (few! + 0.5))
  })
  return { value: value + cohesion, standardError }
}
