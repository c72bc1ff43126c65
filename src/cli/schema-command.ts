import { Argument, type Command } from 'commander'
import * as z from 'zod'
import { formatJson } from '../document/document.ts'
import { forceFieldSchema } from '../forcefield/force-field-schema.ts'
import { scenarioSchema } from '../scenario/scenario-schema.ts'
import { EXIT, type ExitStatus } from './exit.ts'
import type { Terminal } from './terminal.ts'

const SCHEMAS = { scenario: scenarioSchema, 'force-field': forceFieldSchema } as const
type Kind = keyof typeof SCHEMAS

const HELP = `
An editor that knows YAML (the YAML extension of VS Code and others) completes keys and marks errors
once the file begins with a line that names the schema:

  entrolyte schema > scenario.schema.json
  # yaml-language-server: $schema=./scenario.schema.json

It sees form alone: whether salts exist in the force field, fractions add up or particles fit is for
\`entrolyte validate\`.`

/** Registers `schema`; `end` takes the exit status. */
export function addSchemaCommand(
  program: Command,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  program
    .command('schema')
    .description('print the JSON Schema of scenario or force-field files')
    .addArgument(new Argument('[kind]').choices(Object.keys(SCHEMAS)).default('scenario'))
    .addHelpText('after', HELP)
    .action((kind: Kind) => {
      terminal.out(formatJson(jsonSchemaOf(kind)))
      end(EXIT.done)
    })
}

/** JSON Schema (draft 2020-12) of a file as its author writes it, before defaults. */
function jsonSchemaOf(kind: Kind): object {
  return z.toJSONSchema(SCHEMAS[kind], { io: 'input', target: 'draft-2020-12' })
}
