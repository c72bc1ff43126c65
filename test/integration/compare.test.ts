import { expect, test } from 'vitest'
import type { Judgement } from '../../src/compare/judge.ts'
import { entrolyte, QUIET, temporaryDirectory } from './command.ts'

const path = temporaryDirectory()

test('results are judged by what they are made of; short ones decide nothing', async () => {
  // Enough cells for amounts near those of the statements.
  const short = ['lattice.cells=8', 'sampling.equilibration=20', 'sampling.production=60']
  const change = short.flatMap((set) => ['--set', set])
  const places = await Promise.all(
    ['zncl2-2m', 'zn-clo4-2m'].map(async (name, index) => {
      const out = path(String(index))
      await entrolyte(['run', name, ...change, ...QUIET, '--out', out])
      return out
    }),
  )
  const { status, stdout } = await entrolyte(['compare', ...places, '--json'])
  expect(status).toBe(0)
  const judgements = JSON.parse(stdout) as Judgement[]
  const of = (id: string) => judgements.find(({ statement }) => statement.id === id)!
  const first = of('zinc-takes-up-chloride')
  expect(first).toMatchObject({ verdict: 'undecided', temperature: 298.15 })
  expect(first.readings.map(({ place }) => place)).toEqual([null, places[0]])
  expect(first.reasons.join()).toContain('no result of Li2ZnCl4')
  expect(of('five-equal-cations').verdict).toBe('reproduced')
  expect((await entrolyte(['compare', places[1]!])).status).toBe(1)
})
