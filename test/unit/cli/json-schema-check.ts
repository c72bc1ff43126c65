type Schema = boolean | { readonly [keyword: string]: unknown }

/**
 * What JSON Schema (2020-12) finds wrong with data, as paths with keywords: the keywords that our
 * schemas use, written down from the specification. Throws for any other keyword.
 */
export function violations(schema: Schema, data: unknown, path = ''): string[] {
  if (schema === true) return []
  if (schema === false) return [`${path}: not allowed`]
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const rule = RULES[keyword]
    if (rule === undefined) throw new Error(`unknown keyword ${keyword} at ${path}`)
    const found = rule(value as never, data, path, schema)
    return typeof found === 'boolean' ? (found ? [] : [`${path}: ${keyword}`]) : found
  })
}

type Rule = (value: never, data: unknown, path: string, schema: object) => boolean | string[]
type Map = Record<string, unknown>

const isMap = (data: unknown): data is Map =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
const isNumber = (data: unknown) => typeof data === 'number'
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const note: Rule = () => true

const TYPES: Record<string, (data: unknown) => boolean> = {
  null: (data) => data === null,
  boolean: (data) => typeof data === 'boolean',
  string: (data) => typeof data === 'string',
  number: isNumber,
  integer: Number.isInteger,
  array: Array.isArray,
  object: isMap,
}

const each = (data: unknown, check: (item: unknown, index: number) => string[]) =>
  Array.isArray(data) ? data.flatMap(check) : []
const entries = (data: unknown, check: (key: string, value: unknown) => string[]) =>
  isMap(data) ? Object.entries(data).flatMap(([key, value]) => check(key, value)) : []

const RULES: Record<string, Rule> = {
  ...{ $schema: note, title: note, description: note, examples: note, default: note },
  type: (types: string | string[], data) => [types].flat().some((type) => TYPES[type]!(data)),
  enum: (values: unknown[], data) => values.some((value) => same(value, data)),
  const: (value: unknown, data) => same(value, data),
  minimum: (least: number, data) => !isNumber(data) || (data as number) >= least,
  maximum: (most: number, data) => !isNumber(data) || (data as number) <= most,
  exclusiveMinimum: (bound: number, data) => !isNumber(data) || (data as number) > bound,
  exclusiveMaximum: (bound: number, data) => !isNumber(data) || (data as number) < bound,
  multipleOf: (unit: number, data) => !isNumber(data) || Number.isInteger((data as number) / unit),
  minLength: (least: number, data) => typeof data !== 'string' || [...data].length >= least,
  maxLength: (most: number, data) => typeof data !== 'string' || [...data].length <= most,
  pattern: (source: string, data) => typeof data !== 'string' || new RegExp(source, 'u').test(data),
  minItems: (least: number, data) => !Array.isArray(data) || data.length >= least,
  maxItems: (most: number, data) => !Array.isArray(data) || data.length <= most,
  required: (keys: string[], data) => !isMap(data) || keys.every((key) => Object.hasOwn(data, key)),
  anyOf: (schemas: Schema[], data, path) =>
    schemas.some((schema) => violations(schema, data, path).length === 0),
  items: (schema: Schema, data, path, { prefixItems = [] }: { prefixItems?: unknown[] }) =>
    each(data, (item, index) =>
      index < prefixItems.length ? [] : violations(schema, item, `${path}/${index}`),
    ),
  prefixItems: (schemas: Schema[], data, path) =>
    each(data, (item, index) => violations(schemas[index] ?? true, item, `${path}/${index}`)),
  properties: (schemas: Record<string, Schema>, data, path) =>
    entries(data, (key, value) =>
      Object.hasOwn(schemas, key) ? violations(schemas[key]!, value, `${path}/${key}`) : [],
    ),
  propertyNames: (schema: Schema, data, path) =>
    entries(data, (key) => violations(schema, key, `${path}/${key}`)),
  additionalProperties: (schema: Schema, data, path, { properties = {} }: { properties?: Map }) =>
    entries(data, (key, value) =>
      Object.hasOwn(properties, key) ? [] : violations(schema, value, `${path}/${key}`),
    ),
}
