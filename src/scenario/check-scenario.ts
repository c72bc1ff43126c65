import { LIMITS } from '../document/limits.ts'
import { type Finding, finding, schemaFindings } from '../document/schema-findings.ts'
import { quoted } from '../errors/printable.ts'
import type { Electrostatics, ForceField } from '../forcefield/force-field.ts'
import { checkElectrostatics, checkForceField } from '../forcefield/force-field-check.ts'
import {
  checkExtended,
  extend,
  extensionSchema,
  isExtension,
} from '../forcefield/force-field-extension.ts'
import { checkComposition } from './composition-check.ts'
import { speciesNamed } from './contents.ts'
import { needsOf } from './observable-groups.ts'
import { lacking, NO_NETWORK, type Present } from './observable-needs.ts'
import {
  checkBranch,
  checkLadder,
  checkLongest,
  checkStarts,
  withOwnTemperature,
} from './sampling-check.ts'
import type { ParsedScenario } from './scenario.ts'
import { restSchema, scenarioSchema } from './scenario-schema.ts'

/** A force field, or its problems; both are empty if its own file has reported them. */
export interface FoundForceField {
  readonly forceField: ForceField | null
  readonly findings: readonly Finding[]
}

export interface Checked {
  /** Null where anything is wrong. */
  readonly scenario: ParsedScenario | null
  readonly findings: readonly Finding[]
}

type Data = Readonly<Record<string, unknown>>

const { shape } = scenarioSchema

/** Makes a scenario of plain data without a sweep, and collects its problems. */
export class ScenarioCheck {
  readonly #load: (name: string) => FoundForceField
  /** Force fields that have been checked: points of a sweep share theirs. */
  readonly #inline = new WeakMap<object, FoundForceField>()

  /** @param load the force field of a name or path */
  constructor(load: (name: string) => FoundForceField) {
    this.#load = load
  }

  check(data: Data): Checked {
    const { forcefield: _, output: __, ...rest } = data
    const { forceField, findings } = this.forceFieldOf(data.forcefield)
    const parsed = restSchema.safeParse(rest)
    const composition = shape.composition.safeParse(data.composition).data
    const all = parsed.success && data.forcefield !== undefined ? [] : restFindings(data)
    all.push(...findings)
    if (forceField !== null && composition !== undefined) {
      const density = shape.density.safeParse(data.density).data ?? { kind: 'auto' }
      const cells = shape.lattice.safeParse(data.lattice).data?.cells ?? LIMITS.cells.most
      all.push(
        ...checkComposition(composition, { forceField, density, sites: 2 * cells * cells * cells }),
      )
    }
    if (all.length > 0 || forceField === null || !parsed.success) {
      return { scenario: null, findings: all }
    }
    const { lattice, electrostatics, ...plain } = parsed.data
    const { until, sampling } = plain
    const { ladder } = sampling
    const scenario: ParsedScenario = {
      ...plain,
      forceField: withElectrostatics(forceField, electrostatics),
      cells: lattice.cells,
      ...(ladder === undefined
        ? {}
        : { sampling: { ...sampling, ladder: withOwnTemperature(ladder, plain.temperature) } }),
    }
    const species = speciesNamed(scenario.composition, forceField)
    const system = { forceField, species }
    const wrong = [
      ...checkStarts(scenario.sampling, system),
      ...checkBranch(scenario.sampling, system),
      ...checkObservables(scenario.observables, system),
      ...checkElectrostatics(scenario.forceField, scenario.cells),
      ...checkLadder(scenario),
      ...(until === undefined ? [] : checkLongest(until, sampling)),
    ]
    return { scenario: wrong.length > 0 ? null : scenario, findings: wrong }
  }

  /** Of what stands under `forcefield`: a name, one with additions, or the force field itself. */
  forceFieldOf(given: unknown): FoundForceField {
    if (typeof given === 'string' && given !== '') return this.#load(given)
    if (typeof given !== 'object' || given === null) return inlineForceField(given)
    const known = this.#inline.get(given) ?? this.#written(given)
    this.#inline.set(given, known)
    return known
  }

  #written(given: object): FoundForceField {
    if (!isExtension(given)) return inlineForceField(given)
    const added = extensionSchema.safeParse(given)
    if (!added.success) {
      const findings = schemaFindings(extensionSchema, given).map(under)
      return { forceField: null, findings }
    }
    const { forceField: base, findings: ofBase } = this.#load(added.data.from)
    if (base === null) return { forceField: null, findings: ofBase }
    const forceField = extend(base, added.data)
    const findings = checkExtended(base, forceField).map(under)
    return { forceField: findings.length === 0 ? forceField : null, findings }
  }
}

/** Of everything but the force field and the output, which have their own. */
function restFindings({ output: _, ...data }: Data): Finding[] {
  return schemaFindings(scenarioSchema, data).filter(({ path, at }) => {
    return path[0] !== 'forcefield' || (at === 'key' && data.forcefield === undefined)
  })
}

function inlineForceField(given: unknown): FoundForceField {
  if (given === undefined) return { forceField: null, findings: [] }
  const forceField = shape.forcefield.safeParse(given).data
  if (typeof forceField === 'object' && !isExtension(forceField)) {
    const findings = checkForceField(forceField).map(under)
    return { forceField: findings.length === 0 ? forceField : null, findings }
  }
  const findings = schemaFindings(scenarioSchema, { forcefield: given })
  return { forceField: null, findings: findings.filter(({ path }) => path[0] === 'forcefield') }
}

function under(found: Finding): Finding {
  return { ...found, path: ['forcefield', ...found.path] }
}

/** The scenario, not the file of a force field, decides how charges act on each other. */
function withElectrostatics(
  forceField: ForceField,
  electrostatics: Electrostatics | null | undefined,
): ForceField {
  return electrostatics ? { ...forceField, electrostatics } : forceField
}

/** Observables that are asked for by their own name and of which nothing can be measured in the system. */
export function checkObservables(groups: readonly string[], system: Present): Finding[] {
  return groups.flatMap((group, index) => {
    const [reason, ...others] = needsOf(group).map((needs) => lacking(needs, system))
    if (reason === undefined || reason === null || others.includes(null)) return []
    const hint = reason === NO_NETWORK ? 'such as `network: H2O` in a force field of water' : null
    return [finding(['observables', index], `${quoted(group)} cannot be measured: ${reason}`, hint)]
  })
}
