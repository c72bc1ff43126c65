import * as z from 'zod'
import { LIMITS } from '../document/limits.ts'
import { quantity } from '../document/quantity-schema.ts'
import { DURATION } from '../scenario/output-schema.ts'
import { AMOUNT, TEMPERATURE } from '../units/dimension.ts'
import { parseQuantity } from '../units/quantity.ts'
import type { Statement } from './statement.ts'

const molality = z.union([z.string(), z.number()]).transform((given, context) => {
  const amount = parseQuantity(given, AMOUNT)
  if (amount.ok && amount.unit === 'mol/kg') return amount.value
  context.addIssue({ code: 'custom', message: 'a molality, in mol/kg' })
  return z.NEVER
})

const fractions = z.record(z.string(), z.number())

const system = z.union([
  z.strictObject({
    label: z.string(),
    solvents: fractions.optional(),
    salts: z.record(z.string(), molality),
  }),
  z.strictObject({ label: z.string(), formula: z.string() }),
])

const temperature = quantity(TEMPERATURE, LIMITS.temperature)

/** Reported at 25 °C, or at a temperature as near as makes no difference. */
const ROOM = { from: 288.15, to: 308.15 }

const claim = {
  id: z.string(),
  row: z.int().min(1),
  claim: z.string(),
  source: z.string(),
  flag: z.enum(['read', 'recalled', 'weak']),
  data: z.string(),
  observable: z.string(),
  branch: z.enum(['liquid', 'frozen', 'equilibrium', 'any']).default('liquid'),
  temperature: z.strictObject({ from: temperature, to: temperature }).default(ROOM),
  sigmas: z.number().min(1).default(2),
  budget: quantity(DURATION, { least: 1, most: 1e5 }).default(300),
  builtIn: z.string().nullable().default(null),
}

const bounds = {
  least: z.number().nullable().default(null),
  most: z.number().nullable().default(null),
}
const isBounded = ({ least, most }: { least: number | null; most: number | null }) =>
  least !== null || most !== null

const order = z.strictObject({
  ...claim,
  kind: z.literal('order'),
  highestToLowest: z.array(z.array(z.string()).min(1)).min(2),
})

const slope = z
  .strictObject({
    ...claim,
    kind: z.literal('slope'),
    sign: z.enum(['rises', 'falls']),
    along: z.string(),
    series: z.record(z.string(), z.number()).nullable().default(null),
    system: z.string().nullable().default(null),
  })
  .refine(({ series, system }) => (series === null) !== (system === null), {
    error: 'a slope is along a series of systems, or of one system along temperature',
  })
  .transform(({ series, ...rest }) => ({
    ...rest,
    series: series && Object.entries(series).map(([system, x]) => ({ system, x })),
  }))

const systems = z.array(z.string()).min(1)
const range = z
  .strictObject({ ...claim, ...bounds, kind: z.literal('range'), systems })
  .refine(isBounded, { error: 'a range needs a bound' })
const value = z.strictObject({
  ...claim,
  kind: z.literal('value'),
  systems,
  value: z.number(),
  within: z.number().positive(),
})
const ratio = z
  .strictObject({ ...claim, ...bounds, kind: z.literal('ratio'), of: z.string(), to: z.string() })
  .refine(isBounded, { error: 'a ratio needs a bound' })

const statement = z.union([order, slope, range, value, ratio])

/** The file of statements. `solvents` are those of systems that name none. */
export const statementsSchema = z
  .strictObject({
    scenarios: z.array(z.string()).default([]),
    solvents: fractions.default({}),
    systems: z.record(z.string(), system),
    statements: z.array(statement.transform((given): Statement => given)),
  })
  .transform(({ solvents, systems, ...rest }) => {
    const whole = Object.entries(systems).map(([id, own]) => {
      return [id, 'formula' in own ? own : { ...own, solvents: own.solvents ?? solvents }] as const
    })
    return { ...rest, systems: Object.fromEntries(whole) }
  })
