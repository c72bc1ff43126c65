import { isMap } from 'yaml'
import { applyOverrides, type Override } from '../document/override.ts'
import { ProblemList } from '../document/problem-list.ts'
import { type Finding, finding, schemaFindings } from '../document/schema-findings.ts'
import { untangle } from '../document/untangle.ts'
import { problemOf, readYaml, type YamlSource } from '../document/yaml-source.ts'
import { quoted } from '../errors/printable.ts'
import { InputError, type Problem } from '../errors/problem.ts'
import { FORCE_FIELD_PREFIX, parseForceField } from '../forcefield/parse-force-field.ts'
import { type FoundForceField, ScenarioCheck } from './check-scenario.ts'
import type { Output, ParsedScenario } from './scenario.ts'
import { scenarioSchema } from './scenario-schema.ts'
import { checkSweep, pointFindings, type SweepPoint } from './sweep-check.ts'

/** What a scenario is read with. */
export interface ScenarioOptions {
  /** The text of a shipped force field or of a path, both as written in the scenario; null if there is none. */
  readonly forceField: (name: string) => { readonly text: string; readonly file: string } | null
  /** From `--set`, put into the document before it is checked; any key, also inside the force field. */
  readonly overrides?: readonly Override[]
}

/** The contents of a scenario file. */
export interface ScenarioFile {
  readonly output: Output
  readonly content: ParsedSingle | ParsedSweep
}

/** A scenario that has been read and checked. */
export interface ParsedSingle {
  readonly kind: 'scenario'
  readonly scenario: ParsedScenario
  /** What is found wrong with the scenario later, with its places in the file. */
  readonly problemsOf: (findings: readonly Finding[]) => Problem[]
}

export interface ParsedSweep {
  readonly kind: 'sweep'
  /** The keys that points differ in. */
  readonly axes: readonly string[]
  readonly points: readonly SweepPoint[]
  /**
   * What is found wrong with the points later, with its places in the file.
   * @param findings of each point, in their order; those of the last points may be missing
   */
  readonly problemsOf: (findings: readonly (readonly Finding[])[]) => Problem[]
}

/**
 * The scenario of a YAML text that is not a sweep, in canonical units and with all defaults. `file` is
 * what messages call the text. Throws InputError with everything that is wrong in it and in its force
 * field.
 */
export function parseScenario(text: string, file: string, options: ScenarioOptions): ParsedSingle {
  const { content } = parseScenarioFile(text, file, options)
  if (content.kind === 'scenario') return content
  const message = `a single scenario is needed here, not a sweep of ${content.points.length} points`
  throw new InputError(content.problemsOf([[finding(['sweep'], message)]]))
}

/** The same for a text that may be a sweep, each point of which is checked as a scenario of its own. */
export function parseScenarioFile(
  text: string,
  file: string,
  options: ScenarioOptions,
): ScenarioFile {
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

  const { sweep, ...data } = plainData(source)
  const add = (findings: readonly Finding[]) => problems.addFindings(source, findings)
  const check = new ScenarioCheck(loader({ options, inner, problems }))
  const output = parseOutput(data.output)
  const end = <Content>(content: Content): Content => {
    if (!problems.isEmpty) throw new InputError(problems.inTextOrder())
    return content
  }
  if (sweep === undefined) {
    const { scenario, findings } = check.check(data)
    add([...findings, ...output.findings])
    const problemsOf = (later: readonly Finding[]) => problemsIn(source, later)
    return end({
      output: output.output,
      content: { kind: 'scenario', scenario: scenario!, problemsOf },
    })
  }
  add(output.findings)
  const blocks = scenarioSchema.shape.sweep.safeParse(sweep).data
  if (blocks === undefined) {
    const findings = schemaFindings(scenarioSchema, { sweep })
    add(findings.filter(({ path }) => path[0] === 'sweep'))
    add(check.check(data).findings)
    throw new InputError(problems.inTextOrder())
  }
  const isList = Array.isArray(sweep)
  const { points, findings } = checkSweep(blocks, { data, isList, check })
  add(findings)
  const axes = [...new Set(blocks.flatMap((block) => block.map(({ path }) => path)))]
  const problemsOf = (later: readonly (readonly Finding[])[]) =>
    problemsIn(source, pointFindings(later, blocks, isList))
  return end({ output: output.output, content: { kind: 'sweep', axes, points, problemsOf } })
}

function problemsIn(source: YamlSource, findings: readonly Finding[]): Problem[] {
  const problems = new ProblemList()
  problems.addFindings(source, findings)
  return problems.inTextOrder()
}

/** Apart from the rest, which points of a sweep are checked for one by one. */
function parseOutput(given: unknown): { output: Output; findings: Finding[] } {
  const found = scenarioSchema.shape.output.safeParse(given).data
  if (found !== undefined) return { output: found, findings: [] }
  const findings = schemaFindings(scenarioSchema, { output: given })
  return {
    output: { checkpointEvery: 0 },
    findings: findings.filter(({ path }) => path[0] === 'output'),
  }
}

/** Of additions to a force field it is that one, in its own file, which overrides reach into. */
function isInline({ document }: YamlSource): boolean {
  const given = isMap(document.contents) ? document.contents.get('forcefield', true) : undefined
  return isMap(given) && !given.has('from')
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
}

/** Finds force fields by name, each once; the problems of one are reported in its own file. */
function loader({ options, inner, problems }: Loading): (name: string) => FoundForceField {
  const known = new Map<string, FoundForceField>()
  const load = (name: string): FoundForceField => {
    const found = options.forceField(name)
    if (found === null) {
      const hint = 'the name of a shipped one such as aqueous, a path, or the force field itself'
      const findings = [finding(['forcefield'], `there is no force field ${quoted(name)}`, hint)]
      return { forceField: null, findings }
    }
    try {
      return { forceField: parseForceField(found.text, found.file, inner), findings: [] }
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      problems.add(error.problems)
      return { forceField: null, findings: [] }
    }
  }
  return (name) => {
    const found = known.get(name) ?? load(name)
    known.set(name, found)
    return found
  }
}
