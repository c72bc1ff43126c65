import { canonicalJson } from './document/canonical-json.ts'
import { LIMITS } from './document/limits.ts'
import { type Finding, finding } from './document/schema-findings.ts'
import { InputError } from './errors/problem.ts'
import { vacanciesAtPressure } from './methods/filling-at-pressure.ts'
import { spacedLadder } from './methods/ladder-spacing.ts'
import type { Plan } from './methods/method.ts'
import { methodsOf } from './methods/registry.ts'
import { composeSystem } from './model/composition.ts'
import type { DensityTable } from './model/density.ts'
import { impossible } from './model/impossible-composition.ts'
import { measuredColumns } from './observe/registry.ts'
import { checkObservables } from './scenario/check-scenario.ts'
import { presentIn } from './scenario/contents.ts'
import { notMeasured } from './scenario/observable-groups.ts'
import type { ParsedSingle, ParsedSweep } from './scenario/parse-scenario.ts'
import { checkMeasured, checkSeries, fixedRungs } from './scenario/sampling-check.ts'
import {
  isOpen,
  isRange,
  isResolved,
  type ParsedScenario,
  type Scenario,
} from './scenario/scenario.ts'
import type { SweepPoint } from './scenario/sweep-check.ts'
import { checkModel, described, type System } from './system.ts'
import { formatKelvins } from './units/quantity.ts'

type Counts = Readonly<Record<string, number>>

export type ResolvedPoint = System & Pick<SweepPoint, 'settings'>

/** Short simulations that find what is open in a scenario. The same scenario must always give the same answer. */
export interface Search<Found> {
  readonly plan: Plan<Found>
  /** In words: `the temperatures of a ladder from 280 K to 300 K, by a short run`. */
  readonly sought: string
  /** The same of what was found. */
  readonly describe: (found: Found) => string
}

export interface Resolving {
  readonly densities: DensityTable
  /** Carries a search out. */
  readonly search: <Found>(search: Search<Found>) => Promise<Found>
}

/** Cells of the box in which the temperatures of a ladder are looked for. */
const LADDER_CELLS = 6

/** The same for the vacancies at a pressure. */
const PRESSURE_CELLS = 8

/**
 * The scenario with what was open in it, and its numbers of particles on the lattice.
 * @throws InputError with the place of what is wrong if it cannot be run
 */
export async function resolve(
  { scenario, problemsOf }: Pick<ParsedSingle, 'scenario' | 'problemsOf'>,
  resolving: Resolving,
): Promise<System> {
  const found = await new Resolver(resolving).find(scenario)
  if (isSystem(found)) return found
  throw new InputError(problemsOf(found))
}

/** The same for all points of a sweep. What several of them need is looked for once. */
export async function resolveSweep(
  { points, problemsOf }: Pick<ParsedSweep, 'points' | 'problemsOf'>,
  resolving: Resolving,
): Promise<ResolvedPoint[]> {
  const resolver = new Resolver(resolving)
  const resolved: ResolvedPoint[] = []
  const findings: (readonly Finding[])[] = []
  const different = new Set<string>()
  for (const { scenario, settings } of points) {
    const found = await resolver.find(scenario)
    if (isSystem(found)) resolved.push({ settings, ...found })
    findings.push(isSystem(found) ? [] : found)
    for (const { message } of findings.at(-1)!) different.add(message)
    if (different.size >= LIMITS.problems) break
  }
  if (different.size > 0) throw new InputError(problemsOf(findings))
  return resolved
}

class Resolver {
  readonly #densities: DensityTable
  readonly #search: Resolving['search']
  /** What is known of force fields, which the points of a sweep share. */
  readonly #known = new WeakMap<object, Map<string, unknown>>()
  readonly #vacancies = new Map<string, number | null>()
  readonly #ladders = new Map<string, readonly number[]>()

  constructor({ densities, search }: Resolving) {
    this.#densities = densities
    this.#search = search
  }

  /** The resolved scenario, or what is wrong with it. */
  async find(parsed: ParsedScenario): Promise<System | readonly Finding[]> {
    try {
      const closed = withoutOpen(parsed)
      const first = composeSystem(closed, this.#densities)
      this.#checkModel(closed, first.counts)
      const { until } = parsed
      if (until !== undefined) {
        const columns = this.#columnsOf(closed, first.counts)
        const names = columns.flatMap(({ name, auxiliary }) => (auxiliary ? [] : [name]))
        const wrong = checkMeasured(until, names)
        if (wrong.length > 0) return wrong
      }
      const scenario = isResolved(parsed) ? parsed : await this.#completed(parsed, closed)
      const found = isOpen(parsed.density) ? composeSystem(scenario, this.#densities) : first
      const columns = () => this.#columnsOf(scenario, found.counts).length
      const wrong = [
        ...checkSeries(scenario, columns),
        ...checkPresent(scenario, found.counts),
        ...checkMethods(scenario, found.counts),
      ]
      return wrong.length > 0 ? wrong : { scenario, ...described(found) }
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      return error.problems.map(({ path, message, hint }) =>
        finding(path.split('.'), message, hint),
      )
    }
  }

  async #completed({ density, sampling }: ParsedScenario, closed: Scenario): Promise<Scenario> {
    const { pressure } = density as { pressure: number }
    const filled = isOpen(density) ? await this.#atPressure(closed, pressure) : closed
    const { ladder } = sampling
    if (!isRange(ladder)) return filled
    const rungs = await this.#ladderOf(filled, fixedRungs(ladder, filled.temperature))
    return { ...filled, sampling: { ...filled.sampling, ladder: rungs } }
  }

  async #atPressure(scenario: Scenario, pressure: number): Promise<Scenario> {
    const { forceField, temperature, composition, seed } = scenario
    const key = canonicalJson({ forceField, temperature, composition, seed, pressure })
    if (!this.#vacancies.has(key)) {
      this.#vacancies.set(key, await this.#vacanciesAt(pressure, scenario))
    }
    const fraction = this.#vacancies.get(key)!
    if (fraction !== null) return { ...scenario, density: { kind: 'pressure', pressure, fraction } }
    throw impossible(
      'density',
      `no filling was found at which the pressure is ${pressure} MPa`,
      'another pressure, or `vacancies` as measured',
    )
  }

  /** Null where none has the pressure, or only one that cannot be composed. */
  async #vacanciesAt(pressure: number, scenario: Scenario): Promise<number | null> {
    const small = { ...scenario, cells: PRESSURE_CELLS }
    const countsOf = (one: Scenario) => composeSystem(one, this.#densities).counts
    try {
      return await this.#search({
        plan: vacanciesAtPressure(small, countsOf, pressure),
        sought: `the density${saltsOf(scenario)} at ${pressure} MPa and ${formatKelvins(scenario.temperature)}, by short runs between walls`,
        describe: (found) =>
          found === null
            ? 'found none'
            : `found one at which ${(100 * found).toFixed(2)} % of the sites are vacant`,
      })
    } catch (error) {
      if (error instanceof InputError) return null
      throw error
    }
  }

  async #ladderOf(scenario: Scenario, fixed: readonly number[]): Promise<readonly number[]> {
    const { composition, forceField, seed } = scenario
    const isGiven = composition.kind === 'counts'
    const cells = isGiven ? scenario.cells : Math.min(scenario.cells, LADDER_CELLS)
    const small = { ...scenario, cells }
    const { counts } = composeSystem(small, this.#densities)
    for (const temperature of fixed) this.#checkModel({ ...small, temperature }, counts)
    const ratio = scenario.cells / cells
    const enlarged = ratio * ratio * ratio
    const key = canonicalJson({ forceField, seed, cells, counts, fixed, enlarged })
    const known = this.#ladders.get(key)
    const [from, to] = [fixed[0]!, fixed.at(-1)!].map(formatKelvins)
    const rungs =
      known ??
      (await this.#search({
        plan: spacedLadder(small, counts, fixed, enlarged),
        sought: `the temperatures of a ladder from ${from} to ${to}, by a short run`,
        describe: (found) => `found ${found.length} temperatures`,
      }))
    this.#ladders.set(key, rungs)
    if (rungs.length <= LIMITS.rungs.most) return rungs
    throw impossible(
      'sampling.ladder',
      `${rungs.length} temperatures are needed, more than the ${LIMITS.rungs.most} of the largest ladder`,
      'take a smaller box or a shorter ladder',
    )
  }

  /** All columns that are measured. */
  #columnsOf(scenario: Scenario, counts: Counts): ReturnType<typeof measuredColumns> {
    const { forceField, temperature, observables } = scenario
    const leftOut = notMeasured(observables, presentIn(forceField, counts))
    const key = [temperature, Object.keys(counts), observables, leftOut]
    return this.#once(scenario, key, () => measuredColumns(scenario, counts))
  }

  #checkModel(scenario: Scenario, counts: Counts): void {
    const key = [scenario.temperature, Object.keys(counts)]
    this.#once(scenario, key, () => checkModel(scenario, counts))
  }

  #once<Found>({ forceField }: Scenario, key: unknown, find: () => Found): Found {
    const known = this.#known.get(forceField) ?? new Map<string, unknown>()
    this.#known.set(forceField, known)
    const text = JSON.stringify(key)
    if (!known.has(text)) known.set(text, find())
    return known.get(text) as Found
  }
}

/** What can be measured in the system may depend on the numbers of its particles, which are known only now. */
function checkPresent({ forceField, observables }: Scenario, counts: Counts): Finding[] {
  return checkObservables(observables, presentIn(forceField, counts))
}

/** A method that makes no sense for a system is refused: its numbers would have no meaning. */
function checkMethods(scenario: Scenario, counts: Counts): Finding[] {
  const { observables } = scenario
  return methodsOf({ scenario }).flatMap((method) => {
    const obstacle = method.obstacle({ scenario, counts })
    if (obstacle === null) return []
    const at = observables.findIndex((name) => method.observables.includes(name))
    const message = `${observables[at]} makes no sense here: ${obstacle}`
    return [finding(['observables', at], message, 'leave it out, or change the composition')]
  })
}

/** ` with ZnCl2 2 mol/kg`; nothing without salts. */
function saltsOf({ composition }: Scenario): string {
  const salts = composition.kind === 'solution' ? Object.entries(composition.salts) : []
  const amounts = salts.map(([formula, { value, unit }]) => `${formula} ${value} ${unit}`)
  return amounts.length === 0 ? '' : ` with ${amounts.join(', ')}`
}

function isSystem(found: System | readonly Finding[]): found is System {
  return 'scenario' in found
}

/** With a density from measurements and without a ladder where those are open. */
function withoutOpen(parsed: ParsedScenario): Scenario {
  if (isResolved(parsed)) return parsed
  const { ladder, ...sampling } = parsed.sampling
  return {
    ...parsed,
    density: isOpen(parsed.density) ? { kind: 'auto' } : parsed.density,
    sampling: isRange(ladder) || ladder === undefined ? sampling : { ...sampling, ladder },
  }
}
