import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { VACANT } from '../model/states.ts'
import type { Choices } from '../numeric/choices.ts'
import { Exchange } from './exchange.ts'
import type { Move, MoveName } from './move.ts'
import { MultiSpinFarExchange } from './multi-spin/far-exchange.ts'
import { MultiSpinLatticeGas } from './multi-spin/lattice-gas.ts'
import { RandomLaneDecisions } from './multi-spin/metropolis.ts'
import { MultiSpinNearExchange } from './multi-spin/near-exchange.ts'
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

/** A move and its share of all attempts. */
export interface WeightedMove {
  readonly move: Move
  readonly share: number
}

/** How often each kind of move is attempted, relative to the others. */
export type Shares = Readonly<Record<MoveName, number>>

/** Shares of the canonical moves, before those that have nothing to move are left out. */
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
  reservoir: 0,
}

/** Cells from which on a bare lattice gas is kept as bits. */
const SMALLEST_MULTI_SPIN = 16

/** The moves that a system needs: no swaps without solutes, no turns where all are spheres. */
export function assembleMoves(
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  choices: Choices,
  shares: Shares = SHARES,
): WeightedMove[] {
  const carrier = findCarrier(configuration)
  const isBare = hamiltonian.field === null && isBareSphere(configuration.model, carrier)
  if (carrier !== 0 && isBare && isMultiSpin(configuration)) {
    return weigh(multiSpinMoves(configuration, hamiltonian, choices, carrier), shares)
  }
  const site = new SiteWeight(configuration, hamiltonian)
  const window = new SiteWindow(configuration.lattice)
  const energy = new SwapEnergy(configuration, hamiltonian)
  const solutes = new Solutes(configuration, carrier)
  const moves: Move[] = []
  const orientable = configuration.model.states.orientations.some(
    (count, species) => count > 1 && configuration.population[species]! > 0,
  )
  if (orientable) moves.push(new Reorientation(configuration, choices, site, window))
  for (const reach of ['near', 'far'] as const) {
    if (carrier !== 0 && isBare) {
      moves.push(new SphereExchange(configuration, hamiltonian, choices, carrier, reach))
    } else if (carrier !== 0) {
      moves.push(new Exchange(configuration, choices, site, energy, carrier, reach, window))
    }
    if (solutes.count === 0) continue
    moves.push(new Swap(configuration, choices, site, energy, solutes, reach))
    if (!orientable) continue
    moves.push(new Regrowth(configuration, choices, site, energy, solutes, reach))
  }
  if (carrier !== 0 && solutes.count > 0) {
    for (const held of [VACANT, carrier]) {
      moves.push(new Relocation(configuration, hamiltonian, choices, site, energy, solutes, held))
    }
  }
  return weigh(moves, shares)
}

/** Whether there is one species and room enough for all the bits of a word. */
function isMultiSpin({ lattice, model }: Configuration): boolean {
  return model.species.length === 1 && lattice.cells >= SMALLEST_MULTI_SPIN
}

/** Both exchanges of a bare lattice gas, many pairs of sites at a time. */
function multiSpinMoves(
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  choices: Choices,
  species: number,
): Move[] {
  const gas = new MultiSpinLatticeGas(configuration, hamiltonian, species)
  const decisions = new RandomLaneDecisions(choices, gas.acceptance)
  return [
    new MultiSpinNearExchange(gas, choices, decisions),
    new MultiSpinFarExchange(gas, choices, decisions),
  ]
}

function weigh(moves: readonly Move[], shares: Shares): WeightedMove[] {
  const total = moves.reduce((sum, { name }) => sum + shares[name], 0)
  const used = moves.filter(({ name }) => shares[name] > 0)
  return used.map((move) => ({ move, share: shares[move.name] / total }))
}

/** The most numerous neutral species, provided that there are vacancies to exchange with; else 0. */
export function findCarrier({ population, model }: Configuration): number {
  if (population[0] === 0) return 0
  let carrier = 0
  for (let species = 1; species < population.length; species++) {
    if (model.charges[species] !== 0) continue
    if (carrier === 0 || population[species]! > population[carrier]!) carrier = species
  }
  return carrier
}
