import { describe, expect, it } from 'vitest'
import { formatScenario } from '../../../src/scenario/format-scenario.ts'
import { parseScenario } from '../../../src/scenario/parse-scenario.ts'
import { isResolved } from '../../../src/scenario/scenario.ts'
import { AQUEOUS, problemsOf, SHIPPED, scenarioOf } from './shipped.ts'

const WATER = 'forcefield: aqueous\ncomposition: { solvents: { H2O: 1 } }\n'

describe('parseScenario', () => {
  it.each([...SHIPPED])('reads the shipped scenario %s', (_, text) => {
    expect(problemsOf(text)).toEqual([])
    expect(text.startsWith('# ')).toBe(true)
  })

  it('fills in defaults', () => {
    const { forceField: _, ...rest } = scenarioOf(WATER)
    expect(rest).toEqual({
      title: 'untitled',
      temperature: 298.15,
      composition: { kind: 'solution', solvents: { H2O: 1 }, salts: {} },
      density: { kind: 'auto' },
      cells: 12,
      sampling: { equilibration: 2000, production: 20000, measureEvery: 10, replicas: 2 },
      observables: ['default'],
      seed: 'entrolyte',
    })
  })

  it.each([
    ['12345678901234567890', '12345678901234567890'],
    ['"007"', '007'],
    ['007', '007'],
    ['1e3', '1e3'],
    ['true', 'true'],
    ['a b', 'a b'],
  ])('takes the seed %s as the text %s', (written, seed) => {
    expect(scenarioOf(`${WATER}seed: ${written}`).seed).toBe(seed)
  })

  it.each([
    ['1.42 g/cm3', { kind: 'mass', density: 1.42 }],
    ['{ vacancies: 0.4 }', { kind: 'vacancies', fraction: 0.4 }],
    ['{ pressure: -5 MPa, vacancies: 0.4 }', { kind: 'pressure', pressure: -5, fraction: 0.4 }],
    ['auto', { kind: 'auto' }],
  ])('reads the density %s', (written, density) => {
    expect(scenarioOf(`${WATER}density: ${written}`).density).toEqual(density)
  })

  it('leaves the vacancies at a pressure open', () => {
    const options = { forceField: () => ({ text: AQUEOUS, file: 'a' }) }
    const text = `${WATER}density: { pressure: 1 bar }`
    const { scenario } = parseScenario(text, 'test.yaml', options)
    expect(scenario.density).toEqual({ kind: 'pressure', pressure: 0.1, fraction: null })
    expect(isResolved(scenario)).toBe(false)
  })

  it('repeats single values by alias', () => {
    const text = `${WATER}sampling: { production: &n 50 sweeps, equilibration: *n }`
    expect(scenarioOf(text).sampling).toMatchObject({ production: 50, equilibration: 50 })
  })

  it('shows the problems of a force-field file in that file, with those of the scenario', () => {
    const text = `${WATER}lattice: { cells: 3 }`
    const problems = problemsOf(text, [{ path: 'forcefield.spacing', value: '-1' }])
    expect(problems.map(({ file }) => file)).toEqual(['test.yaml', '--set forcefield.spacing'])
  })

  it.each(['[20 degC, 0 degC, 40 degC]', '{ from: 0 degC, to: 40 degC, steps: 3 }'])(
    'reads the ladder %s, with the temperature of the scenario as it is there',
    (ladder) => {
      const text = `${WATER}temperature: 293.15 K\nsampling: { ladder: ${ladder} }`
      const scenario = scenarioOf(text)
      expect(scenario.sampling.ladder).toEqual([273.15, 293.15, 313.15])
      expect(scenarioOf(formatScenario(scenario))).toEqual(scenario)
    },
  )

  it('leaves the temperatures between two ends open, if that of the scenario is among them', () => {
    const parse = (temperature: string) => {
      const text = `${WATER}temperature: ${temperature}\nsampling: { ladder: { from: 40 degC, to: -80 degC } }`
      const options = { forceField: () => ({ text: AQUEOUS, file: 'a' }) }
      return parseScenario(text, 'test.yaml', options).scenario
    }
    for (const temperature of ['-80 degC', '250 K', '313.15 K']) {
      const scenario = parse(temperature)
      expect(scenario.sampling.ladder).toEqual({
        from: expect.closeTo(193.15),
        to: expect.closeTo(313.15),
      })
      expect(isResolved(scenario)).toBe(false)
    }
    expect(() => parse('100 K')).toThrow('is none of its rungs')
  })

  it.each([
    ['temperature: 300 K\nsampling: { ladder: [280, 290] }', 'is none of its rungs'],
    ['sampling: { ladder: [298.15] }', 'at least 2'],
    ['sampling: { ladder: [298.15, 298.15] }', 'are the same'],
    ['sampling: { ladder: [298.15, 310], }\nsweep: { temperature: [280, 290] }', 'cannot differ'],
  ])('refuses the ladder of %j', (line, message) => {
    const [problem] = problemsOf(`${WATER}${line}`)
    expect(problem!.message).toContain(message)
  })

  it.each([
    ['sampling: { measureEvery: 200, production: 100 }', 'nothing would be measured'],
    ['sampling: { measureEvery: 1, production: 1e9 }', 'measure less often'],
    ['sampling: { production: 1e10 }', 'must lie between'],
    ['sampling: { replicas: 65 }', 'at most 64'],
    ['lattice: { cells: 130 }', 'at most 128'],
    ['lattice: { cells: 0 }', 'at least 2'],
    ['density: heavy', 'must start with a number'],
    ['density: { vacancies: 1 }', 'less than 1'],
    ['density: [1]', '`auto`, a density'],
    ['observables: []', 'must not be empty'],
    ['title: "a\\nb"', 'one line'],
    ['<<: { seed: x }', "unknown key '<<'"],
    ['seed: !!binary aGVsbG8=', 'not YAML'],
    ['? [a, b]\n: 1', 'not YAML'],
    ['seed: *x', 'no anchor &x'],
  ])('refuses %s', (line, message) => {
    expect(
      problemsOf(WATER + line)
        .map((p) => p.message)
        .join('\n'),
    ).toContain(message)
  })

  it.each(['', '# nothing', 'just text', '[1, 2]', '42', '\0', '---\na: 1\n---\nb: 2'])(
    'refuses the text %j',
    (text) => {
      expect(problemsOf(text).length).toBeGreaterThan(0)
    },
  )

  it('refuses a file of more than a megabyte, however it is written, at once', () => {
    expect(problemsOf(`${WATER}# ${'x'.repeat(1_000_000)}`)[0]!.message).toContain('longer than')
  })

  it('refuses nesting that would take the parser down', () => {
    for (const text of ['['.repeat(500_000), '{a: '.repeat(200_000), '- '.repeat(300_000)]) {
      expect(problemsOf(text)[0]!.message).toContain('levels deep')
    }
    expect(problemsOf(`${' '.repeat(300)}a: 1`)[0]!.message).toContain('levels deep')
  })

  it('shows the first of very many problems', () => {
    const keys = Array.from({ length: 5000 }, (_, index) => `key${index}: 1`).join('\n')
    const problems = problemsOf(WATER + keys)
    expect(problems).toHaveLength(51)
    expect(problems.at(-1)!.message).toBe('and 4950 more problems')
  })

  it('leaves the prototype of objects alone', () => {
    const text = `${WATER}__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\n`
    expect(problemsOf(text).map(({ message }) => message)).toEqual([
      "unknown key '__proto__'",
      "unknown key 'constructor'",
    ])
    expect(problemsOf(WATER, [{ path: '__proto__.polluted', value: '1' }])).toHaveLength(1)
    expect('polluted' in {}).toBe(false)
  })
})
