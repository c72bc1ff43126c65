import { columnSeries } from '../evaluate/series.ts'
import { type TrapLayer, trapLayers } from '../model/ion-trap.ts'
import { WATER_KINDS } from '../observe/ice-layers.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Measured } from './coupling-path.ts'
import { type ExtraResult, type SettledMean, settledMean } from './extra-results.ts'
import { osmoticNames } from './osmotic-runs.ts'

/** What ions tell that are held in the middle of a box of water. */
interface Held {
  /** Ions over waters there. */
  readonly ratio: number
  readonly coefficient: Measured
  /** Share of sites that the water outside takes. */
  readonly filling: Measured
  readonly equilibrated: boolean
}

/** What the runs of `osmoticRuns` come to. */
export interface OsmoticResult {
  /** φ of the solution that the scenario asks for, on the line between what the two runs found. */
  readonly coefficient: SettledMean
  readonly filling: SettledMean
}

/** @param ratio ions over waters; null where a run is missing, or has no ions in the middle. */
export function osmoticResult(
  { forceField }: Scenario,
  extras: readonly ExtraResult[],
  ratio: number,
): OsmoticResult | null {
  const ions = forceField.species.filter(({ charge }) => charge !== 0).map(({ name }) => name)
  const [below, above] = osmoticNames().map((name) => {
    const record = extras.find((extra) => extra.name === name)?.record
    return record === undefined ? null : heldBy(record, ions)
  })
  if (!below || !above || below.ratio === above.ratio) return null
  const equilibrated = below.equilibrated && above.equilibrated
  const between = (a: Measured, b: Measured, share: number): SettledMean => {
    const [p, q] = [(1 - share) * a.standardError, share * b.standardError]
    const value = (1 - share) * a.value + share * b.value
    return { value, standardError: Math.sqrt(p * p + q * q), equilibrated }
  }
  const share = (ratio - below.ratio) / (above.ratio - below.ratio)
  return {
    coefficient: between(below.coefficient, above.coefficient, share),
    filling: between(below.filling, above.filling, 0.5),
  }
}

/** φ = βΠv/(filling of the water outside) ÷ (ions per water), v the volume of a site. */
function heldBy(record: ReplicaRecord, ions: readonly string[]): Held | null {
  const names = new Set(record.columns.map(({ name }) => name))
  const layers = trapLayers([...names].filter((name) => name.startsWith(WATER_KINDS[0])).length / 2)
  const area = layers.length ** 2 / 4
  /** Of all layers, each particle of these kinds counting what its layer says; by sample. */
  const sum = (kinds: readonly string[], weight: (layer: TrapLayer) => number) => {
    const parts = kinds.flatMap((kind) =>
      layers.flatMap((layer, k) => {
        const factor = weight(layer)
        if (factor === 0 || !names.has(`${kind}:${k}`)) return []
        return [columnSeries([record], `${kind}:${k}`)![0]!.map((count) => factor * count)]
      }),
    )
    return parts.reduce((all, part) => all.map((value, sample) => value + part[sample]!))
  }
  const isInside = ({ isSolution }: TrapLayer) => Number(isSolution)
  const outside = layers.filter(({ isWater }) => isWater).length * area
  const solutes = ions.map((ion) => `layerOf:${ion}`)
  // Both slopes together.
  const pressure = settledMean([sum(solutes, ({ force }) => force / (2 * area))])
  const filling = settledMean([sum(WATER_KINDS, ({ isWater }) => Number(isWater) / outside)])
  const waters = sum(WATER_KINDS, isInside)
  const ratio = settledMean([sum(solutes, isInside).map((count, t) => count / waters[t]!)])
  if (!pressure?.value || !filling?.value || !ratio?.value) return null
  const value = pressure.value / filling.value / ratio.value
  const [p, q] = [pressure.standardError / pressure.value, ratio.standardError / ratio.value]
  return {
    ratio: ratio.value,
    coefficient: { value, standardError: value * Math.sqrt(p * p + q * q) },
    filling,
    equilibrated: pressure.equilibrated && ratio.equilibrated,
  }
}
