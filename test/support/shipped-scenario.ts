import { readFileSync } from 'node:fs'
import type { Override } from '../../src/document/override.ts'
import type { Scenario } from '../../src/scenario/scenario.ts'
import { closedScenario } from './closed-scenario.ts'

/** A scenario of the program with some keys set, as `--set` would. */
export function shippedScenario(
  name: string,
  settings: Readonly<Record<string, string>>,
): Scenario {
  const overrides: Override[] = Object.entries(settings).map(([path, value]) => ({ path, value }))
  const file = `scenarios/${name}.yaml`
  return closedScenario(readFileSync(file, 'utf8'), file, {
    forceField: (field) => {
      const source = `scenarios/forcefields/${field}.yaml`
      return { text: readFileSync(source, 'utf8'), file: source }
    },
    overrides,
  })
}
