import { isMap } from 'yaml'
import { quoted } from '../errors/printable.ts'
import { InputError } from '../errors/problem.ts'
import { checkComposition } from './composition-check.ts'
import { type Finding, finding } from './finding.ts'
import type { ForceField } from './force-field.ts'
import { checkForceField } from './force-field-check.ts'
import { LIMITS } from './limits.ts'
import { applyOverrides, type Override } from './override.ts'
import { FORCE_FIELD_PREFIX, parseForceField } from './parse-force-field.ts'
import { ProblemList } from './problem-list.ts'
import type { Scenario } from './scenario.ts'
import { scenarioSchema } from './scenario-schema.ts'
import { schemaFindings } from './schema-findings.ts'
import { untangle } from './untangle.ts'
import { problemOf, readYaml, type YamlSource } from './yaml-source.ts'

export interface ScenarioOptions {
  /** The text of a shipped force field or of a path, both as written in the scenario; null if there is none. */
  readonly forceField: (name: string) => { readonly text: string; readonly file: string } | null
  /** From `--set`, put into the document before it is checked; any key, also inside the force field. */
  readonly overrides?: readonly Override[]
}

/**
 * The scenario of a YAML text, in canonical units and with all defaults. `file` is what messages
 * call the text. Throws InputError with everything that is wrong in it and in its force field.
 */
export function parseScenario(text: string, file: string, options: ScenarioOptions): Scenario {
  const source = readYaml(text, file)
  const problems = new ProblemList()
  const overrides = options.overrides ?? []
  const inner = overrides.filter(({ path }) => path.startsWith(FORCE_FIELD_PREFIX))
  problems.add(
    applyOverrides(
      source,
      overrides.filter((override) => !inner.includes(override)),
    ),
  )
  if (isInline(source)) problems.add(applyOverrides(source, inner))
  problems.add(untangle(source))

  const data = plainData(source)
  const add = (findings: readonly Finding[]) => problems.addFindings(source, findings)
  add(schemaFindings(scenarioSchema, data))

  const { shape } = scenarioSchema
  const reference = shape.forcefield.safeParse(data.forcefield).data
  let forceField: ForceField | null = null
  if (typeof reference === 'string') {
    forceField = load(reference, { options, inner, problems, add })
  } else if (reference !== undefined) {
    const found = checkForceField(reference)
    add(found.map((f) => ({ ...f, path: ['forcefield', ...f.path] })))
    if (found.length === 0) forceField = reference
  }

  const composition = shape.composition.safeParse(data.composition).data
  if (forceField !== null && composition !== undefined) {
    const density = shape.density.safeParse(data.density).data ?? { kind: 'auto' }
    const cells = shape.lattice.safeParse(data.lattice).data?.cells ?? LIMITS.cells.most
    add(checkComposition(composition, { forceField, density, sites: 2 * cells * cells * cells }))
  }

  const parsed = scenarioSchema.safeParse(data)
  if (!problems.isEmpty || !parsed.success || forceField === null) {
    throw new InputError(problems.inTextOrder())
  }
  const { forcefield: _, lattice, output: __, ...rest } = parsed.data
  return { ...rest, forceField, cells: lattice.cells }
}

function isInline({ document }: YamlSource): boolean {
  return isMap(document.contents) && isMap(document.contents.get('forcefield', true))
}

/** The document as data; a text that is no mapping is an empty one with a problem. */
function plainData(source: YamlSource): Record<string, unknown> {
  if (isMap(source.document.contents)) return source.document.toJS() as Record<string, unknown>
  const message = 'a scenario is a mapping of keys such as `title` to values'
  throw new InputError([problemOf(source, finding([], message))])
}

interface Loading {
  readonly options: ScenarioOptions
  readonly inner: readonly Override[]
  readonly problems: ProblemList
  readonly add: (findings: readonly Finding[]) => void
}

function load(name: string, { options, inner, problems, add }: Loading): ForceField | null {
  const found = options.forceField(name)
  if (found === null) {
    const hint = 'the name of a shipped one such as aqueous, a path, or the force field itself'
    add([finding(['forcefield'], `there is no force field ${quoted(name)}`, hint)])
    return null
  }
  try {
    return parseForceField(found.text, found.file, inner)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    problems.add(error.problems)
    return null
  }
}
