import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { formatJson } from '../document/document.ts'
import { usageError } from '../errors/problem.ts'
import {
  hasSalts,
  type Melting,
  type MeltingPoints,
  melting,
  meltingLoads,
  meltingOptions,
  obstacleToMelting,
} from '../methods/melting.ts'
import type { Subject } from '../methods/method.ts'
import type { Output } from '../scenario/scenario.ts'
import { removeCheckpoints } from '../store/checkpoint-files.ts'
import { writeDurably } from '../store/durable-file.ts'
import { type Claim, claimDirectory, MELTING_FILE } from '../store/store.ts'
import type { System } from '../system.ts'
import { fromTheStart, keepCheckpoints, type Restart } from './checkpoints.ts'
import { EXIT, type ExitStatus, reportFailure } from './exit.ts'
import { formatMelting, type MeltingReport } from './melting-report.ts'
import {
  addScenarioOptions,
  overridesOf,
  type ProgressMode,
  readThreads,
  type ScenarioOptions,
} from './options.ts'
import { prepare } from './prepare.ts'
import { startStopwatch } from './stopwatch.ts'
import type { Terminal } from './terminal.ts'
import { workOn } from './work.ts'

export interface MeltingWorkOptions {
  readonly json?: boolean
  readonly threads: number
  readonly progress?: ProgressMode
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
  const asked = await prepare(reference, settings, terminal)
  const obstacle = obstacleToMelting(subjectOf(asked))
  if (obstacle !== null) {
    const { message, hint } = OBSTACLES[obstacle]
    throw usageError(reference, message, hint)
  }
  const { out, force = false } = options
  const claim = claimDirectory(out ?? join('results', `${asked.name}-melting`), { force })
  try {
    const prepared = hasSalts({ scenario: asked.scenario, counts: asked.system.counts })
      ? await prepare(reference, [...settings, ...overridesFrom(SOLUTION)], terminal)
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
  restart: Restart,
  { options, terminal }: Setting,
): Promise<ExitStatus> {
  const { scenario, output } = system
  const { start, runs } = restart
  const spent = startStopwatch(restart.spent)
  const given = { directory, work: 'melting', scenario, output, start, spent, terminal } as const
  const subject = subjectOf(system)
  /** Of water, once it is known: it is printed even if the solution is not. */
  const ofWater: Melting[] = []
  const plan = melting(subject, undefined, (water) => void ofWater.push(water))
  const print = (found: MeltingPoints) => {
    const report = reportOf(system, found)
    const text = formatJson(report)
    terminal.out(options.json ? text : formatMelting(report, terminal.outColors))
    return text
  }
  const ending = await workOn([plan], {
    threads: options.threads,
    progress: options.progress ?? 'auto',
    terminal,
    expected: meltingLoads(subject, meltingOptions(subject)),
    checkpoints: { runs, every: output.checkpointEvery, keep: keepCheckpoints(given).keep },
  })
  const goOn = `go on with \`entrolyte resume ${directory}\``
  if (ending.kind === 'failed') {
    return reportFailure(ending.failure, `what was done so far is kept: ${goOn}`, terminal)
  }
  if (ending.kind === 'interrupted') {
    for (const water of ofWater) print({ water, solution: null })
    terminal.err(`interrupted; a checkpoint is written: ${goOn}\n`)
    return ending.status
  }
  const [found] = ending.results
  writeDurably(join(directory, MELTING_FILE), print(found!))
  removeCheckpoints(directory)
  return found!.water.temperature === null ? EXIT.failed : EXIT.done
}

function subjectOf({ scenario, system }: System): Subject {
  return { scenario, counts: system.counts }
}

function reportOf({ scenario, system }: System, found: MeltingPoints): MeltingReport {
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
