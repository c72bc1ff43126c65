import type { ForceField } from '../forcefield/force-field.ts'
import type { Measured } from '../methods/coupling-path.ts'
import { dot } from '../numeric/singular-values.ts'
import type { CalibrationTask, RecordOf } from './calibration-pool.ts'
import { evaluateDilutions, planDilutions } from './dilution-plan.ts'
import type { Evaluation } from './evaluation.ts'
import { evaluateBreaking, evaluateGrowth, evaluatePeaks, evaluateWrongSites } from './liquid.ts'
import { evaluateMelting } from './melting.ts'
import { type Direction, newtonStep } from './newton-step.ts'
import {
  type CalibratedNumber,
  type CalibratedParameter,
  calibratedPairs,
  calibratedParameters,
} from './parameters.ts'
import { type Effort, fillPlan, listRuns, planRuns } from './plan.ts'
import { evaluatePressure } from './pressure.ts'
import type { Target } from './targets.ts'

export interface CalibratedTarget extends Target {
  /** Null where the runs do not tell, or nothing here determines the quantity. */
  readonly achieved: Measured | null
  /** Within tolerance and two errors; null where it is not known. */
  readonly isMet: boolean | null
  readonly sensitivities: readonly Measured[] | null
}

export interface ProposedParameter extends CalibratedNumber {
  readonly change: Measured
}

/** What a calibration comes to; plain data. */
export interface Calibration {
  readonly targets: readonly CalibratedTarget[]
  readonly parameters: readonly ProposedParameter[]
  readonly directions: readonly Direction[]
}

export interface CalibrationOptions {
  readonly effort: Effort
  readonly seed: string
  /** Records in the order of the tasks. */
  readonly run: <Task extends CalibrationTask>(
    tasks: readonly Task[],
  ) => Promise<readonly RecordOf<Task>[]>
}

/**
 * Determines the targets of a force field and the step that would meet them: of its water, then of its ions
 * in dilute solution. What ions do to each other is taken not to depend on water's numbers: those come first.
 */
export async function calibrateForceField(
  forceField: ForceField,
  targets: readonly Target[],
  options: CalibrationOptions,
): Promise<Calibration> {
  const { effort, seed, run } = options
  const waters = calibratedParameters(forceField)
  const pairs = calibratedPairs(forceField)
  const ofWater = await evaluateWater(forceField, waters, options)
  const tasks = planDilutions(forceField, targets, effort.dilute, seed)
  const ofIons = evaluateDilutions(forceField, targets, await run(tasks))
  const none = (numbers: readonly unknown[]) => numbers.map(() => ({ value: 0, standardError: 0 }))
  return judgeTargets(
    targets,
    [...waters, ...pairs],
    [
      ...ofWater.map((one) => withSensitivities(one, (own) => [...own, ...none(pairs)])),
      ...ofIons.map((one) => withSensitivities(one, (own) => [...none(waters), ...own])),
    ],
  )
}

function withSensitivities(
  evaluation: Evaluation,
  all: (own: readonly Measured[]) => readonly Measured[],
): Evaluation {
  const { sensitivities } = evaluation
  return { ...evaluation, sensitivities: sensitivities && all(sensitivities) }
}

async function evaluateWater(
  forceField: ForceField,
  parameters: readonly CalibratedParameter[],
  { effort, seed, run }: CalibrationOptions,
): Promise<Evaluation[]> {
  const plan = planRuns(forceField, effort, seed)
  const runs = fillPlan(plan, await run(listRuns(plan)))
  const { slabs, melt, ices, liquids, columns, small, thin, dense } = runs
  const ice = ices.find(({ temperature }) => temperature === 260)!
  const room = liquids.find(({ temperature }) => temperature === 298.15)!
  return [
    ...evaluateMelting({ slabs, liquid: melt, ices }, parameters),
    evaluateBreaking(liquids, parameters),
    evaluatePressure(thin, dense, parameters, forceField),
    evaluateWrongSites(ice, parameters),
    evaluateGrowth(small, room),
    evaluatePeaks([...liquids, melt, columns]),
  ]
}

/**
 * Sets targets against what was achieved. A bound takes part in the step where it is not kept, or would not
 * be kept after it.
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
    const missing = value - achieved.value
    return [{ kind, missing, error: achieved.standardError, tolerance, sensitivities: own }]
  })
  const scales = parameters.map(({ scale }) => scale)
  let asked = demands.filter(({ kind, missing }) => kind === 'equal' || missing < 0)
  for (;;) {
    const { changes, directions } = newtonStep(asked, scales)
    const step = changes.map(({ value }) => value)
    const broken = demands.filter((demand) => {
      return !asked.includes(demand) && dot(demand.sensitivities, step) > demand.missing
    })
    if (broken.length === 0) {
      const proposed = parameters.map((parameter, k) => ({ ...parameter, change: changes[k]! }))
      return { targets: judged, parameters: proposed, directions }
    }
    asked = [...asked, ...broken]
  }
}

function isMet({ value, tolerance, kind }: Target, achieved: Measured): boolean {
  const beyond = achieved.value - value
  const room = 2 * achieved.standardError + (kind === 'equal' ? tolerance : 0)
  return (kind === 'equal' ? Math.abs(beyond) : beyond) <= room
}
