import { expect, test } from 'vitest'
import type { Judgement } from '../../src/compare/judge.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { QUIET, temporaryDirectory } from './command.ts'

const path = temporaryDirectory()

test('results are judged by what they are made of; short ones decide nothing', async () => {
  // Enough cells for amounts near those of the statements.
  const short = ['lattice.cells=8', 'sampling.equilibration=20', 'sampling.production=60']
  const change = short.flatMap((set) => ['--set', set])
  const places = [path('0'), path('1')]
  for (const [index, name] of ['zncl2-2m', 'zn-clo4-2m'].entries()) {
    const args = ['run', name, ...change, ...QUIET, '--threads', '1', '--out', places[index]!]
    expect((await commandInProcess(args)).status).toBe(0)
  }
  const { status, stdout } = await commandInProcess(['compare', ...places, '--json'])
  expect(status).toBe(0)
  const judgements = JSON.parse(stdout) as Judgement[]
  const of = (id: string) => judgements.find(({ statement }) => statement.id === id)!
  const first = of('zinc-takes-up-chloride')
  expect(first).toMatchObject({ verdict: 'undecided', temperature: 298.15 })
  expect(first.readings.map(({ place }) => place)).toEqual([null, places[0]])
  expect(first.reasons.join()).toContain('no result of Li2ZnCl4')
  expect(of('five-equal-cations').verdict).toBe('reproduced')
  expect((await commandInProcess(['compare', places[1]!])).status).toBe(1)
})
