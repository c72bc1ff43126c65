import type { Configuration } from '../../src/model/configuration.ts'
import type { Move } from '../../src/moves/move.ts'
import type { Solutes } from '../../src/moves/solutes.ts'
import type { EnumeratedChoices } from './enumerated-choices.ts'
import type { TinyEnsemble } from './tiny-ensemble.ts'

/** Sparse transition matrix: [from] → to → probability. */
export type TransitionMatrix = readonly ReadonlyMap<number, number>[]

/** What a test builds its moves from. */
export interface Bench {
  readonly ensemble: TinyEnsemble
  readonly choices: EnumeratedChoices
  readonly solutes: Solutes
}

/**
 * One row of the transition matrix of a move, by walking every branch of the move's own code.
 * @param visit called after each branch with its probability
 */
export function transitionRow(
  bench: Bench,
  move: Move,
  from: number,
  visit: (probability: number) => void = () => {},
): Map<number, number> {
  const { ensemble, choices, solutes } = bench
  const { configuration } = ensemble
  const start = ensemble.states[from]!
  // An array, since a map would hold a new object for each branch.
  const sums = new Float64Array(ensemble.states.length)
  const reached: number[] = []
  configuration.fill(start)
  const listed = listSolutes(bench)
  const restore = rememberConfiguration(configuration)
  let changed = false
  choices.enumerate(
    () => {
      if (changed) restore()
      solutes.sites.set(listed)
      move.prepare?.()
      changed = move.attempt()
    },
    (probability) => {
      const to = changed ? ensemble.indexOf(configuration.state) : from
      if (sums[to] === 0) reached.push(to)
      sums[to]! += probability
      visit(probability)
    },
  )
  return new Map(reached.map((to) => [to, sums[to]!]))
}

export function transitionMatrix(bench: Bench, move: Move): TransitionMatrix {
  return bench.ensemble.states.map((_, from) => transitionRow(bench, move, from))
}

/** max |Σ P − 1| over the rows */
export function rowError(matrix: TransitionMatrix): number {
  return matrix.reduce((largest, row) => {
    let sum = 0
    for (const probability of row.values()) sum += probability
    return Math.max(largest, Math.abs(sum - 1))
  }, 0)
}

/** Entries of each matrix in their order, from which a product is found much quicker than from maps. */
const entriesOf = new WeakMap<TransitionMatrix, ReturnType<typeof listEntries>>()

function listEntries(matrix: TransitionMatrix) {
  const froms = matrix.flatMap((row, from) => Array<number>(row.size).fill(from))
  const tos = matrix.flatMap((row) => [...row.keys()])
  const probabilities = matrix.flatMap((row) => [...row.values()])
  return {
    from: Int32Array.from(froms),
    to: Int32Array.from(tos),
    probability: Float64Array.from(probabilities),
  }
}

/** πP */
export function propagate(distribution: Float64Array, matrix: TransitionMatrix): Float64Array {
  const entries = entriesOf.get(matrix) ?? listEntries(matrix)
  entriesOf.set(matrix, entries)
  const { from, to, probability } = entries
  const next = new Float64Array(distribution.length)
  for (let k = 0; k < to.length; k++) next[to[k]!]! += distribution[from[k]!]! * probability[k]!
  return next
}

/** max |πP − π| */
export function residual(distribution: Float64Array, matrix: TransitionMatrix): number {
  return distance(propagate(distribution, matrix), distribution)
}

export function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, k) => Math.max(largest, Math.abs(value - b[k]!)), 0)
}

/** Remembers a configuration to the last count; much quicker than counting it again. */
function rememberConfiguration(configuration: Configuration): () => void {
  const { state, facing, slotAt, contacts, slots, population, electrostatics } = configuration
  const potential = electrostatics?.potential ?? state
  const arrays = [state, facing, slotAt, contacts, slots, population, potential]
  const copies = arrays.map((array) => array.slice())
  const energy = configuration.twiceCoulomb
  return () => {
    for (let k = 0; k < arrays.length; k++) arrays[k]!.set(copies[k]!)
    if (electrostatics !== null) electrostatics.twiceEnergy = energy
  }
}

/** Sites of the solutes of the configuration as it is, in order. */
function listSolutes({ ensemble, solutes }: Bench): number[] {
  const { configuration } = ensemble
  const sites: number[] = []
  for (let site = 0; site < configuration.lattice.sites; site++) {
    if (solutes.isSolute(configuration.speciesAt(site))) sites.push(site)
  }
  if (sites.length !== solutes.count) throw new Error('the number of solutes has changed')
  return sites
}
