import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import { Exchange } from './exchange.ts'
import type { Move, MoveName } from './move.ts'
import { Regrowth } from './regrowth.ts'
import { Relocation } from './relocation.ts'
import { Reorientation } from './reorientation.ts'
import { SiteWeight } from './site-weight.ts'
import { SiteWindow } from './site-window.ts'
import { Solutes } from './solutes.ts'
import { SphereExchange } from './sphere-exchange.ts'
import { isBareSphere } from './sphere-tables.ts'
import { Swap } from './swap.ts'
import { SwapEnergy } from './swap-energy.ts'

/** A kind of move and how often a sweep attempts it. */
export interface Scheduled<Kind = Move> {
  readonly move: Kind
  /** At least 1. */
  readonly attempts: number
}

/** How often each kind of move is attempted, relative to the others. */
export type Shares = Readonly<Record<MoveName, number>>

/** Shares of all moves; a system that lacks some of them divides by the sum of the others. */
export const SHARES: Shares = {
  reorientation: 0.25,
  'exchange-near': 0.05,
  'exchange-far': 0.3,
  'swap-near': 0.1,
  'swap-far': 0.2,
  'regrowth-near': 0.03,
  'regrowth-far': 0.03,
  'relocation-vacancy': 0.002,
  'relocation-carrier': 0.008,
}

/** The moves that a system needs: no swaps without solutes, no turns where all are spheres. */
export function assembleMoves(
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  choices: Choices,
): Move[] {
  const mobileSolvent = findMobileSolvent(configuration)
  const isBare = hamiltonian.field === null && isBareSphere(configuration.model, mobileSolvent)
  const site = new SiteWeight(configuration, hamiltonian)
  const window = new SiteWindow(configuration.lattice)
  const energy = new SwapEnergy(configuration, hamiltonian)
  const solutes = new Solutes(configuration, mobileSolvent)
  const moves: Move[] = []
  const orientable = configuration.model.states.orientations.some(
    (count, species) => count > 1 && configuration.population[species]! > 0,
  )
  if (orientable) moves.push(new Reorientation(configuration, choices, site, window))
  for (const reach of ['near', 'far'] as const) {
    if (mobileSolvent !== 0 && isBare) {
      moves.push(new SphereExchange(configuration, hamiltonian, choices, mobileSolvent, reach))
    } else if (mobileSolvent !== 0) {
      moves.push(new Exchange(configuration, choices, site, energy, mobileSolvent, reach, window))
    }
    if (solutes.count === 0) continue
    moves.push(new Swap(configuration, choices, site, energy, solutes, reach))
    if (!orientable) continue
    moves.push(new Regrowth(configuration, choices, site, energy, solutes, reach))
  }
  if (mobileSolvent !== 0 && solutes.count > 0) {
    for (const held of [VACANT, mobileSolvent]) {
      moves.push(new Relocation(configuration, hamiltonian, choices, site, energy, solutes, held))
    }
  }
  return moves
}

/**
 * Divides the attempts of a sweep among moves in the proportion of their shares, to whole numbers: as many as there are
 * sites, and in the smallest boxes a few more, since a move that has a share is attempted once at least. Moves without
 * a share are left out. How often a move is attempted does not depend on the configuration, and is the same forwards
 * and backwards, as detailed balance behind a fence needs (`chain/fence.ts`).
 */
export function scheduleMoves<Kind extends Pick<Move, 'name'>>(
  moves: readonly Kind[],
  sites: number,
  shares: Readonly<Record<string, number>> = SHARES,
): Scheduled<Kind>[] {
  const total = moves.reduce((sum, { name }) => sum + shares[name]!, 0)
  let share = 0
  let before = 0
  return moves
    .filter(({ name }) => shares[name]! > 0)
    .map((move) => {
      share += shares[move.name]! / total
      const attempts = Math.max(1, Math.round(share * sites) - before)
      before += attempts
      return { move, attempts }
    })
}

/** The mobile solvent: the most numerous neutral species, if there are vacancies for it to exchange with; else 0. */
export function findMobileSolvent({ population, model }: Configuration): number {
  if (population[0] === 0) return 0
  let mobileSolvent = 0
  for (let species = 1; species < population.length; species++) {
    if (model.charges[species] !== 0) continue
    if (mobileSolvent === 0 || population[species]! > population[mobileSolvent]!)
      mobileSolvent = species
  }
  return mobileSolvent
}
