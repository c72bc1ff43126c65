import { type Salt, saltsOf } from '../../forcefield/salt.ts'
import { networkName } from '../../forcefield/species-kinds.ts'
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
import { logRoomOutside, type PairKind } from './room-outside.ts'
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

const BLOCKS = 20

/**
 * log10 of the constant, L/mol, of C + A ⇌ CA at infinite dilution, from the shares of cations with one
 * anion and with none (`contact`), or with and without one within Bjerrum's distance (`total`). Each of the a anions of
 * a formula unit is with the cation or outside: paired/free = a K/V, with the room V outside (`logRoomOutside`). The law of
 * mass action of a solution, with the average of free anions besides, would count the pairs twice.
 * A pair holds the enthalpy of its contact once, so that d log K/dh = −1/RT ln 10 exactly; `total` is checked only.
 * Null where a run has seen no pair, or nothing else.
 */
export function evaluateAssociation(
  kind: PairKind,
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
    achieved: estimate(paired, free, salt, logRoomOutside(kind, salt, result.run.scenario)),
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

/** Of the cations, on average. */
interface Shares {
  readonly paired: number
  readonly free: number
}

/** Of several cations, one may hold the anion that another one is without. */
const bareShare = ({ paired, free }: Shares, { cations }: Salt) => free - (cations - 1) * paired

/** Null where nothing is paired, or all is, in too many of the blocks. */
function estimate(
  paired: Float64Array,
  free: Float64Array,
  salt: Salt,
  logRoom: number,
): Uncertain | null {
  const [p, f] = [seriesBlocks(paired, BLOCKS), seriesBlocks(free, BLOCKS)]
  const blocks = p.map((own, k) => [own, f[k]!] as const)
  const sharesOf = (kept: typeof blocks): Shares => ({
    paired: meanOf(kept.map(([own]) => own)),
    free: meanOf(kept.map(([, own]) => own)),
  })
  const isSeen = blocks.filter(([own]) => meanOf([own]) > 0).length > BLOCKS / 2
  if (!isSeen || bareShare(sharesOf(blocks), salt) <= 0) return null
  const { value, standardError } = jackknife(blocks, (kept) => {
    const shares = sharesOf([...kept])
    return log(shares.paired / bareShare(shares, salt) / salt.anions) / Math.LN10 + logRoom
  })
  return { value, standardError, settled: estimateSeries([paired]).equilibrated }
}

function meanOf(blocks: readonly Float64Array[]): number {
  const sum = compensatedSum(blocks.map(compensatedSum))
  return sum / blocks.reduce((length, block) => length + block.length, 0)
}

function totals(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((own, sample) => own + b[sample]!)
}
