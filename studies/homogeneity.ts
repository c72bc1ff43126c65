import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepareFile } from '../src/cli/prepare.ts'
import { evaluate } from '../src/evaluate/evaluate.ts'
import { frozen } from '../src/evaluate/frozen.ts'
import { systemOf } from '../src/host/read-scenario.ts'
import { formatMeasured } from '../src/report/measured.ts'
import { runReplica } from '../src/run/replica.ts'
import type { Scenario } from '../src/scenario/scenario.ts'

/**
 * Is what every shipped scenario simulates one phase? S(k_min) of each species in boxes of 8 and of 16 cells, and what a run
 * warns of: in a homogeneous solution it hardly depends on the box, in one that separates it grows eightfold.
 * `npx tsx studies/homogeneity.ts [sweeps] [scenario …]`, a quarter of the sweeps before measuring. Of a sweep, each solution
 * that no scenario before it had at that temperature; branches are as shipped, ladders their own temperature alone.
 * Half an hour of processor time or more for 8000 sweeps.
 */
const [sweeps = '6000', ...named] = process.argv.slice(2)
const SIZES = [8, 16]
const PREFIX = 'densityFluctuation:'

const folder = join(import.meta.dirname, '..', 'scenarios')
const shipped = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
const names = named.length > 0 ? named : shipped.map((file) => file.replace('.yaml', ''))

/** What is in it, and how warm: scenarios that agree in both are looked at once. */
function contentsOf({ composition, temperature }: Scenario): string {
  const amounts =
    composition.kind === 'counts'
      ? Object.entries(composition.counts).map(([species, count]) => `${count} ${species}`)
      : Object.entries(composition.salts).map(
          ([salt, { value, unit }]) => `${Number(value.toFixed(1))} ${unit} ${salt}`,
        )
  return `${amounts.join(', ') || 'water'} at ${temperature.toFixed(0)} K`
}

/** The same solution in a box of so many cells. */
function resized(scenario: Scenario, cells: number): Scenario {
  const { composition, sampling } = scenario
  const { ladder: _, ...others } = sampling
  const production = Number(sweeps)
  const length = { equilibration: Math.round(production / 4), production, measureEvery: 10 }
  const boxes = (cells / scenario.cells) ** 3
  return {
    ...scenario,
    cells,
    composition:
      composition.kind === 'solution'
        ? composition
        : { kind: 'counts', counts: scaled(composition.counts, boxes) },
    sampling: { ...others, ...length, replicas: 1 },
    observables: ['densityFluctuation'],
  }
}

function scaled(counts: Readonly<Record<string, number>>, factor: number) {
  return Object.fromEntries(
    Object.entries(counts).map(([species, count]) => [species, Math.round(factor * count)]),
  )
}

/** S(k_min) by species, and the codes of what is wrong with the phase. */
function look(scenario: Scenario) {
  const { counts, sites } = systemOf(scenario).system
  const records = [runReplica({ scenario, counts, replica: 0 })]
  const { observables, warnings } = evaluate(records, scenario, { sites, counts })
  const codes = [...warnings, ...frozen(records, scenario, counts)].map(({ code }) => code)
  return { observables, codes: codes.filter((c) => c === 'phase-separated' || c === 'frozen') }
}

const seen = new Set<string>()
for (const name of names) {
  const { content } = await prepareFile(name, [])
  const scenarios =
    content.kind === 'scenario' ? [content.scenario] : content.points.map((one) => one.scenario)
  for (const scenario of scenarios) {
    const contents = contentsOf(scenario)
    if (seen.has(contents)) continue
    seen.add(contents)
    const looks = SIZES.map((cells) => look(resized(scenario, cells)))
    const species = Object.keys(looks[0]!.observables).map((key) => key.slice(PREFIX.length))
    const found = species.map((one) => {
      const values = looks.map(({ observables }) => {
        const { value, standardError } = observables[`${PREFIX}${one}`]!
        return formatMeasured(value, standardError)
      })
      return `${one} ${values.join(' → ')}`
    })
    const codes = looks.flatMap(({ codes }, k) => codes.map((code) => `${code} (${SIZES[k]})`))
    const warned = codes.length > 0 ? `  ! ${[...new Set(codes)].join(', ')}` : ''
    process.stdout.write(`${name}: ${contents}: ${found.join('; ')}${warned}\n`)
  }
}
