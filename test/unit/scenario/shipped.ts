import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Override } from '../../../src/document/override.ts'
import { InputError, type Problem } from '../../../src/errors/problem.ts'
import type { Scenario } from '../../../src/scenario/scenario.ts'
import { closedScenario } from '../../support/closed-scenario.ts'

const SCENARIOS = join(import.meta.dirname, '../../../scenarios')

const ALL = readdirSync(SCENARIOS)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => [name.slice(0, -'.yaml'.length), read(name)] as const)

const isSweep = (text: string) => /^sweep:/m.test(text)

/** The single scenarios that come with the program: name → text. */
export const SHIPPED: ReadonlyMap<string, string> = new Map(
  ALL.filter(([, text]) => !isSweep(text)),
)

/** The sweeps. */
export const SHIPPED_SWEEPS: ReadonlyMap<string, string> = new Map(
  ALL.filter(([, text]) => isSweep(text)),
)

export const AQUEOUS = read('forcefields/aqueous.yaml')
export const DENSITIES = read('reference/density.csv')

function forceField(name: string): { text: string; file: string } | null {
  const file = join(SCENARIOS, 'forcefields', `${name}.yaml`)
  return existsSync(file) ? { text: readFileSync(file, 'utf8'), file: `${name}.yaml` } : null
}

/** The scenario of a text that names shipped force fields. */
export function scenarioOf(text: string, overrides: readonly Override[] = []): Scenario {
  return closedScenario(text, 'test.yaml', { forceField, overrides })
}

/** The problems of a text, none if it is right. */
export function problemsOf(text: string, overrides: readonly Override[] = []): readonly Problem[] {
  try {
    scenarioOf(text, overrides)
    return []
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
}

function read(name: string): string {
  return readFileSync(join(SCENARIOS, name), 'utf8')
}
