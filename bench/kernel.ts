import { Chain } from '../src/chain/chain.ts'
import { integratedTime } from '../src/statistics/correlation.ts'
import { startEngine } from './engine.ts'
import { LaidOut, SMALL } from './lay-out.ts'
import { Twin } from './native/twin.ts'
import { timeRounds } from './rounds.ts'
import { cpuSeconds, type KernelTiming, median } from './timing.ts'

/**
 * Times the hot loop of one shipped scenario in this process, which runs nothing else: arguments are the
 * scenario, cells, seconds to spend, and the native twin's program if there is one. Boxes of 32, 48 or 64 cells are laid
 * out from one of 16.
 */
const [name, cells, seconds] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])]

const isLaidOut = cells > SMALL && cells % SMALL === 0
const engine = isLaidOut
  ? await (await LaidOut.of(name, 'without relocation')).engine(cells)
  : await startEngine(name, cells)
const { configuration, hamiltonian, stream, sites } = engine
let chain = engine.newChain()
const program = process.argv[5]

const sweepSeconds = (sweeps: number) =>
  cpuSeconds(() => {
    for (let k = 0; k < sweeps; k++) chain.sweep()
    chain.update()
  })

// Warm up until the loop is compiled and the worst of the random start is gone.
const warm = Math.ceil(2_000_000 / sites)
sweepSeconds(warm)
const perSweep = sweepSeconds(warm) / warm

// The twin starts where a new chain does, and must get where it gets.
chain = engine.newChain()
// The twin knows no chain that proposes many changes at once.
const twin =
  program !== undefined && chain instanceof Chain
    ? new Twin(program, configuration, hamiltonian, chain, stream)
    : null
if (twin !== null) {
  const sweeps = Math.max(1, Math.round(seconds / 18 / perSweep))
  sweepSeconds(sweeps)
  twin.expectSame(sweeps, configuration, stream)
}

chain.resetCounts()
const energies: number[] = []
const rounds = timeRounds(seconds, perSweep, {
  sweep: () => {
    chain.sweep()
    energies.push(hamiltonian.enthalpy(chain.update()))
  },
  beforehand: (sweeps) => twin?.secondsPerAttempt(sweeps) ?? null,
})
twin?.remove()

const accepted = Object.values(chain.counts).reduce((sum, count) => sum + count.accepted, 0)
const tau = integratedTime(Float64Array.from(energies))?.tauInt ?? energies.length
const timing: KernelTiming = {
  name,
  cells,
  nanosecondsPerAttempt: (1e9 * rounds.secondsPerSweep) / sites,
  acceptedPerSecond: accepted / energies.length / rounds.secondsPerSweep,
  effectiveSamplesPerSecond: 1 / (2 * tau) / rounds.secondsPerSweep,
  runInTau: energies.length / tau,
  ratioToReferenceLoop: rounds.ratioToReferenceLoop / sites,
  ratioToNative:
    twin === null
      ? null
      : median(rounds.all.map(({ sweep, beforehand }) => (beforehand! * sites) / sweep)),
  spread: rounds.spread,
}
process.stdout.write(`${JSON.stringify(timing)}\n`)
