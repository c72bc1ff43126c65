import { describe, expect, it } from 'vitest'
import { formatScenario } from '../../../src/scenario/format-scenario.ts'
import { parseScenarioFile } from '../../../src/scenario/parse-scenario.ts'
import type { SweepPoint } from '../../../src/scenario/sweep-check.ts'
import { AQUEOUS, problemsOf, SHIPPED_SWEEPS, scenarioOf } from './shipped.ts'

const WATER = 'forcefield: aqueous\ncomposition: { solvents: { H2O: 1 } }\n'
const parse = (text: string) =>
  parseScenarioFile(text, 'test.yaml', {
    forceField: () => ({ text: AQUEOUS, file: 'aqueous.yaml' }),
  })

function pointsOf(sweep: string): readonly SweepPoint[] {
  const { content } = parse(`${WATER}sweep: ${sweep}`)
  return content.kind === 'sweep' ? content.points : []
}

const settings = (sweep: string) => pointsOf(sweep).map((point) => Object.values(point.settings))

describe('a sweep', () => {
  it('is the product of its axes, the last running fastest', () => {
    expect(settings('{ temperature: [280, 300], composition.salts.LiCl: [0, 1, 2 M] }')).toEqual([
      [280, 0],
      [280, 1],
      [280, '2 M'],
      [300, 0],
      [300, 1],
      [300, '2 M'],
    ])
  })

  it('takes equal steps in the unit it is given in, both ends included', () => {
    expect(settings('{ temperature: { from: -80 degC, to: 40 degC, steps: 13 } }').flat()).toEqual(
      [-80, -70, -60, -50, -40, -30, -20, -10, 0, 10, 20, 30, 40].map((t) => `${t} degC`),
    )
    expect(settings('{ composition.salts.LiCl: { from: 0, to: 0.7, steps: 8 } }').flat()).toEqual([
      0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7,
    ])
    expect(settings('{ lattice.cells: { from: 8, to: 4, steps: 3 } }').flat()).toEqual([8, 6, 4])
  })

  it('joins the points of its blocks', () => {
    const sweep = '[{ temperature: [280, 300] }, { composition.salts.LiCl: [1] }]'
    expect(settings(sweep)).toEqual([[280], [300], [1]])
  })

  it('makes of each point what its scenario would be if it was written out', () => {
    const [first, second] = pointsOf(
      '{ composition.salts: [{ LiCl: 1 m }, { ZnCl2: 2 m }], seed: [7], sampling.replicas: [3] }',
    )
    const written = (salts: string) =>
      scenarioOf(
        `forcefield: aqueous\ncomposition: { solvents: { H2O: 1 }, salts: ${salts} }\nseed: "7"\nsampling: { replicas: 3 }`,
      )
    expect(first!.scenario).toEqual(written('{ LiCl: 1 m }'))
    expect(second!.scenario).toEqual(written('{ ZnCl2: 2 m }'))
  })

  it('reaches into a force field that is a file, by number or by name', () => {
    const points = pointsOf('{ forcefield.contacts.straight hydrogen bond.enthalpy: [-17, -18] }')
    const changed = points.map(({ scenario }) => scenario.forceField.contacts[0]!)
    expect(changed.map(({ name, enthalpy }) => ({ name, enthalpy }))).toEqual([
      { name: 'straight hydrogen bond', enthalpy: -17 },
      { name: 'straight hydrogen bond', enthalpy: -18 },
    ])
    expect(points[0]!.scenario.forceField.contacts[1]).toEqual(
      scenarioOf(WATER).forceField.contacts[1],
    )
  })

  it('needs no base that stands by itself', () => {
    const text = 'forcefield: aqueous\nsweep: { composition.solvents.H2O: [1] }'
    expect(parse(text).content).toMatchObject({ kind: 'sweep', points: [{}] })
  })

  it('is refused where a single scenario is needed', () => {
    const [problem] = problemsOf(`${WATER}sweep: { temperature: [280, 300] }`)
    expect(problem).toMatchObject({
      message: expect.stringContaining('sweep of 2 points'),
      line: 3,
    })
  })

  it.each([
    ['{ __proto__.a: [1] }', 'is no path'],
    ['{ temperature..x: [1] }', 'is no path'],
    ['{ temperature: [300], temperature.x: [1] }', 'leads nowhere'],
    ['{ forcefield.contacts.none.enthalpy: [1] }', "has no 'none'"],
    ['{ forcefield.contacts.0.enthalpy: [cold] }', "'cold' is not an energy"],
    ['{ temperature: { from: 1 K, to: 2 degC, steps: 3 } }', 'in the unit of `from`'],
    ['{ temperature: { from: .nan, to: 2, steps: 3 } }', 'a quantity is expected'],
    ['{ composition.counts: [{ H2O: 10 }] }', 'exclude each other'],
  ])('refuses %s', (sweep, message) => {
    const problems = problemsOf(`${WATER}sweep: ${sweep}`)
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
    expect(problems[0]!.line).toBe(3)
    expect(Object.prototype).not.toHaveProperty('a')
  })

  it.each([...SHIPPED_SWEEPS])('that is shipped, %s, has points', (_, text) => {
    const { content } = parse(text)
    expect(content.kind === 'sweep' && content.points.length).toBeGreaterThan(1)
  })

  it('of ten thousand points is checked in a moment', () => {
    const start = performance.now()
    const axis = '{ from: 250, to: 350, steps: 100 }'
    expect(
      pointsOf(
        `{ temperature: ${axis}, composition.salts.LiCl: { from: 0, to: 9.9, steps: 100 } }`,
      ),
    ).toHaveLength(10_000)
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})

describe('output', () => {
  it.each([
    ['', 60],
    ['output: { checkpoint: every 5 min }', 300],
    ['output: { checkpoint: 90 }', 90],
    ['output: { checkpoint: 0.5 s }', 0.5],
  ])('%s asks for a checkpoint every %d s', (text, seconds) => {
    expect(parse(WATER + text).output).toEqual({ checkpointEvery: seconds })
  })

  it.each(['every 250 sweeps', '250', '{ every: 250 sweeps }'])(
    'has a trajectory where it is asked for: %s',
    (often) => {
      const { output } = parse(`${WATER}output: { trajectory: ${often} }`)
      expect(output).toEqual({ checkpointEvery: 60, trajectoryEvery: 250 })
    },
  )

  it.each([
    ['every 0 sweeps', 'must lie between'],
    ['every 2.5 sweeps', 'a whole number of sweeps'],
    ['every 60 s', 'is not a number of sweeps'],
    ['{}', 'every'],
  ])('refuses a trajectory %s', (often, message) => {
    expect(() => parse(`${WATER}output: { trajectory: ${often} }`)).toThrow(message)
  })

  it('is written with a scenario and read back', () => {
    const output = { checkpointEvery: 12.5, trajectoryEvery: 250 }
    const written = formatScenario(scenarioOf(WATER), output)
    expect(written).toContain('checkpoint: every 12.5 s')
    expect(parse(written)).toMatchObject({
      output,
      content: { kind: 'scenario', scenario: scenarioOf(WATER) },
    })
  })
})
