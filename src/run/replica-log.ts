import type { MoveCount } from '../chain/markov-chain.ts'
import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { networkIndex } from '../model/lattice-model.ts'
import type { Move } from '../moves/move.ts'
import type { Column } from '../observe/observer.ts'

const LOG_COLUMNS = [
  'energyPerWater',
  'energyPerSite',
  'hydrogenBondsPerWater',
  'tetrahedralOrder',
] as const
type LogColumn = (typeof LOG_COLUMNS)[number]

/** A row of the log of a replica: means over the block that has just ended. */
export interface LogRow {
  readonly replica: number
  readonly phase: 'equilibration' | 'production'
  /** Sweeps done of both phases. */
  readonly done: number
  /** Number of the block in its phase, from 0. */
  readonly block: number
  /** Null if not measured. In equilibration, the energy at the end of the block. */
  readonly values: Readonly<Record<LogColumn, number | null>>
  /** Accepted share of the attempts since the row before; null without attempts. */
  readonly acceptance: number | null
}

/** Blocks of equilibration, each with a row. */
const EQUILIBRATION_ROWS = 4

type Counts = Readonly<Record<string, Readonly<MoveCount>>>

/** The log of one replica, a row for each block. */
export class ReplicaLog {
  readonly #replica: number
  readonly #onRow: (row: LogRow) => void
  readonly #configuration: Configuration
  readonly #hamiltonian: Hamiltonian
  #reported: MoveCount = { attempts: 0, accepted: 0 }

  constructor(
    replica: number,
    onRow: (row: LogRow) => void,
    configuration: Configuration,
    hamiltonian: Hamiltonian,
  ) {
    this.#replica = replica
    this.#onRow = onRow
    this.#configuration = configuration
    this.#hamiltonian = hamiltonian
  }

  /** To be called after each sweep of equilibration; writes a row at the end of a block. */
  equilibration(done: number, sweeps: number, counts: Counts): void {
    const blockAt = (at: number) => Math.floor((at * EQUILIBRATION_ROWS) / sweeps)
    const block = blockAt(done - 1)
    if (blockAt(done) === block) return
    const configuration = this.#configuration
    const enthalpy = this.#hamiltonian.enthalpy(configuration)
    const water = networkIndex(configuration.model)
    const waters = water < 0 ? 0 : configuration.population[water]!
    const values = {
      energyPerWater: waters > 0 ? enthalpy / waters : null,
      energyPerSite: enthalpy / configuration.lattice.sites,
      hydrogenBondsPerWater: null,
      tetrahedralOrder: null,
    }
    this.#report({ phase: 'equilibration', done, block, values }, counts)
  }

  /** To be called after each block of production, with its samples. */
  production(
    done: number,
    block: number,
    samples: Float64Array,
    columns: readonly Column[],
    counts: Counts,
  ): void {
    const values = Object.fromEntries(
      LOG_COLUMNS.map((name) => [name, meanOf(name, samples, columns)]),
    ) as LogRow['values']
    this.#report({ phase: 'production', done, block, values }, counts)
  }

  #report(row: Omit<LogRow, 'replica' | 'acceptance'>, counts: Counts): void {
    const total = { attempts: 0, accepted: 0 }
    for (const { attempts, accepted } of Object.values(counts)) {
      total.attempts += attempts
      total.accepted += accepted
    }
    // Counts begin at 0 with production and with each temperature of an annealing.
    const isRestarted = total.attempts < this.#reported.attempts
    const before = isRestarted ? { attempts: 0, accepted: 0 } : this.#reported
    const attempts = total.attempts - before.attempts
    const acceptance = attempts > 0 ? (total.accepted - before.accepted) / attempts : null
    this.#reported = total
    this.#onRow({ replica: this.#replica, ...row, acceptance })
  }
}

function meanOf(name: string, samples: Float64Array, columns: readonly Column[]): number | null {
  const column = columns.findIndex((known) => known.name === name)
  if (column < 0) return null
  let sum = 0
  for (let at = column; at < samples.length; at += columns.length) sum += samples[at]!
  const mean = (sum * columns.length) / samples.length
  return Number.isFinite(mean) ? mean : null
}

/** What a replica spends its time on. */
export type Work = Move['name'] | 'observables' | 'recounts'

/** Called while a replica runs; they do not change what it does. */
export interface ReplicaHooks {
  /** Called after a piece of work, to which all time since the last call belongs. */
  readonly onWork?: ((work: Work) => void) | undefined
  /** Called at the end of a block of equilibration or production. */
  readonly onRow?: ((row: LogRow) => void) | undefined
}
