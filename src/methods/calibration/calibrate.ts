import { dot } from '../../numeric/singular-values.ts'
import { difference, exact, type Uncertain } from '../../statistics/uncertain.ts'
import type { Plan } from '../method.ts'
import { crystalPlan } from './crystals.ts'
import type { Evaluation } from './evaluation.ts'
import { ionPlan } from './ions.ts'
import { liquidPlan } from './liquid.ts'
import { icePlan } from './melting.ts'
import { type Direction, newtonStep } from './newton-step.ts'
import { type CalibratedNumber, calibratedPairs, calibratedParameters } from './parameters.ts'
import { pressurePlan } from './pressure.ts'
import type { Target } from './targets.ts'
import type { CalibrationSetting, Effort } from './water-runs.ts'

export interface CalibratedTarget extends Target {
  /** Null if the runs do not determine it, or no plan here does. */
  readonly achieved: Uncertain | null
  /** Within tolerance and two errors; null where it is not known. */
  readonly isMet: boolean | null
  readonly sensitivities: readonly Uncertain[] | null
}

/** A calibrated number, and the change of it that would meet the targets to first order. */
export interface ProposedParameter extends CalibratedNumber {
  readonly change: Uncertain
}

/** The result of a calibration; plain data. */
export interface Calibration {
  readonly targets: readonly CalibratedTarget[]
  readonly parameters: readonly ProposedParameter[]
  readonly directions: readonly Direction[]
}

/**
 * Determines the targets of a force field and the step that would meet them: of its water, and of its ions in dilute
 * solution. The interaction of ions is assumed not to depend on the numbers of water.
 */
export function* calibrateForceField(
  forceField: CalibrationSetting['forceField'],
  targets: readonly Target[],
  effort: Effort,
  seed: string,
): Plan<Calibration> {
  const setting = { forceField, effort, seed }
  const evaluations: Evaluation[] = []
  for (const plan of calibrationPlans(setting, targets)) evaluations.push(...(yield* plan))
  return judgeTargets(targets, calibratedNumbers(forceField), evaluations)
}

/**
 * The independent parts of a calibration: they can be carried out at the same time, and each has a result of its own.
 * Sensitivities are to the `calibratedNumbers`.
 */
export function calibrationPlans(
  setting: CalibrationSetting,
  targets: readonly Target[],
): Plan<Evaluation[]>[] {
  const waters = calibratedParameters(setting.forceField)
  const pairs = calibratedPairs(setting.forceField)
  const none = (numbers: readonly unknown[]) => numbers.map(() => exact(0))
  const ofWater = [icePlan, liquidPlan, pressurePlan, crystalPlan].map((plan) =>
    withSensitivities(plan(setting, waters), (own) => [...own, ...none(pairs)]),
  )
  const ofIons = ionPlan(setting, pairs, targets)
  return [...ofWater, withSensitivities(ofIons, (own) => [...none(waters), ...own])]
}

/** All calibrated numbers of a force field: of water, then of the contacts of two ions. */
export function calibratedNumbers(
  forceField: CalibrationSetting['forceField'],
): CalibratedNumber[] {
  return [...calibratedParameters(forceField), ...calibratedPairs(forceField)]
}

function* withSensitivities(
  plan: Plan<Evaluation[]>,
  all: (own: readonly Uncertain[]) => readonly Uncertain[],
): Plan<Evaluation[]> {
  return (yield* plan).map((evaluation) => {
    const { sensitivities } = evaluation
    return { ...evaluation, sensitivities: sensitivities && all(sensitivities) }
  })
}

/**
 * Compares targets with what was achieved. A bound takes part in the step if it is exceeded, or would be after it.
 */
export function judgeTargets(
  targets: readonly Target[],
  parameters: readonly CalibratedNumber[],
  evaluations: readonly Evaluation[],
): Calibration {
  const judged = targets.map((target): CalibratedTarget => {
    const found = evaluations.find(({ quantity }) => quantity === target.quantity)
    const achieved = found?.achieved ?? null
    const sensitivities = found?.sensitivities ?? null
    return { ...target, achieved, isMet: achieved && isMet(target, achieved), sensitivities }
  })
  const demands = judged.flatMap(({ value, tolerance, kind, achieved, sensitivities }) => {
    if (achieved === null || sensitivities === null) return []
    const own = sensitivities.map((one) => one.value)
    const missing = difference(exact(value), achieved)
    return [{ kind, missing, tolerance, sensitivities: own }]
  })
  const scales = parameters.map(({ scale }) => scale)
  let asked = demands.filter(({ kind, missing }) => kind === 'equal' || missing.value < 0)
  for (;;) {
    const { changes, directions } = newtonStep(asked, scales)
    const step = changes.map(({ value }) => value)
    const broken = demands.filter((demand) => {
      return !asked.includes(demand) && dot(demand.sensitivities, step) > demand.missing.value
    })
    if (broken.length === 0) {
      const proposed = parameters.map((parameter, k) => ({ ...parameter, change: changes[k]! }))
      return { targets: judged, parameters: proposed, directions }
    }
    asked = [...asked, ...broken]
  }
}

function isMet({ value, tolerance, kind }: Target, achieved: Uncertain): boolean {
  const beyond = achieved.value - value
  const room = 2 * achieved.standardError + (kind === 'equal' ? tolerance : 0)
  return (kind === 'equal' ? Math.abs(beyond) : beyond) <= room
}
