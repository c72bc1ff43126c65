import type { Configuration } from '../../src/model/configuration.ts'
import type { Hamiltonian } from '../../src/model/hamiltonian.ts'
import type { Choices } from '../../src/numeric/choices.ts'
import { exp } from '../../src/numeric/exp.ts'
import { type JackknifeEstimate, jackknife } from '../../src/statistics/jackknife.ts'
import { logSum } from './mbar.ts'

export interface FlatHistogramOptions {
  /** Width of a bin of βH, kT. */
  readonly binWidth: number
  /** Attempts while the weights are learnt, and after that, with weights that are kept. */
  readonly learning: number
  readonly production: number
}

const BLOCKS = 20
/** ln f, what a visit adds to the estimate of ln g, is at most this at the beginning. */
const FIRST_INCREMENT = 1

/**
 * ln(Z/Ω) of a small box by a random walk in energy: Wang and Landau's estimate of the density of states
 * g(βH) (Phys. Rev. Lett. 86, 2050 (2001)), with ln f = bins/attempts in the end (Belardinelli &
 * Pereyra, Phys. Rev. E 75, 046701 (2007)), then a run with fixed weights 1/g, in which
 * Z/Ω = Σ_n g_n e^(−βH_n) / Σ_n g_n holds whatever the weights. Errors by jackknife over blocks.
 *
 * Its only step lifts what is on two sites and puts it back crosswise in random orientations; the energy
 * is counted, not weighed. So it shares no code with the moves of a chain.
 */
export function flatHistogram(
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  choices: Choices,
  { binWidth, learning, production }: FlatHistogramOptions,
): JackknifeEstimate {
  const logDensity = new Map<number, number>()
  const walk = new EnergyWalk(configuration, hamiltonian, choices)
  const densityAt = (energy: number) => logDensity.get(Math.floor(energy / binWidth)) ?? 0
  const isBetter = (before: number, after: number) =>
    choices.accept(exp(Math.min(densityAt(before) - densityAt(after), 0)), 1)

  for (let attempt = 1; attempt <= learning; attempt++) {
    walk.attempt(isBetter)
    const bin = Math.floor(walk.energy / binWidth)
    const increment = Math.min(FIRST_INCREMENT, (10 * (logDensity.size + 1)) / attempt)
    logDensity.set(bin, (logDensity.get(bin) ?? 0) + increment)
  }
  const length = Math.floor(production / BLOCKS)
  const blocks = Array.from({ length: BLOCKS }, () => {
    const all = new Float64Array(length)
    const weighted = new Float64Array(length)
    for (let k = 0; k < length; k++) {
      walk.attempt(isBetter)
      all[k] = densityAt(walk.energy)
      weighted[k] = all[k]! - walk.energy
    }
    return { all: logSum(all), weighted: logSum(weighted) }
  })
  return jackknife(blocks, (kept) => {
    const sum = (of: 'all' | 'weighted') => logSum(Float64Array.from(kept, (block) => block[of]))
    return sum('weighted') - sum('all')
  })
}

/** Swaps of two sites, each decided on by the energies before and after. */
class EnergyWalk {
  energy: number
  readonly #configuration: Configuration
  readonly #hamiltonian: Hamiltonian
  readonly #choices: Choices

  constructor(configuration: Configuration, hamiltonian: Hamiltonian, choices: Choices) {
    this.#configuration = configuration
    this.#hamiltonian = hamiltonian
    this.#choices = choices
    this.energy = hamiltonian.reducedEnergy(configuration)
  }

  attempt(accepts: (before: number, after: number) => boolean): void {
    const { state, lattice } = this.#configuration
    const first = this.#choices.below(lattice.sites)
    const second = this.#choices.below(lattice.sites)
    const [a, b] = [state[first]!, state[second]!]
    this.#put(first, second, this.#turned(b), this.#turned(a))
    const energy = this.#hamiltonian.reducedEnergy(this.#configuration)
    if (accepts(this.energy, energy)) this.energy = energy
    else this.#put(first, second, a, b)
  }

  /** The same species in a random orientation. */
  #turned(state: number): number {
    const { species, first, orientations } = this.#configuration.model.states
    const kind = species[state]!
    return first[kind]! + this.#choices.below(orientations[kind]!)
  }

  #put(first: number, second: number, onFirst: number, onSecond: number): void {
    const { charges, states } = this.#configuration.model
    const charge = (state: number) => charges[states.species[state]!]!
    const before = charge(this.#configuration.state[second]!)
    this.#configuration.replace(first, onFirst)
    if (first !== second) this.#configuration.replace(second, onSecond)
    const moved = charge(onSecond) - before
    if (first !== second && moved !== 0) {
      this.#configuration.electrostatics?.transfer(first, second, moved)
    }
  }
}
