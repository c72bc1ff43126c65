import { written } from '../document/converted.ts'
import { applyOverrides, type Override } from '../document/override.ts'
import { ProblemList } from '../document/problem-list.ts'
import { schemaFindings } from '../document/schema-findings.ts'
import { untangle } from '../document/untangle.ts'
import { readYaml } from '../document/yaml-source.ts'
import { InputError } from '../errors/problem.ts'
import type { ForceField } from './force-field.ts'
import { checkForceField } from './force-field-check.ts'
import { forceFieldSchema } from './force-field-schema.ts'

/** What the paths of overrides inside the force field start with. */
export const FORCE_FIELD_PREFIX = 'forcefield.'

/**
 * The force field of a file of its own, after the overrides, whose paths start with `forcefield.`.
 * Throws InputError with all problems, placed in that file.
 */
export function parseForceField(
  text: string,
  file: string,
  overrides: readonly Override[] = [],
): ForceField {
  const source = readYaml(text, file)
  const problems = new ProblemList()
  problems.add(applyOverrides(source, overrides, FORCE_FIELD_PREFIX))
  problems.add(untangle(source))
  const data: unknown = source.document.toJS()
  const parsed = forceFieldSchema.safeParse(data)
  const findings = parsed.success
    ? checkForceField(parsed.data)
    : schemaFindings(forceFieldSchema, data)
  problems.addFindings(source, findings)
  if (!problems.isEmpty || !parsed.success) throw new InputError(problems.inTextOrder())
  return parsed.data
}

/** The force field as the data of its YAML form, nothing left to defaults; `parseForceField` reads it back to the same data. */
export function plainForceField({ electrostatics: _, ...forceField }: ForceField): object {
  return written(forceFieldSchema, forceField)
}
