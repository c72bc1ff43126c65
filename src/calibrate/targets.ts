import { parse } from 'yaml'
import * as z from 'zod'

/** A measured fact that parameters are chosen to meet. */
export interface Target {
  readonly id: string
  /** What a calibration has to determine, such as `water.meltingTemperature`. */
  readonly quantity: string
  readonly value: number
  /** How far off is still met; for a bound, the step in which it is left. */
  readonly tolerance: number
  readonly unit: string
  /** Whether the value is to be met, or not to be exceeded. */
  readonly kind: 'equal' | 'at-most'
  readonly source: string
  /** Names of the contacts and shells that it was used for. */
  readonly parameters: readonly string[]
}

const target = z.strictObject({
  id: z.string().min(1),
  quantity: z.string().min(1),
  value: z.number(),
  tolerance: z.number().positive(),
  unit: z.string(),
  kind: z.enum(['equal', 'at-most']).default('equal'),
  source: z.string().min(1),
  parameters: z.array(z.string()).min(1),
})

const schema = z.strictObject({ targets: z.array(target).min(1) })

/** The targets of a YAML text. Throws if it is not as it must be: it is part of the package. */
export function parseTargets(text: string): Target[] {
  const { targets } = schema.parse(parse(text))
  const ids = targets.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`there are two targets ${twice}`)
  return targets
}
