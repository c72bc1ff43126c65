/** Exchanges of two neighbouring rungs in production. */
export interface ExchangeCount {
  readonly attempts: number
  readonly accepted: number
}

/** Which walker is at which rung, and the exchanges so far; plain data. */
export interface LadderState {
  /** Attempts to exchange so far of both phases, in each of which every second pair takes part. */
  readonly turn: number
  /** [rung] → the walker that is there */
  readonly walkers: readonly number[]
  /** [walker] → which end of the ladder it has seen last */
  readonly seen: readonly End[]
  /** [rung] → exchanges with the rung above */
  readonly exchanges: readonly ExchangeCount[]
  /** Ways from the lowest rung to the highest and back that were completed in production. */
  readonly roundTrips: number
}

export type End = 'none' | 'bottom' | 'top'

export function initialState(rungs: number): LadderState {
  const each = Array.from({ length: rungs }, (_, k) => k)
  return {
    turn: 0,
    walkers: each,
    seen: each.map((k) => (k === 0 ? 'bottom' : k === rungs - 1 ? 'top' : 'none')),
    exchanges: each.slice(1).map(() => ({ attempts: 0, accepted: 0 })),
    roundTrips: 0,
  }
}

/**
 * The state after every second pair has had its turn.
 * @param accepted [rung] → whether it exchanged with the one above; undefined where it was not their turn
 */
export function afterTurn(
  { turn, walkers, seen, exchanges, roundTrips }: LadderState,
  accepted: readonly (boolean | undefined)[],
  isProduction: boolean,
): LadderState {
  const now = [...walkers]
  for (const [rung, isAccepted] of accepted.entries()) {
    if (isAccepted) [now[rung], now[rung + 1]] = [now[rung + 1]!, now[rung]!]
  }
  const [lowest, highest] = [now[0]!, now.at(-1)!]
  const isTrip = isProduction && seen[lowest] === 'top'
  const ends = seen.map((end, walker) => {
    return walker === lowest ? 'bottom' : walker === highest ? 'top' : end
  })
  return {
    turn: turn + 1,
    walkers: now,
    seen: ends,
    exchanges: exchanges.map((count, rung) => {
      if (!isProduction || accepted[rung] === undefined) return count
      return {
        attempts: count.attempts + 1,
        accepted: count.accepted + (accepted[rung] ? 1 : 0),
      }
    }),
    roundTrips: roundTrips + (isTrip ? 1 : 0),
  }
}
