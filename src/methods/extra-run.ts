import type { Branch } from '../run/branch.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Start } from '../scenario/starts.ts'

/** A run beside those of a scenario that one of its observables needs; a replica like any other. */
export interface ExtraRun {
  /** What it is for, such as `coupling:3`; no two of a scenario are called the same. */
  readonly name: string
  readonly scenario: Scenario
  readonly counts: Readonly<Record<string, number>>
  readonly branch: Branch
}

type Kind = Pick<ExtraRun, 'name' | 'counts'> & {
  readonly observables: readonly string[]
  readonly branch?: Partial<Branch>
  /** What the replica starts as; absent for whatever the scenario's branch starts as. */
  readonly start?: Start
}

/** One replica as long as those of the scenario, of whatever composition, with these observables. */
export function extraRun(
  scenario: Scenario,
  { name, counts, observables, branch, start }: Kind,
): ExtraRun {
  const { title, forceField, temperature, composition, density, cells, sampling, seed } = scenario
  const { equilibration, production, measureEvery } = sampling
  return {
    name,
    counts,
    branch: { coupling: 1, wall: null, ...branch },
    scenario: {
      ...{ title, forceField, temperature, composition, density, cells, seed, observables },
      sampling: {
        ...{ equilibration, production, measureEvery, replicas: 1 },
        ...(start === undefined ? {} : { starts: [start] }),
      },
    },
  }
}

/** The run with both phases so many times as long. */
export function lengthened(run: ExtraRun, times: number): ExtraRun {
  const { sampling } = run.scenario
  const equilibration = times * sampling.equilibration
  const production = times * sampling.production
  return {
    ...run,
    scenario: { ...run.scenario, sampling: { ...sampling, equilibration, production } },
  }
}

/** Sites of the box of a scenario. */
export function sitesOf({ cells }: Pick<Scenario, 'cells'>): number {
  return 2 * cells * cells * cells
}
