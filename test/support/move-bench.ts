import { expect } from 'vitest'
import { Exchange } from '../../src/moves/exchange.ts'
import type { Move } from '../../src/moves/move.ts'
import { Regrowth } from '../../src/moves/regrowth.ts'
import { Relocation } from '../../src/moves/relocation.ts'
import { Reorientation } from '../../src/moves/reorientation.ts'
import { SiteWeight } from '../../src/moves/site-weight.ts'
import type { SiteWindow } from '../../src/moves/site-window.ts'
import { Solutes } from '../../src/moves/solutes.ts'
import { Swap } from '../../src/moves/swap.ts'
import { SwapEnergy } from '../../src/moves/swap-energy.ts'
import type { Choices } from '../../src/numeric/choices.ts'
import { EnumeratedChoices } from './enumerated-choices.ts'
import { TinyEnsemble } from './tiny-ensemble.ts'
import { TOY_FORCE_FIELD } from './toy-force-field.ts'
import { type Bench, residual, transitionMatrix, transitionRow } from './transition-matrix.ts'

export const EXACT = 1e-12

/** The moves of the program, on the branches of which a test walks. */
export class MoveBench implements Bench {
  readonly ensemble: TinyEnsemble
  readonly choices = new EnumeratedChoices()
  readonly solutes: Solutes
  readonly #site: SiteWeight
  readonly #energy: SwapEnergy
  readonly #corrupted: Choices

  constructor(
    counts: Readonly<Record<string, number>>,
    mobileSolvent: number,
    corrupt: (choices: Choices) => Choices = (choices) => choices,
    cells = 2,
  ) {
    this.ensemble = new TinyEnsemble(TOY_FORCE_FIELD, counts, 298.15, cells)
    const { configuration, hamiltonian, states } = this.ensemble
    configuration.fill(states[0]!)
    this.#site = new SiteWeight(configuration, hamiltonian)
    this.#energy = new SwapEnergy(configuration, hamiltonian)
    this.#corrupted = corrupt(this.choices)
    this.solutes = new Solutes(configuration, mobileSolvent)
  }

  reorientation(window?: SiteWindow): Move {
    return new Reorientation(this.ensemble.configuration, this.#corrupted, this.#site, window)
  }

  exchange(reach: 'near' | 'far', species: number, window?: SiteWindow): Move {
    const { configuration } = this.ensemble
    return new Exchange(
      configuration,
      this.#corrupted,
      this.#site,
      this.#energy,
      species,
      reach,
      window,
    )
  }

  swap(reach: 'near' | 'far', regrow: boolean): Move {
    const { configuration } = this.ensemble
    const { solutes } = this
    const Kind = regrow ? Regrowth : Swap
    return new Kind(configuration, this.#corrupted, this.#site, this.#energy, solutes, reach)
  }

  relocation(held: number): Move {
    const { configuration, hamiltonian } = this.ensemble
    const { solutes } = this
    return new Relocation(
      configuration,
      hamiltonian,
      this.#corrupted,
      this.#site,
      this.#energy,
      solutes,
      held,
    )
  }

  residual(move: Move): number {
    return residual(this.ensemble.probability, transitionMatrix(this, move))
  }
}

/** π_a P_ab = π_b P_ba for every state b that some states a, spread over the list, lead to. */
export function expectDetailedBalance(bench: MoveBench, move: Move, sampled: number): void {
  const { probability, states } = bench.ensemble
  for (let k = 0; k < sampled; k++) {
    const a = Math.floor(((k + 0.5) * states.length) / sampled)
    const forward = transitionRow(bench, move, a)
    expect(forward.size).toBeGreaterThan(2)
    for (const b of [...forward.keys()].filter((_, index) => index % 7 === 0)) {
      const there = probability[a]! * forward.get(b)!
      const back = probability[b]! * (transitionRow(bench, move, b).get(a) ?? 0)
      expect(Math.abs(there - back)).toBeLessThan(EXACT * Math.max(there, back))
    }
  }
}
