import * as z from 'zod'

/** The data that a schema reads, read-only. */
export type Data<Schema extends z.ZodType> = Fixed<z.output<Schema>>

/** The same all the way down. */
export type Fixed<Value> = { readonly [Key in keyof Value]: Fixed<Value[Key]> }

/** What a conversion may report instead of returning a value. */
export type Context = { readonly issues: z.core.$ZodRawIssue[] }

/** A schema whose data are turned into other data, and back when they are written. */
export function converted<Written extends z.ZodType, Read>(
  schema: Written,
  read: (given: z.output<Written>, context: Context) => Read,
  write: (data: Read) => z.output<Written>,
): z.ZodCodec<Written, z.ZodType<Read, Read>> {
  // An optional key that is absent is not converted: zod tries to, and drops it when that fails.
  const data = z.custom<Read>((value) => value !== undefined)
  return z.codec(schema, data, { decode: read, encode: write })
}

/** Data as they would be written in a file; the schema reads them back to equal data. */
export function written<Schema extends z.ZodType>(
  schema: Schema,
  data: Data<Schema>,
): z.input<Schema> {
  return z.encode(schema, data as z.output<Schema>)
}
