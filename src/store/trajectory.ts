import { edgeOf, type ParticleFrame, particleReader } from '../evaluate/final-configuration.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { readTrajectory, type TrajectoryHeader } from './trajectory-file.ts'

/** The header of a run's trajectory. */
export function trajectoryHeader({ cells, sampling }: Scenario, every: number): TrajectoryHeader {
  const { replicas } = sampling
  return { format: 'entrolyte-trajectory', version: 1, sites: 2 * cells ** 3, replicas, every }
}

/** The frames of a run's trajectory with places in Å, one at a time. */
export function* trajectoryFrames(
  path: string,
  { scenario, system }: Pick<ResultRecord, 'scenario' | 'system'>,
): Generator<ParticleFrame> {
  const particlesOf = particleReader(scenario, system.counts)
  const edge = edgeOf(scenario)
  for (const { replica, sweep, state } of readTrajectory(path, system.sites)) {
    yield { replica, sweep, edge, particles: particlesOf(state) }
  }
}
