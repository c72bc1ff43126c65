import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { MeltingReport } from '../../src/cli/melting-report.ts'
import type { Judgement } from '../../src/compare/judge.ts'
import { commandInProcess } from '../support/quiet-terminal.ts'
import { entrolyte, temporaryDirectory } from './command.ts'

const path = temporaryDirectory()

/** A box and lengths with which looking for a melting point takes half a minute, and finds it. */
const SHORT = [
  ...['--set', 'lattice.cells=6'],
  ...['--set', 'sampling.equilibration=20'],
  ...['--set', 'sampling.production=100'],
]

function expectCalm(text: string): void {
  expect(text).not.toMatch(/^ {4}at /m)
}

test('a file that is wrong is refused with the place', async () => {
  const file = path('bad.yaml')
  writeFileSync(file, 'forcefield: aqueous\ncomposition:\n  solvents: { H2O: 1 }\n  slats: {}\n')
  const { status, stdout, stderr } = await commandInProcess(['melting', file])
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain('bad.yaml:4:')
  expect(stderr).toContain("did you mean 'salts'?")
  expectCalm(stderr)
})

test.each([
  ['a scenario that is not there', ['pure-watr'], 'did you mean pure-water?'],
  ['what has no water', ['ising-bcc', '--set', 'composition.counts.A=500'], 'needs water'],
  ['a box for one unit of salt', ['zn-clo4-2m', '--set', 'lattice.cells=4'], 'too small'],
  ['a key that there is none of', ['pure-water', '--set', 'lattice.cels=4'], "mean 'cells'?"],
  ['no number of threads', ['pure-water', '--threads', 'two'], 'whole number'],
])('%s is bad input', async (_, args, message) => {
  const { status, stdout, stderr } = await commandInProcess(['melting', ...args])
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain(message)
  expectCalm(stderr)
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it, with status %i and nothing on stdout', async (signal, status) => {
  const ending = await entrolyte(['melting', 'pure-water', ...SHORT, '--out', path('out')], {
    signal,
  })
  expect(ending.status).toBe(status)
  expect(ending.stdout).toBe('')
  expectCalm(ending.stderr)
  expect(ending.stderr).not.toContain('66 of 66')
})

test('finds where ice melts, whatever the number of threads', { timeout: 300_000 }, async () => {
  const args = (threads: string) => [
    ...['melting', 'pure-water', ...SHORT, '--set', 'sampling.production=200', '--json'],
    ...['--threads', threads, '--out', path(threads)],
  ]
  const [one, two] = await Promise.all([commandInProcess(args('1')), entrolyte(args('2'))])
  expect(one!.status).toBe(0)
  expect(two!.stdout).toBe(one!.stdout)
  const { water, solution } = JSON.parse(one!.stdout) as MeltingReport
  expect(solution).toBeNull()
  const { value, standardError } = water.temperature!
  expect(standardError).toBeLessThan(2)
  // Nature's.
  expect(Math.abs(value - 273.15)).toBeLessThan(4 * standardError)
  expect(water.looks).toHaveLength(2)
  expect(water.slabs).toHaveLength(4)

  const file = path('melting.json')
  writeFileSync(file, one!.stdout)
  const compared = await commandInProcess(['compare', file, '--json'])
  const judgements = JSON.parse(compared.stdout) as Judgement[]
  const freezing = judgements.find(({ statement }) => statement.id === 'perchlorate-freezes-last')!
  expect(freezing.verdict).toBe('undecided')
  expect(freezing.reasons).toContain('there is no melting point of 2 mol/kg ZnSO4')
})
