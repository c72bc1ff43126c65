import * as z from 'zod'
import { LIMITS } from '../document/limits.ts'
import { schemaFindings } from '../document/schema-findings.ts'
import { problemOf, readYaml } from '../document/yaml-source.ts'
import { InputError } from '../errors/problem.ts'

/** One line, which a script can hold. */
const text = z
  .string()
  .min(1)
  .max(LIMITS.prose)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line without control characters')

const directive = text.regex(/^--[a-z][a-z-]*(=.*)?$/, 'must be an option of sbatch: --name=value')

const schema = z.strictObject({
  partition: text.optional(),
  account: text.optional(),
  /** As Slurm has it: minutes, or [days-]hours:minutes:seconds. */
  time: z
    .union([text, z.int().positive()], { error: 'a time such as "00:30:00"' })
    .transform(String)
    .optional(),
  memory: text.optional(),
  /** Processor cores, and threads, of a task. */
  cpus: z.int().min(1).max(256).default(1),
  /** Tasks at a time. */
  atOnce: z.int().min(1).max(LIMITS.points).optional(),
  modules: z.array(text).max(100).default([]),
  directives: z.array(directive).max(100).default([]),
})

/** What a cluster wants to know of a job. */
export type SlurmTemplate = Readonly<z.infer<typeof schema>>

/** What a cluster that asks for nothing gets. */
export const PLAIN_TEMPLATE: SlurmTemplate = schema.parse({})

/** The template of a YAML text. Throws InputError with all that is wrong in it. */
export function parseTemplate(content: string, file: string): SlurmTemplate {
  const source = readYaml(content, file)
  const data: unknown = source.document.toJS({ maxAliasCount: 0 })
  const findings = schemaFindings(schema, data)
  if (findings.length === 0) return schema.parse(data)
  const shown = findings.slice(0, LIMITS.problems)
  throw new InputError(shown.map((found) => problemOf(source, found)))
}
