/**
 * `entrolyte/engine`: what runs anywhere, also in a browser. It knows no files and starts no threads: texts of scenarios,
 * force fields and densities are given to it.
 *
 * @module engine
 */
export { Chain, createChain } from './chain/chain.ts'
export type { MarkovChain, MoveCount } from './chain/markov-chain.ts'
export type { Override } from './document/override.ts'
export type { Finding } from './document/schema-findings.ts'
export { InputError, type Problem } from './errors/problem.ts'
export type {
  CustomRecord,
  Estimate,
  Observables,
  Provenance,
  ResultRecord as Result,
  SystemRecord,
} from './evaluate/record.ts'
export type { Warning } from './evaluate/warning.ts'
export type { ForceField } from './forcefield/force-field.ts'
export { parseForceField } from './forcefield/parse-force-field.ts'
export { BccLattice } from './lattice/bcc.ts'
export type { Counts, ResultsOf, Runs } from './methods/method.ts'
export {
  defineMethod,
  type Found,
  type Method,
  methodRun,
  type Plan,
  RunResult,
  resultsOf,
  type Subject,
} from './methods/method.ts'
export { Configuration, findDrift } from './model/configuration.ts'
export type { Contacts } from './model/contacts.ts'
export { type DensityTable, parseDensityTable } from './model/density.ts'
export type { Permittivity } from './model/dielectric.ts'
export type { Electrostatics } from './model/electrostatics.ts'
export type { EnergyCounts } from './model/energy-counts.ts'
export type { PotentialTable } from './model/ewald.ts'
export type { FacingCodes } from './model/facing.ts'
export type { Coupling } from './model/hamiltonian.ts'
export { ENERGY_UNIT, Hamiltonian } from './model/hamiltonian.ts'
export { compileModel, type LatticeModel, speciesIndex } from './model/lattice-model.ts'
export type { Shells } from './model/shells.ts'
export type { States } from './model/states.ts'
export { VACANT } from './model/states.ts'
export { type CustomMove, type CustomMoveDefinition, defineMove } from './moves/custom-move.ts'
export {
  assembleMoves as createMoves,
  type Scheduled,
  SHARES,
  type Shares,
  scheduleMoves,
} from './moves/mix.ts'
export type { Move, MoveName } from './moves/move.ts'
export { type Choices, RandomChoices } from './numeric/choices.ts'
export { exp } from './numeric/exp.ts'
export { log } from './numeric/log.ts'
export { randomStream } from './numeric/random-stream.ts'
export type { RandomWords } from './numeric/random-words.ts'
export {
  type CustomObserver,
  type CustomObserverDefinition,
  defineObserver,
} from './observe/custom-observer.ts'
export type { Column, Distribution, Observer } from './observe/observer.ts'
export type { Custom } from './run/custom.ts'
export { fillInitially } from './run/initial-state.ts'
export type { LogRow } from './run/replica-log.ts'
export type {
  LadderRecord,
  ReplicaProgress,
  ReplicaRecord,
  TrajectoryCount,
} from './run/replica-record.ts'
export type { ReplicaSnapshot } from './run/replica-snapshot.ts'
export type { Perturbation, Run } from './run/replica-task.ts'
export { inline } from './runner/inline.ts'
export { type ResolveOptions, resolveScenario as resolve } from './runner/resolve-scenario.ts'
export type { KeptRun, ResultOptions, Spent, WorkEvent, WorkOptions } from './runner/run-plans.ts'
export { resultOf, runPlan } from './runner/run-plans.ts'
export type {
  Assignment,
  Breakdown,
  Failure,
  Frame,
  Outcome,
  ReplicaEvent,
  Runner,
  Running,
} from './runner/runner.ts'
export {
  type Finished,
  type Machine,
  type SimulateEvent,
  type SimulateOptions,
  simulate,
  type Times,
} from './runner/simulate.ts'
export type { Density, OpenPressure } from './scenario/composition-schema.ts'
export {
  type ParsedSingle,
  parseScenario,
  type ScenarioOptions,
} from './scenario/parse-scenario.ts'
export type { Output, ParsedScenario, Sampling, Scenario } from './scenario/scenario.ts'
export type { System } from './system.ts'
