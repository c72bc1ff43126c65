import type { MarkovChain } from '../src/chain/markov-chain.ts'
import { MultiSpinLatticeGas } from '../src/moves/multi-spin/lattice-gas.ts'
import { RandomLaneDecisions } from '../src/moves/multi-spin/metropolis.ts'
import { MultiSpinNearExchange } from '../src/moves/multi-spin/near-exchange.ts'
import { SphereExchange } from '../src/moves/sphere-exchange.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { type Engine, startEngine } from './engine.ts'
import { cpuSeconds, median, REFERENCE_STEPS, referenceLoop } from './timing.ts'

/**
 * The half filled lattice gas at its critical point: `npx tsx bench/lattice-gas.ts <cells> [one-by-one]`. Counts
 * proposals of two unlike neighbours whose energy change was evaluated, by processor time: of near exchanges in
 * a row, and of all exchanges in whole sweeps. Only one kind of move may run in a process.
 */
const ROUNDS = 7
/** Seconds of a round. */
const SECONDS = 0.3

const cells = Number(process.argv[2])
const isOneByOne = process.argv[3] === 'one-by-one'
const engine = await startEngine('ising-bcc', cells)
const { near, sweep } = isOneByOne ? oneByOne(engine) : shipped(engine)
const { configuration, sites } = engine

// From the random start to something like equilibrium; nearly all of the time goes into compiled code.
for (let k = 0; k < (isOneByOne ? 3 : 20); k++) sweep()
const nearRate = rate(near)
const sweepRate = rate(sweep)
print({
  cells,
  sites,
  moves: isOneByOne ? 'one by one' : 'shipped',
  unlikeShare: unlikeShare(),
  millionNearEvaluatedPerSecond: nearRate.perSecond / 1e6,
  millionEvaluatedPerSecondOfSweeps: sweepRate.perSecond / 1e6,
  referenceLoopsPerEvaluated: nearRate.loops,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
})

/** Proposals in a call, whatever they find. */
type Work = () => number

function shipped(engine: Engine): { near: Work; sweep: Work } {
  const { configuration, hamiltonian, stream } = engine
  const chain = engine.newChain('shipped')
  const choices = new RandomChoices(stream)
  const gas = new MultiSpinLatticeGas(configuration, hamiltonian, 1)
  const decisions = new RandomLaneDecisions(choices, gas.acceptance)
  const move = new MultiSpinNearExchange(gas, choices, decisions)
  const steps = Math.ceil((10 * configuration.lattice.sites) / move.batch)
  return {
    near: () => {
      const before = move.count.attempts
      gas.load()
      for (let k = 0; k < steps; k++) move.attempt()
      gas.store()
      return move.count.attempts - before
    },
    sweep: () => sweepOf(chain),
  }
}

function oneByOne({ configuration, hamiltonian, stream }: Engine): { near: Work; sweep: Work } {
  const choices = new RandomChoices(stream)
  const [near, far] = (['near', 'far'] as const).map(
    (reach) => new SphereExchange(configuration, hamiltonian, choices, 1, reach),
  )
  const attempts = (move: SphereExchange, count: number) => {
    for (let k = 0; k < count; k++) move.attempt()
    return count
  }
  return {
    near: () => attempts(near!, 1_000_000),
    sweep: () =>
      attempts(near!, Math.round(sites / 7)) + attempts(far!, Math.round((6 * sites) / 7)),
  }
}

function sweepOf(chain: MarkovChain): number {
  // As in a run that measures every ten sweeps, as shipped.
  for (let k = 0; k < 10; k++) chain.sweep()
  chain.update()
  const proposed = Object.values(chain.counts).reduce((sum, { attempts }) => sum + attempts, 0)
  chain.resetCounts()
  return proposed
}

/** Share of unlike pairs among all neighbours, and so among the bonds that a near exchange draws. */
function unlikeShare(): number {
  const bonds = 4 * sites
  return (8 * configuration.population[1]! - 2 * configuration.contacts.at(-1)!) / bonds
}

function rate(work: Work): { perSecond: number; loops: number } {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const loop = cpuSeconds(referenceLoop) / REFERENCE_STEPS
    let seconds = 0
    let evaluated = 0
    while (seconds < SECONDS) {
      let proposed = 0
      seconds += cpuSeconds(() => {
        proposed = work()
      })
      evaluated += proposed * unlikeShare()
    }
    return { perSecond: evaluated / seconds, loops: seconds / evaluated / loop }
  })
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    loops: median(rounds.map(({ loops }) => loops)),
  }
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
