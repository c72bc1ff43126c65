import * as z from 'zod'
import { readYaml } from '../../document/document.ts'

/** A measured number that is a parameter's value as it is. */
const input = z.strictObject({
  id: z.string().min(1),
  /** Name of the data, so that no statement can be about the same. */
  data: z.string().min(1),
  value: z.number(),
  unit: z.string(),
  source: z.string().min(1),
  parameters: z.array(z.string()).min(1).readonly(),
})

const target = input.extend({
  /** Names of the contacts and shells that it was used for; none for what is only checked. */
  parameters: z.array(z.string()).readonly(),
  /** The quantity to be determined, such as `water.meltingTemperature`. */
  quantity: z.string().min(1),
  /** How far off is still met; for a bound, the step in which it is left. */
  tolerance: z.number().positive(),
  /** Whether the value is to be met, or not to be exceeded. */
  kind: z.enum(['equal', 'at-most']).default('equal'),
})

const schema = z
  .strictObject({
    targets: z.array(target.readonly()).min(1).readonly(),
    inputs: z.array(input.readonly()).readonly(),
  })
  .superRefine(({ targets, inputs }, context) => {
    const ids = [...targets, ...inputs].map(({ id }) => id)
    const twice = ids.find((id, index) => ids.indexOf(id) !== index)
    if (twice !== undefined)
      context.addIssue({ code: 'custom', message: `${twice} is there twice` })
  })

/** A measured fact that parameters are chosen to meet. */
export type Target = Readonly<z.infer<typeof target>>

/** What force fields are fitted to. */
export type FittedTo = Readonly<z.infer<typeof schema>>

/** What force fields are fitted to, of a YAML text. Throws InputError, which names the key at fault. */
export function parseTargets(text: string, file = 'calibration-targets.yaml'): FittedTo {
  return readYaml(schema, 'a file of targets', text, file)
}
