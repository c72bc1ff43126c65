import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { formatJson } from '../document/document.ts'
import {
  type Melting,
  type MeltingOptions,
  meltingLoads,
  meltSolution,
  meltWater,
  obstacleToMelting,
} from '../methods/melting.ts'
import { carryOut, type Plan, type Subject } from '../methods/method.ts'
import type { System } from '../resolve.ts'
import { perform } from '../runner/simulate.ts'
import type { Output } from '../scenario/scenario.ts'
import { removeCheckpoints } from '../store/checkpoint-files.ts'
import { writeDurably } from '../store/durable-file.ts'
import { type Claim, claimDirectory, MELTING_FILE } from '../store/store.ts'
import { type Begun, fromTheStart, keepCheckpoints } from './checkpoints.ts'
import { EXIT, type ExitStatus, reportFailure, usageError, watchInterruption } from './exit.ts'
import { formatMelting, type MeltingReport } from './melting-report.ts'
import { addScenarioOptions, overridesOf, readThreads, type ScenarioOptions } from './options.ts'
import { prepare } from './prepare.ts'
import { startStopwatch } from './provenance.ts'
import { runnerWith } from './runner.ts'
import { RunsProgress } from './runs-progress.ts'
import type { Terminal } from './terminal.ts'

export interface MeltingWorkOptions {
  readonly json?: boolean
  readonly threads: number
}

interface MeltingCommandOptions extends ScenarioOptions, MeltingWorkOptions {
  readonly out?: string
  readonly force?: boolean
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
Then ice and liquid side by side, 8 K below and above: what ice holds of the ions is shown by layer.
A solution is first looked at with the vacancies that walls find for zero pressure at 260 K, whatever its density.
Runs are as long as sampling.production, 2000 sweeps in 8³ cells unless --set says otherwise, whatever the scenario
says, and four times as long at full coupling and near it; what then is too short for its error to be believed is run
again, four times as long: some minutes on two cores for water, several times as many for a solution.
Finished runs are kept in the directory of the results: \`entrolyte resume\` goes on after an interruption.`

/** Registers `melting`; `end` takes the exit status. */
export function addMeltingCommand(
  program: Command,
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): void {
  addScenarioOptions(program.command('melting'))
    .description('find the melting point of ice in water and in a solution')
    .argument('<scenario>', 'a YAML file, or the name of a shipped one')
    .option('--out <dir>', 'directory of the results (default: results/<scenario name>-melting)')
    .option('--force', 'replace the results in an existing directory')
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
  const obstacle = obstacleToMelting(subjectOf(asked))
  if (obstacle !== null) {
    const { message, hint } = OBSTACLES[obstacle]
    throw usageError(reference, message, hint)
  }
  const { out, force = false } = options
  const claim = claimDirectory(out ?? join('results', `${asked.name}-melting`), { force })
  try {
    const prepared = hasSalts({ scenario: asked.scenario, counts: asked.system.counts })
      ? await prepare(reference, [...settings, ...overridesFrom(SOLUTION)], terminal.err)
      : asked
    const output = { checkpointEvery: 30 }
    return await findMelting(claim, { ...prepared, output }, fromTheStart(), { options, terminal })
  } finally {
    claim.release()
  }
}

interface Setting {
  readonly options: MeltingWorkOptions
  readonly terminal: Terminal
}

/** Finds a melting point from the start, or from where a checkpoint says. */
export async function findMelting(
  { directory }: Claim,
  system: System & { readonly output: Output },
  begun: Begun,
  { options, terminal }: Setting,
): Promise<ExitStatus> {
  const { scenario, output } = system
  const interruption = watchInterruption()
  const runner = runnerWith(options.threads)
  const spent = startStopwatch(begun.spent)
  const { start } = begun
  const checkpoints = keepCheckpoints({
    directory,
    work: 'melting',
    scenario,
    output,
    start,
    spent,
    terminal,
  })
  const subject = subjectOf(system)
  const expected = meltingLoads(subject, optionsFor(subject))
  const progress = new RunsProgress(terminal, runner.width, expected)
  /** Of water, once it is known: it is printed even if the solution is not. */
  let ofWater: Melting | null = null
  const print = (found: { readonly water: Melting; readonly solution: Melting | null }) => {
    const report = reportOf(system, found)
    const text = formatJson(report)
    terminal.out(options.json ? text : formatMelting(report, terminal.outColors))
    return text
  }
  const goOn = `go on with \`entrolyte resume ${directory}\``
  const plan = meltingPlan(subject, (water) => {
    ofWater = water
  })
  try {
    const events = perform((execute) => carryOut(plan, execute), {
      runner,
      signal: interruption.signal,
      kept: begun.runs,
      checkpointEvery: output.checkpointEvery,
    })
    for await (const event of events) {
      if (event.kind === 'asked') progress.asked(event.run, event.first)
      else if (event.kind === 'progress') progress.update(event.progress)
      else if (event.kind === 'checkpoint') checkpoints.keep(event.runs)
      else if (event.kind === 'failed') {
        progress.end()
        return reportFailure(event.failure, `what was done so far is kept: ${goOn}`, terminal)
      } else if (event.kind === 'interrupted') {
        progress.end()
        if (ofWater !== null) print({ water: ofWater, solution: null })
        terminal.err(`interrupted; a checkpoint is written: ${goOn}\n`)
        return interruption.status() ?? EXIT.interrupted
      } else if (event.kind === 'finished') {
        progress.end()
        writeDurably(join(directory, MELTING_FILE), print(event.result))
        removeCheckpoints(directory)
        return event.result.water.temperature === null ? EXIT.failed : EXIT.done
      }
    }
    throw new Error('a melting point ended without an end')
  } finally {
    await runner.close()
    interruption.end()
  }
}

/** Water, and where there are salts, the solution. @param onWater told what water has come to */
function* meltingPlan(
  subject: Subject,
  onWater: (water: Melting) => void,
): Plan<{ readonly water: Melting; readonly solution: Melting | null }> {
  const options = optionsFor(subject)
  const water = yield* meltWater(subject.scenario, options)
  onWater(water)
  if (!hasSalts(subject) || water.temperature === null) return { water, solution: null }
  return { water, solution: yield* meltSolution(subject, water, options) }
}

function optionsFor({ scenario }: Subject): MeltingOptions {
  return { ...LOOKS, slabCells: 2 * Math.ceil((SLAB_CELLS * scenario.cells) / 4) }
}

function subjectOf({ scenario, system }: System): Subject {
  return { scenario, counts: system.counts }
}

function reportOf(
  { scenario, system }: System,
  found: { readonly water: Melting; readonly solution: Melting | null },
): MeltingReport {
  const { title, seed, composition } = scenario
  const solvents = composition.kind === 'solution' ? composition.solvents : {}
  // Its own amounts, which whole particles and boxes without voids have changed a little.
  const asked = Object.entries(system.molality ?? {})
  const total = asked.reduce((sum, [, molality]) => sum + molality, 0)
  const salts = asked.map(([salt, molality]) => [
    salt,
    (molality * (found.solution?.molality ?? 0)) / total,
  ])
  const amounts = { solvents, salts: total > 0 ? Object.fromEntries(salts) : {} }
  return { ...FORMAT, title, seed, composition: amounts, ...found }
}

function overridesFrom(settings: Readonly<Record<string, string>>) {
  return Object.entries(settings).map(([path, value]) => ({ path, value }))
}

function hasSalts({ scenario, counts }: Subject): boolean {
  const { network } = scenario.forceField
  return Object.entries(counts).some(([name, count]) => name !== network && count > 0)
}
