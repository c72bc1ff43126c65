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
] as const

export type ObservableGroup = (typeof OBSERVABLE_GROUPS)[number]
