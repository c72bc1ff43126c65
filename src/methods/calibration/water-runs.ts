import type { ForceField } from '../../forcefield/force-field.ts'
import { networkName } from '../../forcefield/species-kinds.ts'
import type { Run } from '../../run/replica-task.ts'
import type { Start } from '../../scenario/sampling-schema.ts'
import type { Sampling } from '../../scenario/scenario.ts'
import { type Counts, methodRun, particlesIn, type Subject, sitesOf } from '../method.ts'

/** How long to run, in sweeps; all boxes are the same, so that `quick` is less precise but not otherwise different. */
export interface Effort {
  /** Slabs at each temperature. */
  readonly seeds: number
  readonly slab: number
  readonly liquid: number
  readonly ice: number
  /** Of each coupling of a crystal. */
  readonly crystals: number
  /** Of each coupling. */
  readonly coupled: number
  readonly small: number
  /** Of a salt in dilute solution. */
  readonly dilute: number
}

/** How long the runs of a calibration are. */
export const EFFORTS = {
  full: {
    seeds: 6,
    slab: 10_000,
    liquid: 40_000,
    ice: 25_000,
    crystals: 4000,
    coupled: 30_000,
    small: 80_000,
    dilute: 25_000,
  },
  quick: {
    seeds: 2,
    slab: 3000,
    liquid: 5000,
    ice: 4000,
    crystals: 1000,
    coupled: 4000,
    small: 8000,
    dilute: 4000,
  },
} as const satisfies Record<string, Effort>

/** The force field to be calibrated, and the length of the runs. */
export interface CalibrationSetting {
  readonly forceField: ForceField
  readonly effort: Effort
  /** Runs of one physics have seeds of their own, made from it. */
  readonly seed: string
}

/** Cells along most boxes, and along the small ones. */
export const CELLS = 12
export const SMALL = 8

/** The liquid at zero pressure in equilibrium with ice of filling ½. */
export const MELTING = { temperature: 273.15, filling: 0.5405 }

export interface WaterBox {
  /** K */
  readonly temperature: number
  /** Share of sites taken. */
  readonly filling: number
  /** `CELLS` unless said. */
  readonly cells?: number
}

/** A box of water, its runs so many sweeps long after a fifth as many of equilibration. */
export function waterBox(
  setting: Pick<CalibrationSetting, 'forceField' | 'seed'>,
  { temperature, filling, cells = CELLS }: WaterBox,
  sweeps: number,
): Subject {
  const counts = { [networkName(setting.forceField)]: Math.round(filling * sitesOf({ cells })) }
  const equilibration = Math.round(sweeps / 5)
  const sampling = { equilibration, production: sweeps, measureEvery: 10 }
  return boxOf(setting, counts, { temperature, cells, ...sampling })
}

/** A box of these particles as a scenario. */
export function boxOf(
  { forceField, seed }: Pick<CalibrationSetting, 'forceField' | 'seed'>,
  counts: Counts,
  box: Pick<Sampling, 'equilibration' | 'production' | 'measureEvery'> &
    Required<Omit<WaterBox, 'filling'>>,
): Subject {
  const { temperature, cells, ...lengths } = box
  return {
    counts,
    scenario: {
      title: 'calibration',
      forceField,
      temperature,
      composition: { kind: 'counts', counts },
      density: { kind: 'vacancies', fraction: 1 - particlesIn(counts) / sitesOf({ cells }) },
      cells,
      sampling: { ...lengths, replicas: 1 },
      observables: [],
      seed,
    },
  }
}

/** A run of water with its energies, bonds, order, and force-field counts. */
export function waterRun({ scenario, counts }: Subject, start: Start = 'random'): Run {
  const structure = ['densityFluctuation', 'hydrogenBonds', 'iceOrder']
  const observables = ['energy', 'reducedEnergy', ...structure, 'forceFieldCounts']
  return methodRun(scenario, counts, { observables, start })
}

/** The liquid near its melting point: a phase in equilibrium with ice, and one of the liquids without a Bragg peak. */
export function meltRun(setting: CalibrationSetting): Run {
  return waterRun(waterBox(setting, MELTING, setting.effort.liquid))
}
