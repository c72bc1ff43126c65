import type { Override } from '../src/document/override.ts'
import type { Engine } from './engine.ts'
import { LaidOut } from './lay-out.ts'
import { cpuSeconds, median } from './timing.ts'

/**
 * Share of Li₂ZnCl₄·9H₂O's time that goes into the Coulomb potential, which every accepted transfer of a
 * charge changes on all sites: `npx tsx bench/coulomb.ts`. All sizes start from
 * one liquid of 16 cells. All by processor time. With `cut-off` as argument the same with damped shifted forces.
 */
/** Attempts to warm up with, and to measure by; the loop is compiled before. */
const ATTEMPTS = 1_000_000

const settings: Override[] =
  process.argv[2] === 'cut-off' ? [{ path: 'electrostatics', value: 'damped-shifted-force' }] : []
const liquid = await LaidOut.of('li2zncl4-9h2o', 'shipped', settings)
for (const cells of [16, 32, 64]) print({ cells, ...shareOf(await liquid.engine(cells)) })

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

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
