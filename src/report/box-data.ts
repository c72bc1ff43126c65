import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { ResultRecord } from '../evaluate/record.ts'
import { speciesOf } from './names.ts'
import { speciesColors } from './species.ts'

/** How a species is drawn. */
export interface SpeciesLook {
  /** As in the force field. */
  readonly name: string
  /** As in print. */
  readonly printed: string
  readonly charge: number
  readonly color: string
  /** Å, smaller than in nature, so that one sees into the box. */
  readonly radius: number
}

/** A configuration to be looked at. */
export interface BoxView {
  readonly label: string
  /** Of one replica. */
  readonly configuration: ConfigurationRecord
}

/** Configurations of which one is shown at a time, and how their species look in all of them. */
export interface BoxData {
  readonly species: readonly SpeciesLook[]
  readonly views: readonly BoxView[]
  /** The view that is shown first: one with as many species as any. */
  readonly first: number
}

/** Å; for a species whose radius the force field does not tell. */
const USUAL_RADIUS = 1
/** Å; for the molecules of a network, each of which sits on a site of its own. */
const NETWORK_RADIUS = 0.62

/** The replicas of a run; null where no configuration was kept. */
export function boxOfRun(record: ResultRecord, kept: ConfigurationRecord | null): BoxData | null {
  if (kept === null) return null
  const views = kept.replicas.map((replica) => {
    const configuration = { ...kept, replicas: [replica] }
    return { label: `replica ${replica.replica + 1}`, configuration }
  })
  return boxOf([record], views)
}

/** Views of several runs with one force field. */
export function boxOf(records: readonly ResultRecord[], views: readonly BoxView[]): BoxData | null {
  const [first] = records
  if (first === undefined || views.length === 0) return null
  const isPresent = (name: string) => records.some(({ system }) => (system.counts[name] ?? 0) > 0)
  const { network, species: known } = first.scenario.forceField
  const present = known.filter(({ name }) => isPresent(name))
  const printed = new Map(records.flatMap((record) => [...speciesOf(record)]))
  const colors = speciesColors(
    present.map(({ name }) => name),
    'box',
    network,
  )
  const species = present.map(({ name, charge, radius }, index): SpeciesLook => {
    return {
      name,
      printed: printed.get(name) ?? name,
      charge,
      color: colors[index]!,
      radius: name === network ? NETWORK_RADIUS : 0.7 + 0.25 * (radius?.value ?? USUAL_RADIUS),
    }
  })
  const kinds = views.map(({ configuration: { states, replicas } }) => {
    return new Set(replicas[0]!.states.map((state) => states[state]!.species)).size
  })
  return { species, views, first: kinds.indexOf(Math.max(...kinds)) }
}
