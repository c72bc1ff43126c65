/** A Monte Carlo move that leaves the Boltzmann distribution of its Hamiltonian unchanged. */
export interface Move {
  readonly name: MoveName | CustomMoveName
  /**
   * Brings what a move derives from the configuration up to date. To be called before each row of attempts, during
   * which only this move may change the configuration.
   */
  prepare?(): void
  /** Proposes one change, and applies it or leaves the configuration as it was; true if it changed. */
  attempt(): boolean
  /** Makes many attempts in a row and returns how many were accepted; where it is missing, they are made one by one. */
  attempts?(count: number): number
  /**
   * State that a move keeps between attempts in addition to the configuration, such as the order of a list that it
   * draws from. A snapshot copies it, and it is written back into a restored chain.
   */
  readonly memory?: Int32Array
}

export const MOVE_NAMES = [
  'reorientation',
  'exchange-near',
  'exchange-far',
  'swap-near',
  'swap-far',
  'regrowth-near',
  'regrowth-far',
  'relocation-vacancy',
  'relocation-carrier',
] as const

/** The built-in moves. */
export type MoveName = (typeof MOVE_NAMES)[number]

/** Of a move that is not one of these; see `defineMove`. */
export type CustomMoveName = `custom:${string}`
