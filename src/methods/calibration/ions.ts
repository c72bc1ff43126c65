import { type Salt, saltsOf } from '../../forcefield/salt.ts'
import { networkName } from '../../forcefield/species-kinds.ts'
import { molarVolume } from '../../model/solution.ts'
import { log } from '../../numeric/log.ts'
import type { Run } from '../../run/replica-task.ts'
import { estimateSeries } from '../../statistics/estimate.ts'
import { jackknife } from '../../statistics/jackknife.ts'
import { compensatedSum, seriesBlocks } from '../../statistics/series.ts'
import { exact, type Uncertain } from '../../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../../units/constants.ts'
import { methodRun, type Plan, type RunResult, resultsOf, sitesOf } from '../method.ts'
import type { Evaluation } from './evaluation.ts'
import type { PairParameter } from './parameters.ts'
import type { Target } from './targets.ts'
import { boxOf, type CalibrationSetting, CELLS } from './water-runs.ts'

const TEMPERATURE = 298.15
/** Of water at 25 °C, ions counted. In a box of 12 cells a cation by itself makes 0.03 mol/L. */
const FILLING = 0.539

/** A quantity of dilute solutions, such as `association.contact.Zn2+.Cl-` or `hydration.Li+.Cl-`. */
const QUANTITY =
  /^(?<of>association\.contact|association\.total|hydration)\.(?<cation>.+)\.(?<anion>.+)$/

/** What a target asks of a salt. */
interface Wanted {
  readonly of: string
  readonly salt: Salt
}

/** What targets ask of dilute solutions, as far as the force field has their ions; sensitivities are those to `pairs`. */
export function* ionPlan(
  setting: CalibrationSetting,
  pairs: readonly PairParameter[],
  targets: readonly Target[],
): Plan<Evaluation[]> {
  const salts = [...saltsOf(setting.forceField.species).values()]
  const wanted = targets.flatMap(({ quantity }): Wanted[] => {
    const { of, cation, anion } = QUANTITY.exec(quantity)?.groups ?? {}
    const salt = salts.find((one) => one.cation.name === cation && one.anion.name === anion)
    return of === undefined || salt === undefined ? [] : [{ of, salt }]
  })
  const asked = [...new Set(wanted.map(({ salt }) => salt))]
  const results = yield* resultsOf(asked.map((salt) => saltRun(setting, salt)))
  return wanted.map(({ of, salt }) => {
    const result = results[asked.indexOf(salt)]!
    if (of === 'hydration') return evaluateHydration(result, salt)
    return evaluateAssociation(
      of === 'association.total' ? 'total' : 'contact',
      result,
      salt,
      pairs,
    )
  })
}

/** One formula unit of a salt by itself in water. */
function saltRun({ effort, ...setting }: CalibrationSetting, salt: Salt): Run {
  const waters = Math.round(FILLING * sitesOf({ cells: CELLS })) - salt.cations - salt.anions
  const ions = { [salt.cation.name]: salt.cations, [salt.anion.name]: salt.anions }
  const { scenario, counts } = boxOf(
    setting,
    { [networkName(setting.forceField)]: waters, ...ions },
    {
      temperature: TEMPERATURE,
      cells: CELLS,
      // Half of it is spent coming down from a hot liquid.
      equilibration: Math.round(effort.dilute / 5),
      production: effort.dilute,
      measureEvery: 1,
    },
  )
  const observables = ['coordination', 'pairing', 'bjerrumPairs']
  return methodRun(scenario, counts, { observables, start: 'annealed' })
}

/** Of log10 γ in water at 25 °C. */
const DEBYE_HUECKEL = 0.509
const BLOCKS = 20

/**
 * log10 of the constant, L/mol, of C + A ⇌ CA at infinite dilution, from the shares of cations with one
 * anion and with none (`contact`), or with and without one within Bjerrum's distance (`total`):
 * K = (paired/free)/[A] · γ(CA)/γ(C)γ(A), log γ(z) = −A z² (√I/(1 + √I) − 0.3 I) (Davies 1962).
 * A pair holds the enthalpy of its contact once, so that d log K/dh = −1/RT ln 10 exactly; `total` is checked only.
 * Null where a run has seen no pair, or nothing else.
 */
export function evaluateAssociation(
  kind: 'contact' | 'total',
  result: RunResult,
  salt: Salt,
  parameters: readonly PairParameter[],
): Evaluation {
  const [cation, anion] = [salt.cation.name, salt.anion.name]
  const { temperature } = result.run.scenario
  const column = (name: string) => result.series(name)[0]!
  const paired = column(kind === 'contact' ? `pairing:${cation}:contact` : `bjerrumPairs:${cation}`)
  const free =
    kind === 'contact'
      ? totals(column(`pairing:${cation}:free`), column(`pairing:${cation}:separated`))
      : paired.map((share) => 1 - share)
  return {
    quantity: `association.${kind}.${cation}.${anion}`,
    achieved: estimate(paired, free, (shares) => logConstant(shares, salt, litresOf(result))),
    sensitivities:
      kind === 'total'
        ? null
        : parameters.map(({ key, between }) => {
            const isOwn = between.includes(cation) && between.includes(anion)
            const perUnit = key === 'entropy' ? temperature / 1000 : -1
            return exact(isOwn ? (1000 * perUnit) / (GAS_CONSTANT * temperature * Math.LN10) : 0)
          }),
  }
}

/** Waters next to a cation in dilute solution; only checked. */
function evaluateHydration(result: RunResult, { cation, anion }: Salt): Evaluation {
  const water = networkName(result.run.scenario.forceField)
  return {
    quantity: `hydration.${cation.name}.${anion.name}`,
    achieved: result.mean(`coordination:${cation.name}-${water}`),
    sensitivities: null,
  }
}

/** Of a mole of boxes. */
function litresOf({ run }: RunResult): number {
  const { forceField } = run.scenario
  return molarVolume(sitesOf(run.scenario), forceField.spacing.value) / 1000
}

/** Of the cations, on average. */
interface Shares {
  readonly paired: number
  readonly free: number
}

function logConstant({ paired, free }: Shares, salt: Salt, litres: number): number {
  const [cation, anion] = [salt.cation.charge, salt.anion.charge]
  const [cations, anions] = [salt.cations, salt.anions]
  const strength =
    (cations * (1 - paired) * cation * cation +
      (anions - cations * paired) * anion * anion +
      cations * paired * (cation + anion) * (cation + anion)) /
    (2 * litres)
  const root = Math.sqrt(strength)
  // (z₊ + z₋)² − z₊² − z₋²
  const activities = -DEBYE_HUECKEL * 2 * cation * anion * (root / (1 + root) - 0.3 * strength)
  const freeAnions = (anions - cations * paired) / litres
  return log(paired / free / freeAnions) / Math.LN10 + activities
}

/** Null where nothing is paired, or all is, in too many of the blocks. */
function estimate(
  paired: Float64Array,
  free: Float64Array,
  ofShares: (shares: Shares) => number,
): Uncertain | null {
  const [p, f] = [seriesBlocks(paired, BLOCKS), seriesBlocks(free, BLOCKS)]
  const blocks = p.map((own, k) => [own, f[k]!] as const)
  const sharesOf = (kept: typeof blocks): Shares => ({
    paired: meanOf(kept.map(([own]) => own)),
    free: meanOf(kept.map(([, own]) => own)),
  })
  const isSeen = blocks.filter(([own]) => meanOf([own]) > 0).length > BLOCKS / 2
  if (!isSeen || sharesOf(blocks).free === 0) return null
  const { value, standardError } = jackknife(blocks, (kept) => ofShares(sharesOf([...kept])))
  return { value, standardError, settled: estimateSeries([paired]).equilibrated }
}

function meanOf(blocks: readonly Float64Array[]): number {
  const sum = compensatedSum(blocks.map(compensatedSum))
  return sum / blocks.reduce((length, block) => length + block.length, 0)
}

function totals(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((own, sample) => own + b[sample]!)
}
