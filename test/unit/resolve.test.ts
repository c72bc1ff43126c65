import { describe, expect, it } from 'vitest'
import { InputError, type Problem } from '../../src/errors/problem.ts'
import { parseDensityTable } from '../../src/model/density.ts'
import { type Resolving, resolve, resolveSweep, type Search } from '../../src/resolve.ts'
import type { Run } from '../../src/run/replica-task.ts'
import { parseScenarioFile } from '../../src/scenario/parse-scenario.ts'
import { AQUEOUS, DENSITIES } from './scenario/shipped.ts'

const WATER = 'forcefield: aqueous\ncomposition: { solvents: { H2O: 1 } }\n'

/** What searches find, which are not carried out: from their first run, and what they say that they look for. */
interface Answers {
  readonly ladder?: (run: Run, sought: string) => readonly number[]
  readonly vacancies?: (run: Run, sought: string) => number | null
}

function searchBy({ ladder, vacancies }: Answers): Resolving['search'] {
  return async <Found>({ plan, sought, describe: say }: Search<Found>) => {
    const answer = sought.startsWith('the temperatures of a ladder') ? ladder : vacancies
    if (answer === undefined) throw new Error(`${sought} is looked for`)
    const first = plan.next()
    if (first.done) return first.value
    const found = answer(first.value[0]!, sought) as Found
    expect(say(found)).toMatch(/^found /)
    return found
  }
}

const densities = parseDensityTable(DENSITIES)

function contentOf(text: string) {
  const forceField = () => ({ text: AQUEOUS, file: 'aqueous.yaml' })
  return parseScenarioFile(text, 'test.yaml', { forceField }).content
}

async function resolved(text: string, answers: Answers = {}) {
  const content = contentOf(text)
  if (content.kind === 'sweep') throw new Error('this is a sweep')
  return resolve(content, { densities, search: searchBy(answers) })
}

async function pointsOf(text: string, answers: Answers = {}) {
  const content = contentOf(text)
  if (content.kind === 'scenario') throw new Error('this is no sweep')
  return resolveSweep(content, { densities, search: searchBy(answers) })
}

async function problemsOf(found: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await found
    return []
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
}

describe('resolve', () => {
  it('looks for nothing where nothing is open, and says what is on the lattice', async () => {
    const { scenario, system, warnings } = await resolved(`${WATER}lattice: { cells: 4 }`)
    expect(scenario.cells).toBe(4)
    expect(system).toMatchObject({ sites: 128, charge: 0, densitySource: 'measured' })
    expect(system.counts.H2O! + 128 * system.vacancyFraction).toBeCloseTo(128)
    expect(warnings).toEqual([])
  })

  it('has a ladder found between two ends and the temperature between them, in a small box', async () => {
    const asked: unknown[] = []
    const { scenario } = await resolved(
      `${WATER}temperature: 250 K\nsampling: { ladder: { from: 200 K, to: 300 K } }`,
      {
        ladder: ({ scenario: { cells }, counts }, sought) => {
          asked.push(cells, Object.keys(counts), sought)
          return [200, 220, 250, 275, 300]
        },
      },
    )
    expect(asked).toEqual([
      6,
      ['H2O'],
      'the temperatures of a ladder from 200 K to 300 K, by a short run',
    ])
    expect(scenario.sampling.ladder).toEqual([200, 220, 250, 275, 300])
  })

  it('has vacancies found at a pressure, and composes with them', async () => {
    const asked: unknown[] = []
    const { scenario, system } = await resolved(
      `${WATER}density: { pressure: 1 MPa }\nlattice: { cells: 10 }`,
      {
        vacancies: ({ scenario: { cells }, perturbation }, sought) => {
          asked.push(cells, typeof perturbation?.wall, sought)
          return 0.4
        },
      },
    )
    expect(asked).toEqual([
      8,
      'number',
      'the density at 1 MPa and 298.15 K, by short runs between walls',
    ])
    expect(scenario.density).toEqual({ kind: 'pressure', pressure: 1, fraction: 0.4 })
    expect(system).toMatchObject({ vacancyFraction: 0.4, densitySource: 'pressure' })
    expect(system.counts).toEqual({ H2O: 1200 })
  })

  it('says at its place in the file what no search can find', async () => {
    const pressure = `${WATER}density: { pressure: 9000 MPa }`
    expect(await problemsOf(resolved(pressure, { vacancies: () => null }))).toMatchObject([
      { line: 3, column: 10, message: 'no filling was found at which the pressure is 9000 MPa' },
    ])
    const ladder = `${WATER}sampling: { ladder: { from: 298.15 K, to: 400 K } }`
    const many = Array.from({ length: 65 }, (_, k) => 298.15 + k)
    expect(await problemsOf(resolved(ladder, { ladder: () => many }))).toMatchObject([
      { line: 3, column: 21, message: expect.stringContaining('65 temperatures are needed') },
    ])
  })

  it('says what cannot be run before it looks for anything', async () => {
    const open = `${WATER}density: { pressure: 0 MPa }\n`
    const until = 'until: { observable: hydrogenBondPerWater, relativeError: 0.1 }'
    expect(await problemsOf(resolved(open + until))).toMatchObject([
      { line: 4, column: 22, hint: 'did you mean hydrogenBondsPerWater?' },
    ])
    const crowded = 'forcefield: aqueous\ncomposition: { solvents: { H2O: 1 } }\ndensity: 9 g/cm3'
    expect(await problemsOf(resolved(crowded))).toMatchObject([
      { line: 2, column: 14, message: expect.stringContaining('do not fit on 3456 sites') },
    ])
    const series = `${WATER}sampling: { production: 1000000, measureEvery: 1, replicas: 64 }`
    expect(await problemsOf(resolved(series))).toMatchObject([
      { line: 3, column: 48, message: expect.stringContaining('times what time series can hold') },
    ])
  })

  it('refuses at its place in the file what so few particles have nothing of', async () => {
    const text = 'forcefield: aqueous\ncomposition: { counts: { H2O: 4 } }\n'
    expect(await problemsOf(resolved(`${text}observables: [energy, tetrahedral]`))).toMatchObject([
      { line: 3, path: 'observables.1', message: expect.stringContaining('fewer than five H2O') },
    ])
    expect(await problemsOf(resolved(text))).toEqual([])
  })

  it('refuses a force field without tables for its species', async () => {
    const text = `forcefield: { species: { A: {} }, contacts: [{ between: [A, A], enthalpy: 9999 }] }
composition: { counts: { A: 3 } }
temperature: 50 K`
    expect(await problemsOf(resolved(text))).toMatchObject([
      { line: 1, column: 13, message: expect.stringContaining('the force field cannot be used') },
    ])
  })
})

describe('resolveSweep', () => {
  it('looks once for what points share', async () => {
    const asked: string[] = []
    const text = `${WATER}density: { pressure: 0 MPa }
sweep: { temperature: [280, 300], lattice.cells: [8, 12], sampling.replicas: [1, 2] }`
    const points = await pointsOf(text, {
      vacancies: ({ scenario: { temperature } }) => {
        asked.push(`${temperature} K`)
        return temperature / 1000
      },
    })
    expect(asked).toEqual(['280 K', '300 K'])
    expect(points.map(({ scenario: { density } }) => density)).toEqual(
      [0.28, 0.28, 0.28, 0.28, 0.3, 0.3, 0.3, 0.3].map((fraction) => {
        return { kind: 'pressure', pressure: 0, fraction }
      }),
    )
    expect(points[5]).toMatchObject({
      settings: { temperature: 300, 'lattice.cells': 8, 'sampling.replicas': 2 },
    })
  })

  it('says once what is wrong with all points, and at the value of an axis what is due to it', async () => {
    const sweep = '\nsweep: { temperature: [280, 300], density: [auto, 9 g/cm3] }'
    const until = 'until: { observable: nothing, relativeError: 0.1 }'
    expect(
      await problemsOf(pointsOf(`${WATER}${until}\nsweep: { temperature: [280, 300] }`)),
    ).toMatchObject([
      { line: 3, column: 22, message: expect.stringMatching(/^'nothing' is nothing .* sweep$/) },
    ])
    expect(await problemsOf(pointsOf(WATER + sweep))).toMatchObject([
      {
        line: 2,
        message: expect.stringContaining("(at temperature = '280', density = '9 g/cm3')"),
      },
      {
        line: 2,
        message: expect.stringContaining("(at temperature = '300', density = '9 g/cm3')"),
      },
    ])
    const pressures = `${WATER}sweep: { density: [{ pressure: 0 MPa }, { pressure: 5 MPa }] }`
    const vacancies: Answers['vacancies'] = (_, sought) => (sought.includes('5 MPa') ? null : 0.4)
    expect(await problemsOf(pointsOf(pressures, { vacancies }))).toMatchObject([
      { line: 3, column: 41, message: expect.stringContaining('the pressure is 5 MPa') },
    ])
  })

  it('of ten thousand points takes seconds of processor time', async () => {
    const start = process.cpuUsage()
    const axis = '{ from: 250, to: 350, steps: 100 }'
    const salt = '{ from: 0, to: 9.9, steps: 100 }'
    const text = `${WATER}until: { observable: energyPerSite, relativeError: 0.1 }
sweep: { temperature: ${axis}, composition.salts.LiCl: ${salt} }`
    expect(await pointsOf(text)).toHaveLength(10_000)
    expect(process.cpuUsage(start).user).toBeLessThan(20e6)
  })
})
