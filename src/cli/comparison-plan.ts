import { isOf } from '../compare/match.ts'
import { FREEZING_POINT } from '../compare/melting-records.ts'
import type { Statement, Statements } from '../compare/statement.ts'
import { systemsOf } from '../compare/statement.ts'
import type { Override } from '../document/override.ts'
import type { Composed } from '../resolve.ts'
import { OBSERVABLE_GROUPS } from '../scenario/observable-groups.ts'
import type { Output, Scenario } from '../scenario/scenario.ts'
import { pointId } from '../store/sweep-record.ts'
import { formatKelvins } from '../units/kelvins.ts'
import { prepareFile } from './prepare.ts'

/** A point of a shipped scenario that statements need. */
export interface ComparisonPoint extends Composed {
  /** The first digits of the SHA-256 of its resolved scenario. */
  readonly id: string
  readonly scenario: Scenario
  readonly output: Output
  /** For people: `anion-series, 2 mol/kg ZnCl2 at 298.15 K`. */
  readonly label: string
  /** Ids of the statements that read it. */
  readonly statements: readonly string[]
}

export type ComparedModel = 'aqueous' | 'null'

/** By name in `forcefields`; quoted, for YAML has a null of its own. */
const FORCE_FIELD: Override = { path: 'forcefield', value: '"null"' }

/** Nothing holds anything in the null model: a sweep forgets the one before, and costs much for it. */
const NULL_SAMPLING = { equilibration: 100, production: 400 }

/**
 * What has to be run to judge the statements, first what the first statements need. Of points that are the
 * same system at one temperature with the same observables the first counts.
 */
export async function planComparison(
  { scenarios, systems, statements }: Statements,
  model: ComparedModel,
): Promise<ComparisonPoint[]> {
  const taken = new Set<string>()
  const prepared = await Promise.all(scenarios.map((name) => pointsOf(name, model)))
  const points = scenarios.flatMap((name, at) =>
    prepared[at]!.flatMap((point): ComparisonPoint[] => {
      const { scenario, system } = point
      const { composition, temperature } = scenario
      const described = {
        scenario: {
          composition: composition.kind === 'solution' ? { solvents: composition.solvents } : {},
        },
        system,
      }
      const [found] = Object.entries(systems).filter(([, pattern]) => isOf(described, pattern))
      if (found === undefined) return []
      const [id, { label }] = found
      const reading = statements.filter((one) => reads(one, id, scenario))
      const key = [id, temperature.toFixed(2), ...scenario.observables].join('|')
      if (reading.length === 0 || taken.has(key)) return []
      taken.add(key)
      const ids = reading.map((one) => one.id)
      return [
        {
          ...point,
          label: `${name}, ${label} ${temperaturesOf(scenario)}`,
          statements: ids,
        },
      ]
    }),
  )
  const order = statements.map(({ id }) => id)
  const first = ({ statements: ids }: ComparisonPoint) => order.indexOf(ids[0]!)
  return points.toSorted((a, b) => first(a) - first(b))
}

/** What costs runs of its own is measured where it is asked for; all else by default. */
function reads(statement: Statement, system: string, scenario: Scenario): boolean {
  const { observable } = statement
  if (observable === FREEZING_POINT) return false
  const { from, to } = statement.temperature
  const { temperature, observables } = scenario
  const isGroup = (OBSERVABLE_GROUPS as readonly string[]).includes(observable)
  const isMeasured = observables.includes(isGroup ? observable : 'default')
  const isInRange = temperature >= from && temperature <= to
  return isInRange && isMeasured && systemsOf(statement).includes(system)
}

/** `at 298.15 K`, or `from 253.15 K to 343.15 K` of a ladder. */
function temperaturesOf({ temperature, sampling: { ladder } }: Scenario): string {
  if (ladder === undefined) return `at ${formatKelvins(temperature)}`
  return `from ${formatKelvins(ladder[0]!)} to ${formatKelvins(ladder.at(-1)!)}`
}

async function pointsOf(
  reference: string,
  model: ComparedModel,
): Promise<Omit<ComparisonPoint, 'label' | 'statements'>[]> {
  const overrides = model === 'null' ? [FORCE_FIELD] : []
  const { content, output } = await prepareFile(reference, overrides)
  const resolved = content.kind === 'sweep' ? content.points : [content]
  return resolved.map(({ scenario: given, system, warnings }) => {
    const sampling = { ...given.sampling, ...NULL_SAMPLING }
    const scenario = model === 'null' ? { ...given, sampling } : given
    return { id: pointId(scenario), scenario, system, warnings, output }
  })
}
