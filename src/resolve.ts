import { canonicalJson } from './document/canonical-json.ts'
import { LIMITS } from './document/limits.ts'
import { type Finding, finding } from './document/schema-findings.ts'
import { InputError } from './errors/problem.ts'
import type { SystemRecord } from './evaluate/record.ts'
import type { Warning } from './evaluate/warning.ts'
import { configurationalEntropyIdeal, entropyClass } from './formula/formula-entropy.ts'
import { methodsOf } from './methods/registry.ts'
import { type ComposedSystem, composeSystem } from './model/composition.ts'
import type { DensityTable } from './model/density.ts'
import { Hamiltonian } from './model/hamiltonian.ts'
import { impossible } from './model/impossible-composition.ts'
import { compileModel } from './model/lattice-model.ts'
import { measuredColumns } from './observe/registry.ts'
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

type Counts = Readonly<Record<string, number>>

/** A scenario of which nothing is open, and its numbers of particles on the lattice. */
export interface System extends Composed {
  readonly scenario: Scenario
}

export interface Composed {
  readonly system: SystemRecord
  readonly warnings: readonly Warning[]
}

export type ResolvedPoint = System & Pick<SweepPoint, 'settings'>

/** What takes simulations to find. The same scenario must always give the same answer. */
export interface Search {
  /**
   * The temperatures of a ladder, K, ascending, the fixed ones among them.
   * @param scenario in the box that is simulated, with `counts` particles
   * @param enlarged how many times larger the box of the ladder is
   */
  ladderBetween(
    scenario: Scenario,
    counts: Counts,
    fixed: readonly number[],
    enlarged: number,
  ): Promise<readonly number[]>
  /**
   * The vacant share of sites at a pressure in MPa; null where none has it.
   * @param countsOf how many particles the scenario has with another density
   */
  vacanciesAt(
    scenario: Scenario,
    countsOf: (scenario: Scenario) => Counts,
    pressure: number,
  ): Promise<number | null>
}

export interface Resolving {
  readonly densities: DensityTable
  readonly search: Search
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

/**
 * The numbers of particles on the lattice of a scenario of which nothing is open.
 * @throws InputError if it cannot be put there
 */
export function composed(scenario: Scenario, densities: DensityTable): Composed {
  const found = composeSystem(scenario, densities)
  checkModel(scenario, found.counts)
  return described(found)
}

class Resolver {
  readonly #densities: DensityTable
  readonly #search: Search
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
      const wrong = [...checkSeries(scenario, columns), ...checkMethods(scenario, found.counts)]
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
      const small = { ...scenario, cells: PRESSURE_CELLS }
      const countsOf = (one: Scenario) => composeSystem(one, this.#densities).counts
      this.#vacancies.set(key, await this.#vacanciesAt(small, countsOf, pressure))
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
  async #vacanciesAt(...asked: Parameters<Search['vacanciesAt']>): Promise<number | null> {
    try {
      return await this.#search.vacanciesAt(...asked)
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
    const rungs = known ?? (await this.#search.ladderBetween(small, counts, fixed, enlarged))
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
    const { temperature, observables } = scenario
    const key = [temperature, Object.keys(counts), observables]
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

/** Some limits are those of the tables: better known now than from a worker. */
function checkModel({ forceField, temperature }: Scenario, counts: Counts): void {
  try {
    new Hamiltonian(compileModel(forceField, Object.keys(counts)), temperature)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw impossible('forcefield', `the force field cannot be used: ${error.message}`)
  }
}

function described(found: ComposedSystem): Composed {
  const { sites, counts, molality, charge, vacancies, density, densitySource, warnings } = found
  const amounts = Object.values(counts)
  return {
    system: {
      sites,
      counts,
      molality,
      charge,
      vacancyFraction: vacancies / sites,
      density,
      densitySource,
      configurationalEntropyClass: amounts.some((amount) => amount > 0)
        ? entropyClass(configurationalEntropyIdeal(amounts))
        : null,
    },
    warnings,
  }
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
