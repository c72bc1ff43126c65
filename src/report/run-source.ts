import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { DistributionRecord } from '../evaluate/distributions.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import { type Species, speciesOf } from './observable-name.ts'
import type { SeriesTable } from './series.ts'

/** All files of a run that a report is drawn from. */
export interface RunSource {
  readonly record: ResultRecord
  readonly distributions: Readonly<Record<string, DistributionRecord>>
  readonly series: SeriesTable | null
  /** Null for results of versions that did not keep it. */
  readonly configuration: ConfigurationRecord | null
}

/** The same with what all plots need to know. */
export interface RunView extends RunSource {
  readonly species: Species
}

export function viewOf(source: RunSource): RunView {
  return { ...source, species: speciesOf(source.record) }
}

/** The names of a run's cations, anions or uncharged species, in the order of the force field. */
export function speciesWith({ record }: RunSource, fits: (charge: number) => boolean): string[] {
  const { counts } = record.system
  return record.scenario.forceField.species.flatMap(({ name, charge }) =>
    (counts[name] ?? 0) > 0 && fits(charge) ? [name] : [],
  )
}
