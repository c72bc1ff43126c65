import type { ResultRecord } from '../evaluate/record.ts'

/** What is looked at first, in this order, where a result has it. */
const FIRST: readonly RegExp[] = [
  /^(entropy|mixingEntropy|mixingGibbs|waterActivity|osmoticCoefficient)$/,
  /^coordination:.+[2-9]\+-/,
  /^coordination:.+\+-/,
  /^freeWaterFraction$/,
  /^hydrogenBondsPerWater$/,
  /^tetrahedralEntropy$/,
  /^tetrahedralOrder$/,
  /^clusterSize:ions:largest$/,
  /^energyPerWater$/,
  /^energyPerSite$/,
  /^heatCapacityPer(Water|Site)$/,
  /^configurationalEntropyIdeal$/,
  /^densityFluctuation/,
]

const MOST = 10
/** Of one kind, such as the coordination numbers of many ions. */
const MOST_OF_A_KIND = 4

/** Names of the figures for the first screen. */
export function keyFigures({ observables }: Pick<ResultRecord, 'observables'>): string[] {
  const hasWater = Object.hasOwn(observables, 'energyPerWater')
  const names = Object.keys(observables).filter((name) => {
    return observables[name]!.value !== null && !(hasWater && name === 'energyPerSite')
  })
  const found = FIRST.flatMap((kind) =>
    names.filter((name) => kind.test(name)).slice(0, MOST_OF_A_KIND),
  )
  return [...new Set(found)].slice(0, MOST)
}
