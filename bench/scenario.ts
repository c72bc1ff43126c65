import { prepare } from '../src/cli/prepare.ts'
import { Replica } from '../src/run/replica.ts'
import { integratedTime } from '../src/statistics/correlation.ts'
import { sizeOf } from './engine.ts'
import { timeRounds } from './rounds.ts'
import { cpuSeconds, type KernelTiming } from './timing.ts'

/**
 * Times a replica of one shipped scenario as a worker runs it, with all moves and its observables, in this
 * process, which runs nothing else: arguments are the scenario, cells and seconds to spend.
 */
const [name, cells, seconds] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])]

/** More than there is time for; the series has room for all of them. */
const PRODUCTION = 200_000
const ENERGY = 'energyPerSite'

const { scenario, system } = await prepare(name, sizeOf(name, cells))
const warm = Math.ceil(1_000_000 / system.sites)
const sampling = { ...scenario.sampling, equilibration: warm, production: PRODUCTION, replicas: 1 }
const task = { scenario: { ...scenario, sampling }, counts: system.counts, replica: 0 }
const replica = new Replica(task)
const sweepSeconds = (sweeps: number) =>
  cpuSeconds(() => {
    for (let k = 0; k < sweeps; k++) replica.sweep()
  })

sweepSeconds(warm)
// The first sweeps of the production compile the observables.
const first = Math.ceil(warm / 2)
sweepSeconds(first)
const perSweep = sweepSeconds(first) / first

const rounds = timeRounds(seconds, perSweep, { sweep: () => replica.sweep() })

const { series, columns, moves } = replica.record()
const sweeps = replica.progress.done - warm
const { measureEvery } = scenario.sampling
const column = columns.findIndex((one) => one.name === ENERGY)
const energies = Float64Array.from(
  { length: Math.floor(sweeps / measureEvery) },
  (_, sample) => series[sample * columns.length + column]!,
)
const tau = measureEvery * (integratedTime(energies)?.tauInt ?? energies.length)
const accepted = Object.values(moves).reduce((sum, count) => sum + count.accepted, 0)
const timing: KernelTiming = {
  name: `run ${name}`,
  cells,
  nanosecondsPerAttempt: (1e9 * rounds.secondsPerSweep) / system.sites,
  acceptedPerSecond: accepted / sweeps / rounds.secondsPerSweep,
  effectiveSamplesPerSecond: 1 / (2 * tau) / rounds.secondsPerSweep,
  runInTau: sweeps / tau,
  ratioToReferenceLoop: rounds.ratioToReferenceLoop / system.sites,
  ratioToNative: null,
  spread: rounds.spread,
}
process.stdout.write(`${JSON.stringify(timing)}\n`)
