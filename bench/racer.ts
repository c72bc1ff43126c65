import { createInterface } from 'node:readline'
import { digestOf } from './digest.ts'
import { startEngine } from './engine.ts'
import { cpuSeconds, referenceLoop } from './timing.ts'

/**
 * One side of a race, in a process of its own: arguments are the scenario, the cells, and what a sweep is
 * to cost beside an honest one (1, or 1.2 for a kernel slowed by a fifth: of five sweeps one is made twice and
 * counted once). Warms up, says how long a sweep takes, and then times as many sweeps as each line of input
 * asks for, between two halves of a reference loop.
 */
const [name, cells, cost] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])]

/** Attempts until the loop is compiled and the worst of the random start is gone. */
const WARM = 1_000_000
/** Reference loops before, and after, what is timed. */
const REFERENCES = 2

const engine = await startEngine(name, cells)
const chain = engine.newChain()
let owed = 0

const secondsOf = (sweeps: number) =>
  cpuSeconds(() => {
    for (let k = 0; k < sweeps; k++) {
      chain.sweep()
      for (owed += cost - 1; owed > 0.999; owed--) chain.sweep()
    }
  })
const references = () =>
  cpuSeconds(() => {
    for (let k = 0; k < REFERENCES; k++) referenceLoop()
  })

const warm = Math.ceil(WARM / engine.sites)
secondsOf(warm)
references()
const secondsPerSweep = secondsOf(Math.ceil(warm / 4)) / Math.ceil(warm / 4)
// Chains of earlier sources have no `update`.
tell({ secondsPerSweep, digest: digestOf(chain.update?.() ?? engine.configuration) })
for await (const line of createInterface({ input: process.stdin })) {
  const before = references()
  const seconds = secondsOf(Number(line))
  tell({ ratio: seconds / (before + references()) })
}

function tell(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
