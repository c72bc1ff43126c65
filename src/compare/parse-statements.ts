import { parse } from 'yaml'
import * as z from 'zod'
import { LIMITS } from '../scenario/limits.ts'
import { quantity } from '../scenario/quantity-schema.ts'
import { AMOUNT, TEMPERATURE } from '../units/dimension.ts'
import { parseQuantity } from '../units/quantity.ts'
import type { Statements } from './statement.ts'

const molality = z.union([z.string(), z.number()]).transform((given, context) => {
  const amount = parseQuantity(given, AMOUNT)
  if (amount.ok && amount.unit === 'mol/kg') return amount.value
  context.addIssue({ code: 'custom', message: 'a molality, in mol/kg' })
  return z.NEVER
})

const system = z.strictObject({
  label: z.string(),
  solvents: z.record(z.string(), z.number()),
  salts: z.record(z.string(), molality),
})

const temperature = quantity(TEMPERATURE, LIMITS.temperature)

const order = z.strictObject({
  id: z.string(),
  kind: z.literal('order'),
  claim: z.string(),
  source: z.string(),
  flag: z.literal('read'),
  observable: z.string(),
  highestToLowest: z.array(z.array(z.string()).min(1)).min(2),
  temperature: z.strictObject({ from: temperature, to: temperature }),
})

const schema = z.strictObject({
  systems: z.record(z.string(), system),
  statements: z.array(order),
})

/** The statements of a YAML text. Throws if it is not as it must be: it is part of the package. */
export function parseStatements(text: string): Statements {
  const { systems, statements } = schema.parse(parse(text))
  for (const { id, highestToLowest } of statements) {
    const unknown = highestToLowest.flat().find((name) => !(name in systems))
    if (unknown !== undefined) throw new Error(`statement ${id}: there is no system ${unknown}`)
  }
  return { systems, statements }
}
