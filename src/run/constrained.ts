import { Fence } from '../chain/fence.ts'
import type { Configuration } from '../model/configuration.ts'
import { CrystallineOrder } from '../observe/crystalline-order.ts'
import type { TrajectoryCount } from './replica-record.ts'
import type { ReplicaSnapshot } from './replica-snapshot.ts'
import type { ReplicaTask } from './replica-task.ts'
import { branchOf } from './sampling-branch.ts'

/** The beginning of a trajectory, as a snapshot needs it. */
export type Anchor = Pick<ReplicaSnapshot, 'done' | 'state' | 'random' | 'moves' | 'memories'>

/** Constrains a replica to the branch of its scenario: trajectories that end outside are undone. */
export class ConstrainedEnsemble {
  readonly count: TrajectoryCount = { trajectories: 0, rejected: 0 }
  readonly isInside: () => boolean
  readonly #fence: Fence
  #anchor: Anchor | null = null
  #isReversed = false

  private constructor(configuration: Configuration, isInside: () => boolean) {
    this.isInside = isInside
    this.#fence = new Fence(configuration, isInside)
  }

  /** Null where all configurations are allowed, as in runs with a perturbation whose scenario names no branch. */
  static of({ scenario, counts, perturbation }: ReplicaTask, configuration: Configuration) {
    const { kind, isGiven, bounds } = branchOf(scenario, counts)
    if (kind === 'equilibrium' || (perturbation !== undefined && !isGiven)) return null
    const order = new CrystallineOrder(configuration)
    return new ConstrainedEnsemble(
      configuration,
      () => order.isLiquid(bounds) === (kind === 'liquid'),
    )
  }

  /** The beginning of the present trajectory; null between two. */
  get anchor(): Anchor | null {
    return this.#anchor
  }

  /** Whether the sweeps of the present trajectory take their moves in reverse order. */
  get isReversed(): boolean {
    return this.#isReversed
  }

  begin(anchor: Anchor, isReversed: boolean): void {
    this.#anchor = anchor
    this.#isReversed = isReversed
    this.#fence.open()
  }

  /** Ends a trajectory. Returns its beginning if it was undone, else null. */
  end(isProduction: boolean): Anchor | null {
    const anchor = this.#anchor
    const stands = this.#fence.close()
    this.#anchor = null
    if (isProduction) this.count.trajectories++
    if (isProduction && !stands) this.count.rejected++
    return stands ? null : anchor
  }
}
