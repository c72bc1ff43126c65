import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import type { SystemRecord } from '../evaluate/record.ts'
import type { ExtraRun } from '../methods/extra-run.ts'
import {
  type Melting,
  type MeltingOptions,
  meltSolution,
  meltWater,
  obstacleTo,
} from '../methods/melting.ts'
import { WATER } from '../observe/water-faces.ts'
import { FailedRun, runExtras } from '../runner/run-extras.ts'
import { formatKelvins } from '../units/kelvins.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { watchInterruption } from './interruption.ts'
import { formatMelting } from './melting-report.ts'
import { addScenarioOptions, overridesOf, readThreads, type ScenarioOptions } from './options.ts'
import { type Prepared, prepare } from './prepare.ts'
import { formatJson } from './result-files.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

interface MeltingCommandOptions extends ScenarioOptions {
  readonly json?: boolean
  readonly threads: number
}

/** What a melting point needs is not what structures need: small boxes, a hundred short runs of them. */
const LENGTHS = {
  'lattice.cells': '8',
  'sampling.equilibration': '400 sweeps',
  'sampling.production': '2000 sweeps',
  'sampling.measureEvery': '10 sweeps',
}

/**
 * Where a solution is looked at first: its filling of zero pressure at about that temperature, since a box of the measured
 * density may be under such tension that it opens voids.
 */
const SOLUTION = { temperature: '260 K', density: '{ pressure: 0 MPa }' }

const LOOKS = { guess: 270, bracket: 8, seeds: 2 }
/** Cells of a slab's box, half of which is ice, for each two of the boxes without a surface. */
const SLAB_CELLS = 3

const FORMAT = { format: 'entrolyte-melting', version: 1 } as const

const OBSTACLES = {
  'no-solution': {
    message: 'a melting point needs water, alone or with salts',
    hint: 'salts must be named, each with an ion of its own, and water be the only solvent',
  },
  'small-box': {
    message: 'the box is too small for boxes of three fillings of this solution',
    hint: 'more cells, such as --set lattice.cells=8',
  },
}

const HELP = `
At zero pressure, from equal chemical potentials of water in ice and in the liquid: free energies of both by
integration, at two temperatures, of water by itself and, where the scenario has salts, of its solution.
Then ice and liquid side by side, 8 K below and above: what ice holds of the ions is told by layer.
A solution is first looked at with the vacancies that walls find for zero pressure at 260 K, whatever its density.
Runs are as long as sampling.production, 2000 sweeps in 8³ cells unless --set says otherwise, whatever the scenario
says, and four times as long at full coupling and near it; what then is too short for its error to be believed is made
again, four times as long: some minutes on two cores for water, several times as many for a solution.`

/** Registers `melting`; `end` takes the exit status. */
export function addMeltingCommand(
  program: Command,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  addScenarioOptions(program.command('melting'))
    .description('find the melting point of ice in water and in a solution')
    .argument('<scenario>', 'a YAML file, or the name of a shipped one')
    .option('--json', 'print what was found as JSON')
    .option('--threads <n>', 'worker threads', readThreads, availableParallelism())
    .addHelpText('after', HELP)
    .action(async (scenario: string, options: MeltingCommandOptions) => {
      end(await meltingCommand(scenario, options, terminal))
    })
}

async function meltingCommand(
  reference: string,
  options: MeltingCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const settings = [...overridesFrom(LENGTHS), ...overridesOf(options)]
  const asked = await prepare(reference, settings, terminal.err)
  const obstacle = obstacleTo(asked.scenario, asked.system.counts)
  if (obstacle !== null) {
    const { message, hint } = OBSTACLES[obstacle]
    throw usageError(reference, message, hint)
  }
  const prepared = hasSalts(asked)
    ? await prepare(reference, [...settings, ...overridesFrom(SOLUTION)], terminal.err)
    : asked
  const interruption = watchInterruption()
  try {
    const found = await findMelting(prepared, {
      ...LOOKS,
      slabCells: 2 * Math.ceil((SLAB_CELLS * prepared.scenario.cells) / 4),
      run: (runs) =>
        runExtras(runs, {
          threads: options.threads,
          signal: interruption.signal,
          onDone: (done, all) => tell(whatIs(runs), done, all, terminal),
        }),
    })
    if (found === null) return interruption.status() ?? EXIT.interrupted
    const { title, seed } = prepared.scenario
    const composition = compositionOf(prepared, found.solution)
    const report = { ...FORMAT, title, seed, composition, ...found }
    terminal.out(options.json ? formatJson(report) : formatMelting(report, terminal.outColors))
    return found.water.temperature === null ? EXIT.failed : EXIT.done
  } catch (error) {
    if (!(error instanceof FailedRun)) throw error
    terminal.err(`a run failed: ${error.message}\n`)
    return EXIT.failed
  } finally {
    interruption.end()
  }
}

/** What the solution is made of: its own amounts, which whole particles and boxes without voids have changed a little. */
function compositionOf({ scenario, system }: Prepared, solution: Melting | null) {
  const { composition } = scenario
  const solvents = composition.kind === 'solution' ? composition.solvents : {}
  const asked = Object.entries(system.molality ?? {})
  const total = asked.reduce((sum, [, molality]) => sum + molality, 0)
  const salts = asked.map(([salt, molality]) => [
    salt,
    (molality * (solution?.molality ?? 0)) / total,
  ])
  return { solvents, salts: total > 0 ? Object.fromEntries(salts) : {} }
}

/** Null where it was stopped. */
async function findMelting({ scenario, system }: Prepared, options: MeltingOptions) {
  const water = await meltWater(scenario, options)
  if (water === null) return null
  if (!hasSalts({ system }) || water.temperature === null) return { water, solution: null }
  const solution: Melting | null = await meltSolution(scenario, system.counts, water, options)
  return solution === null ? null : { water, solution }
}

function overridesFrom(settings: Readonly<Record<string, string>>) {
  return Object.entries(settings).map(([path, value]) => ({ path, value }))
}

function hasSalts({ system }: { readonly system: Pick<SystemRecord, 'counts'> }): boolean {
  return Object.entries(system.counts).some(([name, count]) => name !== WATER && count > 0)
}

/** Which of its steps runs are; slabs, which come last, are at two temperatures. */
function whatIs(runs: readonly ExtraRun[]): string {
  const kelvins = [...new Set(runs.map(({ scenario }) => scenario.temperature))]
  const isSolution = runs.some(({ counts }) => hasSalts({ system: { counts } }))
  const what = isSolution ? 'the solution' : 'water'
  return kelvins.length > 1
    ? `slabs of ice and ${what}`
    : `ice and ${what} at ${formatKelvins(kelvins[0]!)}`
}

function tell(what: string, done: number, all: number, { err, isInteractive }: Terminal): void {
  const line = `${what}: ${done} of ${all} runs`
  if (isInteractive) err(`\r${line}${done === all ? '\n' : ''}`)
  else if (done % 10 === 0 || done === all) err(`${line}\n`)
}
