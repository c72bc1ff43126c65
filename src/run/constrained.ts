import { Fence } from '../chain/fence.ts'
import type { Configuration } from '../model/configuration.ts'
import { CrystallineOrder } from '../observe/crystalline-order.ts'
import type { TrajectoryCount } from './replica-record.ts'
import type { ReplicaSnapshot } from './replica-snapshot.ts'
import type { ReplicaTask } from './replica-task.ts'
import { branchOf } from './sampling-branch.ts'

/** Where a trajectory began: what a snapshot needs of that moment. */
export type Anchor = Pick<ReplicaSnapshot, 'done' | 'state' | 'random' | 'moves' | 'memories'>

/** Keeps a replica to its branch, trajectory by trajectory. */
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

  /** Null where all configurations are allowed, as in runs beside a scenario's own that name no branch. */
  static of({ scenario, counts, perturbation }: ReplicaTask, configuration: Configuration) {
    const { kind, isGiven, bounds } = branchOf(scenario, counts)
    if (kind === 'equilibrium' || (perturbation !== undefined && !isGiven)) return null
    const order = new CrystallineOrder(configuration)
    return new ConstrainedEnsemble(
      configuration,
      () => order.isLiquid(bounds) === (kind === 'liquid'),
    )
  }

  /** Of the trajectory under way; null between two. */
  get anchor(): Anchor | null {
    return this.#anchor
  }

  /** Whether sweeps of the trajectory under way go backwards. */
  get isReversed(): boolean {
    return this.#isReversed
  }

  begin(anchor: Anchor, isReversed: boolean): void {
    this.#anchor = anchor
    this.#isReversed = isReversed
    this.#fence.open()
  }

  /** Ends a trajectory; where it began, if it was undone. */
  end(isProduction: boolean): Anchor | null {
    const anchor = this.#anchor
    const stands = this.#fence.close()
    this.#anchor = null
    if (isProduction) this.count.trajectories++
    if (isProduction && !stands) this.count.rejected++
    return stands ? null : anchor
  }
}
