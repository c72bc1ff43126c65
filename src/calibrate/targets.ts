import { parse } from 'yaml'
import * as z from 'zod'

/** A measured fact that parameters are chosen to meet. */
export interface Target {
  readonly id: string
  /** Name of the data, so that no statement can be about the same. */
  readonly data: string
  /** What a calibration has to determine, such as `water.meltingTemperature`. */
  readonly quantity: string
  readonly value: number
  /** How far off is still met; for a bound, the step in which it is left. */
  readonly tolerance: number
  readonly unit: string
  /** Whether the value is to be met, or not to be exceeded. */
  readonly kind: 'equal' | 'at-most'
  readonly source: string
  /** Names of the contacts and shells that it was used for; none for what is only checked. */
  readonly parameters: readonly string[]
}

/** A measured number that is a parameter's value as it is. */
export interface Input {
  readonly id: string
  readonly data: string
  readonly value: number
  readonly unit: string
  readonly source: string
  readonly parameters: readonly string[]
}

export interface FittedTo {
  readonly targets: readonly Target[]
  readonly inputs: readonly Input[]
}

const input = z.strictObject({
  id: z.string().min(1),
  data: z.string().min(1),
  value: z.number(),
  unit: z.string(),
  source: z.string().min(1),
  parameters: z.array(z.string()).min(1),
})

const target = input.extend({
  parameters: z.array(z.string()),
  quantity: z.string().min(1),
  tolerance: z.number().positive(),
  kind: z.enum(['equal', 'at-most']).default('equal'),
})

const schema = z.strictObject({ targets: z.array(target).min(1), inputs: z.array(input) })

/** What force fields are fitted to, of a YAML text. Throws if it is not as it must be: it is part of the package. */
export function parseTargets(text: string): FittedTo {
  const fittedTo = schema.parse(parse(text))
  const ids = [...fittedTo.targets, ...fittedTo.inputs].map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`${twice} is there twice`)
  return fittedTo
}
