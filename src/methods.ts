/**
 * `entrolyte/methods`: thermodynamic quantities that need runs of their own. `mixing`, `osmotic`, `pressure` and `entropy`
 * are what a scenario asks for in `observables`; `melting` and `calibrate` are plans, for `runPlan` or `resultOf`.
 *
 * @module methods
 */

export type { CalibratedTarget, ProposedParameter } from './methods/calibration/calibrate.ts'
export {
  type Calibration,
  calibrateForceField as calibrate,
} from './methods/calibration/calibrate.ts'
export type { Direction } from './methods/calibration/newton-step.ts'
export type { FittedTo } from './methods/calibration/targets.ts'
export { parseTargets, type Target } from './methods/calibration/targets.ts'
export { EFFORTS, type Effort } from './methods/calibration/water-runs.ts'
export { entropy } from './methods/entropy.ts'
export type { Fusion } from './methods/fusion.ts'
export {
  type Melting,
  type MeltingOptions,
  type MeltingPoints,
  melting,
  meltingOptions,
  obstacleToMelting,
} from './methods/melting.ts'
export {
  defineMethod,
  type Found,
  type Method,
  type Plan,
  RunResult,
  resultsOf,
  type Subject,
} from './methods/method.ts'
export { mixing } from './methods/mixing.ts'
export { osmotic } from './methods/osmotic.ts'
export { pressure } from './methods/pressure.ts'
export type { SlabResult } from './methods/slab.ts'
export { resultOf, runPlan } from './runner/run-plans.ts'
export type { Uncertain } from './statistics/uncertain.ts'
