/** What costs runs of its own beside those of the scenario, and is never part of `default`. */
export const EXTRA_RUN_OBSERVABLES = [
  'entropy',
  'mixingEntropy',
  'mixingEnthalpy',
  'mixingGibbs',
  'waterActivity',
  'osmoticCoefficient',
  'pressure',
] as const

/** What can be asked for by name; `default` is all that costs little. */
export const OBSERVABLE_GROUPS = [
  'default',
  'energy',
  'densityFluctuation',
  'hydrogenBonds',
  'tetrahedral',
  'coordination',
  'shells',
  'pairing',
  'clusters',
  'siteEnergySpread',
  'freeWater',
  'iceOrder',
  'radialDistribution',
  'pairEntropy',
  'insertion',
  'reducedEnergy',
  'layers',
  'iceLayers',
  ...EXTRA_RUN_OBSERVABLES,
] as const

export type ObservableGroup = (typeof OBSERVABLE_GROUPS)[number]
