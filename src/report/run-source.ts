import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { DistributionRecord } from '../evaluate/distributions.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import type { RunResult } from '../store/results.ts'
import type { Series } from '../store/series.ts'
import { type Species, speciesOf } from './names.ts'

/** All that the report of a run is drawn from. */
export interface RunView {
  readonly record: ResultRecord
  readonly distributions: Readonly<Record<string, DistributionRecord>>
  readonly series: Series | null
  /** Null for results of versions that did not keep it. */
  readonly configuration: ConfigurationRecord | null
  readonly species: Species
}

/** Reads all files of a run. Throws InputError for a damaged one. */
export function viewOf(run: RunResult): RunView {
  const { record } = run
  return {
    record,
    distributions: run.distributions(),
    series: run.series(),
    configuration: run.configuration(),
    species: speciesOf(record),
  }
}

/** The names of a run's cations, anions or uncharged species, in the order of the force field. */
export function speciesWith({ record }: RunView, fits: (charge: number) => boolean): string[] {
  const { counts } = record.system
  return record.scenario.forceField.species.flatMap(({ name, charge }) =>
    (counts[name] ?? 0) > 0 && fits(charge) ? [name] : [],
  )
}
