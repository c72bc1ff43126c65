import { parse } from 'yaml'
import type * as z from 'zod'
import { InputError } from '../errors/problem.ts'
import { formatPath, schemaFindings } from './schema-findings.ts'

/** A kind of file: how it is read and written. */
export interface JsonDocument<T> {
  /**
   * What a text holds, unknown keys included.
   * @param file as messages name it
   * Throws InputError, which names the key at fault, for a text that is damaged or something else.
   */
  readonly read: (text: string, file: string) => T
  readonly write: (value: T) => string
}

/**
 * A JSON document that a schema describes, without transforms: what is read is what was written.
 * @param noun what it is, for messages: `the plan of a sweep`
 * @param check what else may be wrong; null if nothing is
 */
export function jsonDocument<T>(
  schema: z.ZodType<T>,
  noun: string,
  {
    hint = null,
    write = formatJson,
    check = () => null,
  }: {
    readonly hint?: string | null
    readonly write?: (value: T) => string
    readonly check?: (value: T) => string | null
  } = {},
): JsonDocument<T> {
  return {
    read: (text, file) => {
      let data: unknown
      try {
        data = JSON.parse(text)
      } catch {
        throw unreadable(file, `is not ${noun}: it is no JSON, or cut off`, hint)
      }
      if (!schema.safeParse(data).success) throw mismatch(schema, data, { file, noun, hint })
      const problem = check(data as T)
      if (problem !== null) throw unreadable(file, `is not ${noun}: ${problem}`, hint)
      return data as T
    },
    write,
  }
}

/** Reads YAML that a schema describes. Throws InputError, which names the key at fault, for anything else. */
export function readYaml<T>(schema: z.ZodType<T>, noun: string, text: string, file: string): T {
  let data: unknown
  try {
    data = parse(text)
  } catch (error) {
    throw unreadable(file, `is not ${noun}: ${(error as Error).message}`, null)
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  throw mismatch(schema, data, { file, noun, hint: null })
}

/** With two blanks for each level, and a line break at the end. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

interface Named {
  readonly file: string
  readonly noun: string
  readonly hint: string | null
}

function mismatch(schema: z.ZodType, data: unknown, { file, noun, hint }: Named): InputError {
  const [first] = schemaFindings(schema, data)
  const path = formatPath(first?.path ?? [])
  const where = path === '' ? '' : `${path}: `
  return unreadable(file, `is not ${noun}: ${where}${first?.message ?? ''}`, hint, path)
}

function unreadable(file: string, message: string, hint: string | null, path = ''): InputError {
  return new InputError([{ file, line: null, column: null, path, message, hint, frame: null }])
}
