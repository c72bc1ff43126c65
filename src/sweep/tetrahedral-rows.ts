import type { Estimate, Observables, ResultRecord } from '../evaluate/record.ts'

/** The tetrahedral entropy of one solution at one temperature, with what the entropy of pure water there leaves of it. */
export interface TetrahedralRow {
  /** Its salts; `pure water` without any. */
  readonly solution: string
  /** K */
  readonly temperature: number
  /** S_Q − S₀, k_B per water */
  readonly entropy: Measured
  /** S_Q less that of pure water; null where that is not known at this temperature. */
  readonly excess: Measured | null
  /** C_Q, k_B per water, and what libration alone makes of it */
  readonly heatCapacity: Measured | null
  readonly libration: Measured | null
  /** Share of trajectories undone to stay on the branch. */
  readonly rejectedShare: number | null
  /** Whether nothing says that the entropy is not to be believed. */
  readonly isSound: boolean
}

type Measured = Pick<Estimate, 'value' | 'standardError'>

const ENTROPY = 'tetrahedralEntropy'
export const PURE = 'pure water'

/** K: what two ways to write one temperature may differ by. */
const SAME = 1e-6

/** Rows of all records, each at every temperature of its ladder, in the order given; no record is kept. */
export function tetrahedralRows(records: Iterable<ResultRecord>): TetrahedralRow[] {
  const rows: TetrahedralRow[] = []
  for (const record of records) rows.push(...rowsOf(record))
  return rows.map((row) => {
    if (row.solution === PURE) return row
    const isReference = ({ solution, temperature }: TetrahedralRow) =>
      solution === PURE && Math.abs(temperature - row.temperature) < SAME
    const water = rows.find(isReference)
    return water === undefined ? row : { ...row, excess: difference(row.entropy, water.entropy) }
  })
}

function rowsOf(record: ResultRecord): TetrahedralRow[] {
  return rungsOf(record).flatMap(({ observables, warnings, temperature, rejectedShare }) => {
    const entropy = of(observables, ENTROPY)
    if (entropy === null) return []
    return {
      solution: solutionOf(record),
      temperature,
      entropy,
      excess: null,
      heatCapacity: of(observables, 'tetrahedralHeatCapacity'),
      libration: of(observables, 'tetrahedralHeatCapacity:libration'),
      rejectedShare: rejectedShare ?? null,
      isSound: !warnings.some(({ observable }) => observable === ENTROPY),
    }
  })
}

function rungsOf({ ladder, scenario, observables, warnings, branch }: ResultRecord) {
  const { temperature } = scenario
  const { rejectedShare } = branch
  return ladder?.rungs ?? [{ temperature, observables, warnings, rejectedShare }]
}

function solutionOf({ scenario: { composition, forceField }, system }: ResultRecord): string {
  const isPure = Object.entries(system.counts).every(
    ([name, count]) => name === forceField.network || count === 0,
  )
  if (isPure) return PURE
  if (composition.kind === 'counts') {
    return Object.entries(composition.counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(' + ')
  }
  const salts = Object.entries(composition.salts).filter(([, { value }]) => value > 0)
  return salts.map(([name, { value, unit }]) => `${value} ${unit} ${name}`).join(' + ')
}

function of(observables: Observables, name: string): Measured | null {
  const estimate = observables[name]
  if (estimate === undefined) return null
  const { value, standardError } = estimate
  return { value, standardError }
}

/** Of independent runs. */
function difference(a: Measured, b: Measured): Measured {
  if (a.value === null || b.value === null) return { value: null, standardError: null }
  const [e, f] = [a.standardError ?? 0, b.standardError ?? 0]
  return { value: a.value - b.value, standardError: Math.sqrt(e * e + f * f) }
}
