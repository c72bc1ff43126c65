import type { Configuration } from '../src/model/configuration.ts'
import type { Override } from '../src/scenario/override.ts'
import { type Engine, startEngine } from './engine.ts'
import { cpuSeconds, median } from './timing.ts'

/**
 * Share of Li₂ZnCl₄·9H₂O's time that goes into the Coulomb potential, which every accepted transfer of a
 * charge changes on all sites: `npx tsx bench/coulomb.ts`. A box of 16 cells is equilibrated and laid out
 * 2³ and 4³ times, so that all sizes start from the same liquid. All by processor time. With `cut-off` as argument the
 * same with damped shifted forces.
 */
const SCENARIO = 'li2zncl4-9h2o'
const SMALL = 16
const EQUILIBRATION = 400
/** Attempts to warm up with, and to measure by; the loop is compiled before. */
const ATTEMPTS = 1_000_000

const settings: Override[] =
  process.argv[2] === 'cut-off' ? [{ path: 'electrostatics', value: 'damped-shifted-force' }] : []
const small = startEngine(SCENARIO, SMALL, { settings })
const chain = small.newChain('shipped')
for (let sweep = 0; sweep < EQUILIBRATION; sweep++) chain.sweep()
for (const cells of [16, 32, 64]) {
  const engine =
    cells === SMALL
      ? small
      : startEngine(SCENARIO, cells, { fill: (larger) => layOut(small, larger), settings })
  print({ cells, ...shareOf(engine) })
}

function shareOf({ configuration, sites, newChain }: Engine) {
  const { electrostatics } = configuration
  if (electrostatics === null) throw new Error('there are no charges')
  const transfer = electrostatics.transfer.bind(electrostatics)
  const times: number[] = []
  electrostatics.transfer = (from, to, charge) => {
    times.push(cpuSeconds(() => transfer(from, to, charge)))
  }
  const moves = newChain('shipped')
  const sweeps = Math.max(1, Math.round(ATTEMPTS / sites))
  moves.sweep()
  times.length = 0
  const all = cpuSeconds(() => {
    for (let sweep = 0; sweep < sweeps; sweep++) moves.sweep()
  })
  const coulomb = times.reduce((sum, time) => sum + time, 0)
  return {
    share: coulomb / all,
    transfersPerAttempt: times.length / sweeps / sites,
    microsecondsPerTransfer: 1e6 * median(times),
    otherNanosecondsPerAttempt: (1e9 * (all - coulomb)) / sweeps / sites,
  }
}

/**
 * Fills a larger box with a small one, repeated. Its potential is repeated, too: building it anew takes as
 * many steps as there are charges times sites.
 */
function layOut({ configuration }: Engine, larger: Configuration): void {
  const { cells } = larger.lattice
  const smallSites = Int32Array.from({ length: larger.lattice.sites }, (_, site) => {
    const half = site < cells ** 3 ? 0 : 1
    const cell = site - half * cells ** 3
    const [x, y, z] = [
      cell % cells,
      Math.floor(cell / cells) % cells,
      Math.floor(cell / cells ** 2),
    ]
    return half * SMALL ** 3 + ((z % SMALL) * SMALL + (y % SMALL)) * SMALL + (x % SMALL)
  })
  const [from, to] = [configuration.electrostatics!, larger.electrostatics!]
  to.rebuild = () => {
    for (const [site, other] of smallSites.entries()) to.potential[site] = from.potential[other]!
    to.twiceEnergy = from.twiceEnergy * (cells / SMALL) ** 3
  }
  larger.fill(Uint8Array.from(smallSites, (site) => configuration.state[site]!))
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
