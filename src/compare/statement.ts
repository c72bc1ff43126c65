import * as z from 'zod'
import { readYaml } from '../document/document.ts'
import { LIMITS } from '../document/limits.ts'
import { quantity } from '../document/quantity-schema.ts'
import { AMOUNT, DURATION, TEMPERATURE } from '../units/dimension.ts'
import { parseQuantity } from '../units/quantity.ts'

const molality = z.union([z.string(), z.number()]).transform((given, context) => {
  const amount = parseQuantity(given, AMOUNT)
  if (amount.ok && amount.unit === 'mol/kg') return amount.value
  context.addIssue({ code: 'custom', message: 'a molality, in mol/kg' })
  return z.NEVER
})

const fractions = z.record(z.string(), z.number()).readonly()

/** A solution as results are recognised by: what it is made of, whatever its file was called. */
const solution = z
  .strictObject({
    /** For people: `2 mol/kg ZnCl2`. */
    label: z.string(),
    /** Mole fractions among the solvents. */
    solvents: fractions,
    /** mol/kg, as really present within a few per cent. */
    salts: z.record(z.string(), molality).readonly(),
  })
  .readonly()

/** A solid, of which all that is known follows from its formula. */
const solid = z.strictObject({ label: z.string(), formula: z.string() }).readonly()

/** As it is written: without solvents it has those of the file. */
const system = z.union([
  z.strictObject({ ...solution.unwrap().shape, solvents: fractions.optional() }),
  solid,
])

const temperature = quantity(TEMPERATURE, LIMITS.temperature)

/** Temperatures near enough to 25 °C. */
const ROOM = { from: 288.15, to: 308.15 }

/** Whether the statement was read in its source; only then is it decided. */
const FLAGS = ['read', 'recalled', 'weak'] as const

/** The branch that the statement is about; `any` if it makes no difference. */
const BRANCHES = ['liquid', 'frozen', 'equilibrium', 'any'] as const

const claim = {
  id: z.string(),
  /** Line of the list of systems that literature reports on: statements of one line are about one question. */
  row: z.int().min(1),
  claim: z.string(),
  source: z.string(),
  flag: z.enum(FLAGS),
  /** Id of the measurement behind it, which no calibration may have used. */
  data: z.string(),
  observable: z.string(),
  branch: z.enum(BRANCHES).default('liquid'),
  /** K */
  temperature: z.strictObject({ from: temperature, to: temperature }).readonly().default(ROOM),
  /** From how many combined standard errors on a difference counts. */
  sigmas: z.number().min(1).default(2),
  /** Seconds that the runs it needs may take together, processor time over threads. */
  budget: quantity(DURATION, { least: 1, most: 1e5 }).default(300),
  /** The part of the statement that the model contains by construction; null if there is none. */
  builtIn: z.string().nullable().default(null),
}

const bounds = {
  least: z.number().nullable().default(null),
  most: z.number().nullable().default(null),
}
const isBounded = ({ least, most }: Bounds) => least !== null || most !== null

/** An order of an observable's values over systems at one temperature. */
const order = z.strictObject({
  ...claim,
  kind: z.literal('order'),
  /** Ids of systems; ranks from the highest value to the lowest, systems of one rank not compared. */
  highestToLowest: z.array(z.array(z.string()).min(1).readonly()).min(2).readonly(),
})

/** Whether an observable rises or falls along a series: of systems at one temperature, or of temperatures. */
const slope = z
  .strictObject({
    ...claim,
    kind: z.literal('slope'),
    sign: z.enum(['rises', 'falls']),
    /** What the series runs along, for people, such as `mol/kg`. */
    along: z.string(),
    /** Null where `system` is followed over temperature. */
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

const systems = z.array(z.string()).min(1).readonly()
const range = z
  .strictObject({ ...claim, ...bounds, kind: z.literal('range'), systems })
  .refine(isBounded, { error: 'a range needs a bound' })

/** A reported number and how well it has to be met. */
const value = z.strictObject({
  ...claim,
  kind: z.literal('value'),
  systems,
  value: z.number(),
  within: z.number().positive(),
})

/** Bounds of one system's value over another's. */
const ratio = z
  .strictObject({ ...claim, ...bounds, kind: z.literal('ratio'), of: z.string(), to: z.string() })
  .refine(isBounded, { error: 'a ratio needs a bound' })

const statement = z.union([order, slope, range, value, ratio])

const statementsSchema = z
  .strictObject({
    /** Names of the shipped scenarios whose points are run to judge the statements. */
    scenarios: z.array(z.string()).default([]),
    /** Of systems that name none. */
    solvents: fractions.default({}),
    systems: z.record(z.string(), system),
    statements: z.array(statement),
  })
  .superRefine(({ systems: known, statements }, context) => {
    const ids = new Set<string>()
    for (const [index, one] of statements.entries()) {
      const path = ['statements', index]
      if (ids.has(one.id)) {
        context.addIssue({ code: 'custom', path, message: `statement ${one.id} is there twice` })
      }
      ids.add(one.id)
      for (const name of systemsOf(one)) {
        if (Object.hasOwn(known, name)) continue
        context.addIssue({ code: 'custom', path, message: `there is no system ${name}` })
      }
    }
  })
  .transform(({ solvents, systems, ...rest }) => {
    const whole = Object.entries(systems).map(([id, own]): [string, SystemPattern] => {
      return [id, 'formula' in own ? own : { ...own, solvents: own.solvents ?? solvents }]
    })
    return { ...rest, systems: Object.fromEntries(whole) }
  })

/** Bounds that the value of every system lies within; null where there is none. */
export interface Bounds {
  readonly least: number | null
  readonly most: number | null
}

export type SolidPattern = z.infer<typeof solid>
export type SystemPattern = z.infer<typeof solution> | SolidPattern
export type StatementBranch = (typeof BRANCHES)[number]
/** A statement about systems in the order of an observable. */
export type OrderStatement = Readonly<z.infer<typeof order>>
/** A statement about how an observable changes along something. */
export type SlopeStatement = Readonly<z.infer<typeof slope>>
/** A statement about an observable between bounds. */
export type RangeStatement = Readonly<z.infer<typeof range>>
/** A statement about a value of an observable. */
export type ValueStatement = Readonly<z.infer<typeof value>>
/** A statement about the ratio of an observable between two systems. */
export type RatioStatement = Readonly<z.infer<typeof ratio>>
/** What was reported. */
export type Statement =
  | OrderStatement
  | SlopeStatement
  | RangeStatement
  | ValueStatement
  | RatioStatement
/** What was reported, and by id the systems that it is about. */
export type Statements = Readonly<z.infer<typeof statementsSchema>>

/** The statements of a YAML text. Throws InputError, which names the key at fault. */
export function parseStatements(text: string, file = 'statements.yaml'): Statements {
  return readYaml(statementsSchema, 'a file of statements', text, file)
}

/** Ids of the systems that a statement is about, in its order. */
export function systemsOf(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'order':
      return statement.highestToLowest.flat()
    case 'slope':
      return statement.series?.map(({ system }) => system) ?? [statement.system!]
    case 'ratio':
      return [statement.of, statement.to]
    default:
      return statement.systems
  }
}
