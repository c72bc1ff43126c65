import type { IonScaling, SpeciesData } from '../forcefield/force-field.ts'
import { exp } from '../numeric/exp.ts'
import { log } from '../numeric/log.ts'

/**
 * |z|^charge × (referenceRadius / radius) × (referenceDistance / distance to the oxygen of water) of an ion;
 * what the scaling does not name is 1.
 * @param what the rule, as an error names it
 * @throws RangeError if the ion lacks what the rule needs
 */
export function scalingFactor(scaling: IonScaling | null, ion: SpeciesData, what: string): number {
  if (scaling === null) return 1
  const { charge, referenceRadius, referenceDistance } = scaling
  const over = (reference: number | null, own: number | undefined, name: string) => {
    if (reference === null) return 1
    if (own !== undefined) return reference / own
    throw new RangeError(`${what} scales with a ${name}, which ${ion.name} does not have`)
  }
  return (
    powerOf(Math.abs(ion.charge), charge) *
    over(referenceRadius, ion.radius?.value, 'radius') *
    over(referenceDistance, ion.hydration?.distance, 'hydration distance')
  )
}

/** Exact for the powers 0, 1 and 2. */
function powerOf(size: number, power: number): number {
  if (power === 0) return 1
  if (power === 1) return size
  if (power === 2) return size * size
  return size === 0 ? 0 : exp(power * log(size))
}
