import { LIMITS } from '../document/limits.ts'
import { withValue } from '../document/override.ts'
import { type Finding, finding, formatPath, type Path } from '../document/schema-findings.ts'
import { quoted } from '../errors/printable.ts'
import { isExtension } from '../forcefield/force-field-extension.ts'
import { plainForceField } from '../forcefield/parse-force-field.ts'
import type { ScenarioCheck } from './check-scenario.ts'
import type { ParsedScenario } from './scenario.ts'
import type { SweepBlock } from './sweep-schema.ts'

/** A point of a sweep: its scenario, and its values on the axes. */
export interface SweepPoint {
  readonly settings: Readonly<Record<string, unknown>>
  readonly scenario: ParsedScenario
}

export interface CheckedSweep {
  readonly points: readonly SweepPoint[]
  readonly findings: readonly Finding[]
}

type Data = Readonly<Record<string, unknown>>

/** Axes that would change nothing of what is computed, or be read twice. */
const NO_AXES = ['sweep', 'output']
/** What is text however it is written. */
const TEXTS = ['title', 'seed']

/**
 * Every point of a sweep, checked like a scenario of its own. What is wrong because of an axis is found at
 * the value of that axis; what is wrong without any axis, where it stands.
 */
export function checkSweep(
  given: readonly SweepBlock[],
  { data, isList, check }: { data: Data; isList: boolean; check: ScenarioCheck },
): CheckedSweep {
  const isOnce = (path: string) => path !== 'temperature' || !hasLadder(data)
  const blocks = given.map((block) => block.filter(({ path }) => isAxis(path) && isOnce(path)))
  const count = countPoints(blocks)
  if (count > LIMITS.points) {
    const message = `${count} points are more than the ${LIMITS.points} that a sweep may have`
    return { points: [], findings: [finding(['sweep'], message)] }
  }
  const points: SweepPoint[] = []
  const forbidden = given.flatMap((block, index) => [
    ...forbiddenAxes(block, placeOf(isList, index)),
    ...(hasLadder(data) ? temperatureAxes(block, placeOf(isList, index)) : []),
  ])
  const findings = new Map(forbidden.map((found) => [keyOf(found), found]))
  const ownFindings = new Set(check.check(data).findings.map(keyOf))
  for (const settings of settingsOf(blocks, isList)) {
    const { scenario, found } = checkPoint(settings, data, check)
    for (const one of found) {
      const placed = placedAt(one, settings, ownFindings)
      findings.set(keyOf(placed), placed)
    }
    if (findings.size >= LIMITS.problems) break
    if (scenario === null) continue
    points.push({ scenario, settings: Object.fromEntries(settings.map(pair)) })
  }
  return { points, findings: [...findings.values()] }
}

function checkPoint(settings: readonly Setting[], data: Data, check: ScenarioCheck) {
  let changed: Data = data
  for (const { path, value, at } of settings) {
    const isInside = path.startsWith('forcefield.')
    if (isInside && (typeof changed.forcefield === 'string' || isExtension(changed.forcefield))) {
      const { forceField } = check.forceFieldOf(changed.forcefield)
      if (forceField !== null) changed = { ...changed, forcefield: plainForceField(forceField) }
    }
    const text = TEXTS.includes(path) && typeof value === 'number' ? String(value) : value
    const result = withValue(changed, path.split('.'), text)
    if (!result.ok) {
      return { scenario: null, found: [finding(at, `${quoted(path)} ${result.message}`)] }
    }
    changed = result.data as Data
  }
  const { scenario, findings } = check.check(changed)
  return { scenario, found: findings }
}

/**
 * The problems of points, each once, with their places in the file of the sweep. Problems that all points have in
 * common are not due to their settings.
 * @param findings of each point, in their order; those of the last points may be missing
 */
export function pointFindings(
  findings: readonly (readonly Finding[])[],
  blocks: readonly SweepBlock[],
  isList: boolean,
): Finding[] {
  const [first = [], ...others] = findings.map((found) => new Set(found.map(keyOf)))
  const common = new Set([...first].filter((key) => others.every((keys) => keys.has(key))))
  const placed = new Map<string, Finding>()
  const settings = settingsOf(blocks, isList)
  for (const found of findings) {
    const own: readonly Setting[] = settings.next().value
    for (const one of found.map((each) => placedAt(each, own, common))) placed.set(keyOf(one), one)
  }
  return [...placed.values()]
}

/** A finding about a point, in terms of the file that it was made from. */
function placedAt(found: Finding, settings: readonly Setting[], own: ReadonlySet<string>): Finding {
  const path = formatPath(found.path)
  const axis = settings.find((setting) => isRelated(setting.path, path))
  if (axis !== undefined) {
    const message = `${axis.path} = ${shown(axis.value)}: ${found.message}`
    return { ...found, path: axis.at, at: 'value', message }
  }
  if (own.has(keyOf(found)) || found.path[0] === 'sweep') return found
  const where = settings.map((setting) => `${setting.path} = ${shown(setting.value)}`).join(', ')
  return { ...found, message: `${found.message} (at ${where})` }
}

function isRelated(axis: string, path: string): boolean {
  return axis === path || axis.startsWith(`${path}.`) || path.startsWith(`${axis}.`)
}

function isAxis(path: string): boolean {
  return !NO_AXES.includes(path.split('.')[0]!)
}

function forbiddenAxes(block: SweepBlock, place: Path): Finding[] {
  return block
    .filter(({ path }) => !isAxis(path))
    .map(({ path }) => {
      const message = `${quoted(path)} is nothing that points can differ in`
      return { ...finding([...place, path], message), at: 'key' }
    })
}

function hasLadder({ sampling }: Data): boolean {
  return typeof sampling === 'object' && sampling !== null && 'ladder' in sampling
}

function temperatureAxes(block: SweepBlock, place: Path): Finding[] {
  return block
    .filter(({ path }) => path === 'temperature')
    .map(({ path }) => {
      const message =
        'a ladder has all its temperatures in one point, so that points cannot differ in theirs'
      return { ...finding([...place, path], message, 'leave one of the two out'), at: 'key' }
    })
}

function placeOf(isList: boolean, index: number): Path {
  return isList ? ['sweep', index] : ['sweep']
}

function pair({ path, value }: Setting): [string, unknown] {
  return [path, value]
}

function keyOf({ path, message }: Finding): string {
  return `${formatPath(path)}\n${message}`
}

function shown(value: unknown): string {
  return quoted(typeof value === 'string' ? value : JSON.stringify(value))
}

/** The value of one axis at one point. */
interface Setting {
  readonly path: string
  readonly value: unknown
  /** Where in the scenario file it is written. */
  readonly at: Path
}

/** Points before repetitions are dropped. */
function countPoints(blocks: readonly SweepBlock[]): number {
  return blocks.reduce((sum, block) => {
    return sum + block.reduce((product, { values }) => product * values.length, 1)
  }, 0)
}

/** All combinations of each block, block after block, the last axis running fastest. */
function* settingsOf(
  blocks: readonly SweepBlock[],
  isList: boolean,
): Generator<readonly Setting[]> {
  for (const [index, block] of blocks.entries()) {
    yield* combine(block, isList ? ['sweep', index] : ['sweep'])
  }
}

function* combine([axis, ...others]: SweepBlock, place: Path): Generator<readonly Setting[]> {
  if (axis === undefined) {
    yield []
    return
  }
  const { path, values, isList } = axis
  for (const [index, value] of values.entries()) {
    const at = [...place, path, ...(isList ? [index] : [])]
    for (const rest of combine(others, place)) yield [{ path, value, at }, ...rest]
  }
}
