import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import pc from 'picocolors'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addSchemaCommand } from '../../../src/cli/schema-command.ts'
import { violations } from './json-schema-check.ts'

const ROOT = join(import.meta.dirname, '../../..')
const BAD = join(ROOT, 'test/integration/bad-files')

function schema(...args: string[]) {
  let printed = ''
  const colors = pc.createColors(false)
  const out = (text: string) => {
    printed += text
  }
  const streams = { out, err: () => {}, outColors: colors, errColors: colors }
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  addSchemaCommand(program, { ...streams, isInteractive: false, width: () => 80 }, () => {})
  program.parse(['schema', ...args], { from: 'user' })
  return JSON.parse(printed)
}

const yamlFiles = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const read = (folder: string, name: string): unknown =>
  parse(readFileSync(join(folder, name), 'utf8'), { uniqueKeys: false })
/** Null for what is no YAML. */
const readBad = (name: string): unknown => {
  try {
    return read(BAD, name)
  } catch {
    return null
  }
}

/** Only bad once one knows the force field, adds fractions up, reads a unit or asks for a key twice. */
const BAD_BY_MEANING = new Set([
  ...['charged-counts', 'charged-solvent', 'duplicate-key', 'no-force-field', 'overfull'],
  ...['solvent-sum', 'temperature-range', 'unknown-salt', 'unknown-selector'],
  ...['sweep-bad-points', 'sweep-values', 'until-both', 'until-short'],
  ...['starts-no-water'],
])

describe('the JSON Schema of scenarios', () => {
  const scenario = schema()

  it('is of the draft that it names, and says what every key of the top level is for', () => {
    expect(scenario.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    const keys = Object.entries<{ description?: string }>(scenario.properties)
    expect(keys.filter(([, { description }]) => !description)).toEqual([])
    expect(JSON.stringify(scenario.properties.temperature)).toContain('"examples":["298.15 K"]')
    // Editors complete from the examples of what may stand there, not from those of a choice.
    expect(JSON.stringify(scenario.properties.forcefield.anyOf[0])).toContain('["aqueous"]')
  })

  it.each(yamlFiles(join(ROOT, 'scenarios')))('accepts %s', (name) => {
    expect(violations(scenario, read(join(ROOT, 'scenarios'), name))).toEqual([])
  })

  it.each(yamlFiles(BAD))('refuses %s unless it is bad by meaning', (name) => {
    const isRefused = violations(scenario, readBad(name)).length > 0
    expect(isRefused).toBe(!BAD_BY_MEANING.has(name.replace('.yaml', '')))
  })

  it('refuses twenty of them by their form alone', () => {
    expect(yamlFiles(BAD).length - BAD_BY_MEANING.size).toBeGreaterThanOrEqual(20)
  })

  it.each(['−20 degC', ' 2.5e2K ', '298.15', 300])('knows the temperature %j', (given) => {
    expect(violations(scenario.properties.temperature, given)).toEqual([])
  })

  it.each(['298 nm', 'warm', '1.2.3 K', -5, null])('does not know the temperature %j', (given) => {
    expect(violations(scenario.properties.temperature, given)).not.toEqual([])
  })
})

describe('the JSON Schema of force fields', () => {
  const forceField = schema('force-field')
  const folder = join(ROOT, 'scenarios/forcefields')

  it.each(yamlFiles(folder))('accepts %s', (name) => {
    expect(violations(forceField, read(folder, name))).toEqual([])
  })

  it('knows Å in every encoding', () => {
    for (const unit of ['\u00c5', '\u212b', 'A\u030a', 'nm']) {
      expect(violations(forceField.properties.spacing, `2.76 ${unit}`)).toEqual([])
    }
  })

  it('refuses a scenario, and the command other words', () => {
    const scenario = read(join(ROOT, 'scenarios'), 'pure-water.yaml')
    expect(violations(forceField, scenario)).not.toEqual([])
    expect(() => schema('forcefield')).toThrow(/Allowed choices/)
  })
})
