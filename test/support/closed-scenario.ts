import { parseScenario, type ScenarioOptions } from '../../src/scenario/parse-scenario.ts'
import { isResolved, type Scenario } from '../../src/scenario/scenario.ts'

/** The scenario of a text that leaves nothing to be found by simulations. */
export function closedScenario(text: string, file: string, options: ScenarioOptions): Scenario {
  const { scenario } = parseScenario(text, file, options)
  if (!isResolved(scenario)) throw new Error(`something of ${file} is still to be found`)
  return scenario
}
