import { Chain } from '../src/chain/chain.ts'
import { prepare } from '../src/cli/prepare.ts'
import { BccLattice } from '../src/lattice/bcc.ts'
import { Configuration } from '../src/model/configuration.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { compileModel } from '../src/model/lattice-model.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { randomStream } from '../src/numeric/random-stream.ts'
import { fillInitially } from '../src/run/initial-state.ts'
import { MIXES } from './mixes.ts'
import { Twin } from './native/twin.ts'
import { cpuSeconds, type KernelTiming, median, REFERENCE_STEPS, referenceLoop } from './timing.ts'

/**
 * Times the hot loop of one shipped scenario in this process, which runs nothing else: arguments are the
 * scenario, cells, seconds to spend, and the native twin's program if there is one. Rounds of sweeps, of
 * a fixed reference loop and of the twin take turns, so that their ratios mean something on a machine
 * that is not ours alone.
 */
const [name, cells, seconds] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])]
const program = process.argv[5]

const ROUNDS = 9

const size = [{ path: 'lattice.cells', value: String(cells) }]
// The lattice gas gives exact counts: half of all sites.
if (name === 'ising-bcc') size.push({ path: 'composition.counts.A', value: String(cells ** 3) })
const { scenario, system } = prepare(name, size)
const model = compileModel(scenario.forceField, Object.keys(system.counts))
const hamiltonian = new Hamiltonian(model, scenario.temperature)
const configuration = new Configuration(new BccLattice(cells), model)
const stream = randomStream('bench', 'chain', name)
const choices = new RandomChoices(stream)
fillInitially(configuration, system.counts, 'random', choices)
const { sites } = configuration.lattice
let chain = new Chain(configuration, hamiltonian, choices, MIXES['without relocation'])

const sweepSeconds = (sweeps: number) =>
  cpuSeconds(() => {
    for (let k = 0; k < sweeps; k++) chain.sweep()
  })

// Warm up until the loop is compiled and the worst of the random start is gone.
const warm = Math.ceil(2_000_000 / sites)
sweepSeconds(warm)
const perSweep = sweepSeconds(warm) / warm
const sweepsPerRound = Math.max(1, Math.round(seconds / ROUNDS / 2 / perSweep))
const loopsPerRound = Math.max(1, Math.round(seconds / ROUNDS / 2 / cpuSeconds(referenceLoop)))

// The twin starts where a new chain does, and must get where it gets.
chain = new Chain(configuration, hamiltonian, choices, MIXES['without relocation'])
const twin =
  program === undefined ? null : new Twin(program, configuration, hamiltonian, chain, stream)
if (twin !== null) {
  sweepSeconds(sweepsPerRound)
  twin.expectSame(sweepsPerRound, configuration, stream)
}

chain.resetCounts()
const timeReference = () =>
  cpuSeconds(() => {
    for (let k = 0; k < loopsPerRound; k++) referenceLoop()
  }) / loopsPerRound
const timeSweeps = () => sweepSeconds(sweepsPerRound) / sweepsPerRound / sites
const rounds = Array.from({ length: ROUNDS }, (_, round) => {
  const native = twin?.secondsPerAttempt(sweepsPerRound) ?? null
  if (round % 2 === 0) {
    const reference = timeReference()
    return { reference, attempt: timeSweeps(), native }
  }
  const attempt = timeSweeps()
  return { reference: timeReference(), attempt, native }
})
twin?.remove()

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
  ratioToNative:
    twin === null ? null : median(rounds.map(({ attempt, native }) => native! / attempt)),
}
process.stdout.write(`${JSON.stringify(timing)}\n`)
