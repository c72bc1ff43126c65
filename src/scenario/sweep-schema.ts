import * as z from 'zod'
import { LIMITS } from '../document/limits.ts'

/** One key of the scenario, and the values that it takes. */
export interface Axis {
  /** As `--set` takes it: `composition.salts.LiCl`. */
  readonly path: string
  readonly values: readonly unknown[]
  /** Whether each value has a place of its own in the text. */
  readonly isList: boolean
}

/** All combinations of the values of its axes, the last axis running fastest. */
export type SweepBlock = readonly Axis[]

const NUMBER_AND_UNIT = /^([+\-−]?(?:\d+\.?\d*|\.\d+)(?:[eE][+\-−]?\d+)?)\s*(\D.*)?$/su
const LONGEST = 100

export interface NumberWithUnit {
  readonly number: number
  /** Empty for a bare number. */
  readonly unit: string
}

/** The number and the unit of a value as it is written; null for anything else. */
export function splitUnit(value: unknown): NumberWithUnit | null {
  if (typeof value === 'number') return Number.isFinite(value) ? { number: value, unit: '' } : null
  if (typeof value !== 'string' || value.length > LONGEST) return null
  const match = NUMBER_AND_UNIT.exec(value.trim())
  if (match === null) return null
  const number = Number(match[1]!.replaceAll('−', '-'))
  return Number.isFinite(number) ? { number, unit: (match[2] ?? '').trim() } : null
}

const end = z.union([z.number(), z.string()], { error: 'a quantity' })

const range = z
  .strictObject({
    from: end.describe('the first value'),
    to: end.describe('the last value, in the same unit'),
    steps: z.int().min(2).max(LIMITS.points).describe('how many values, both ends included'),
  })
  .transform(({ from, to, steps }, context) => {
    const [first, last] = [splitUnit(from), splitUnit(to)]
    const fail = (path: string, message: string) => {
      context.issues.push({ code: 'custom', path: [path], message, input: from })
      return z.NEVER
    }
    if (first === null) return fail('from', 'must be a number, with its unit if it has one')
    if (last === null) return fail('to', 'must be a number, with its unit if it has one')
    if (first.unit !== last.unit) return fail('to', 'must be in the unit of `from`')
    const values = spread(first.number, last.number, steps)
    return { values: values.map((value) => withUnit(value, first.unit)), isList: false }
  })

const values = z
  .array(z.unknown())
  .min(1)
  .max(LIMITS.points)
  .transform((values) => ({ values, isList: true }))

const axis = z
  .union([values, range], { error: 'a list of values, or { from, to, steps },' })
  .describe('a list of values, or { from, to, steps }')

const block = z
  .record(z.string().min(1).max(LIMITS.prose), axis)
  .refine((axes) => Object.keys(axes).length > 0, 'a sweep needs an axis')
  .transform(
    (axes): SweepBlock => Object.entries(axes).map(([path, given]) => ({ path, ...given })),
  )

/** `{ key: values, … }`, or a list of these, whose points are joined. */
export const sweepSchema = z
  .union([block.transform((one) => [one]), z.array(block).min(1).max(LIMITS.blocks)], {
    error: 'a mapping of keys such as temperature to values, or a list of these,',
  })
  .meta({
    description:
      'any keys of the scenario, each with its values: all combinations are run; a list of such mappings joins their points',
    examples: [{ temperature: { from: '-80 degC', to: '40 degC', steps: 13 } }],
  })

/** Equal steps, rounded to 12 digits so that they look as one would write them. */
function spread(first: number, last: number, steps: number): number[] {
  return Array.from({ length: steps }, (_, k) => {
    const value = first + ((last - first) * k) / (steps - 1)
    return k === steps - 1 ? last : Number(value.toPrecision(12)) + 0
  })
}

function withUnit(value: number, unit: string): number | string {
  return unit === '' ? value : `${value} ${unit}`
}
