import * as z from 'zod'
import type { Path } from './finding.ts'

/** The keys that a schema knows in the mapping at `path`; those of all alternatives of a union. */
export function knownKeys(schema: z.ZodType, path: Path): string[] {
  const bare = unwrapped(schema)
  if (bare instanceof z.ZodUnion) {
    return bare.options.flatMap((option) => knownKeys(option as z.ZodType, path))
  }
  const [segment, ...rest] = path
  if (bare instanceof z.ZodObject) {
    if (segment === undefined) return Object.keys(bare.shape)
    const field = Object.hasOwn(bare.shape, segment) ? bare.shape[segment] : undefined
    return field === undefined ? [] : knownKeys(field as z.ZodType, rest)
  }
  if (segment === undefined) return []
  if (bare instanceof z.ZodRecord) return knownKeys(bare.valueType as z.ZodType, rest)
  if (bare instanceof z.ZodArray) return knownKeys(bare.element as z.ZodType, rest)
  return []
}

/** Without defaults, options and transformations around it. */
function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in as z.ZodType)
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrapped(schema.unwrap() as z.ZodType)
  }
  return schema
}
