import { Chain } from '../src/chain/chain.ts'
import { prepare } from '../src/cli/prepare.ts'
import { BccLattice } from '../src/lattice/bcc.ts'
import { Configuration } from '../src/model/configuration.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { compileModel } from '../src/model/lattice-model.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { randomStream } from '../src/numeric/random-stream.ts'
import { fillInitially } from '../src/run/initial-state.ts'
import { cpuSeconds, type KernelTiming, median, REFERENCE_STEPS, referenceLoop } from './timing.ts'

/**
 * Times the hot loop of one shipped scenario in this process, which runs nothing else: arguments are the
 * scenario, cells, and seconds to spend. Rounds of sweeps and of a fixed reference loop take turns, so
 * that their ratio means something on a machine that is not ours alone.
 */
const [name, cells, seconds] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])]

const ROUNDS = 9

const { scenario, system } = prepare(name, [{ path: 'lattice.cells', value: String(cells) }])
const model = compileModel(scenario.forceField, Object.keys(system.counts))
const configuration = new Configuration(new BccLattice(cells), model)
const choices = new RandomChoices(randomStream('bench', 'chain', name))
fillInitially(configuration, system.counts, 'random', choices)
const chain = new Chain(configuration, new Hamiltonian(model, scenario.temperature), choices)
const { sites } = configuration.lattice

const sweepSeconds = (sweeps: number) =>
  cpuSeconds(() => {
    for (let k = 0; k < sweeps; k++) chain.sweep()
  })

// Warm up until the loop is compiled and the worst of the random start is gone.
const warm = Math.ceil(1_000_000 / sites)
sweepSeconds(warm)
const perSweep = sweepSeconds(warm) / warm
const sweepsPerRound = Math.max(1, Math.round(seconds / ROUNDS / 2 / perSweep))
const loopsPerRound = Math.max(1, Math.round(seconds / ROUNDS / 2 / cpuSeconds(referenceLoop)))

chain.resetCounts()
const rounds = Array.from({ length: ROUNDS }, (_, round) => {
  const timeReference = () =>
    cpuSeconds(() => {
      for (let k = 0; k < loopsPerRound; k++) referenceLoop()
    }) / loopsPerRound
  const timeSweeps = () => sweepSeconds(sweepsPerRound) / sweepsPerRound / sites
  if (round % 2 === 0) {
    const reference = timeReference()
    return { reference, attempt: timeSweeps() }
  }
  const attempt = timeSweeps()
  return { reference: timeReference(), attempt }
})

const accepted = Object.values(chain.counts).reduce((sum, count) => sum + count.accepted, 0)
const attempts = Object.values(chain.counts).reduce((sum, count) => sum + count.attempts, 0)
const ratios = rounds.map(({ attempt, reference }) => attempt / (reference / REFERENCE_STEPS))
const nanosecondsPerAttempt = 1e9 * median(rounds.map(({ attempt }) => attempt))
const timing: KernelTiming = {
  name,
  cells,
  nanosecondsPerAttempt,
  acceptedPerSecond: (accepted / attempts / nanosecondsPerAttempt) * 1e9,
  ratioToReferenceLoop: median(ratios),
  spread: (Math.max(...ratios) - Math.min(...ratios)) / median(ratios),
}
process.stdout.write(`${JSON.stringify(timing)}\n`)
