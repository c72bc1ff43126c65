import { MIXES } from '../bench/mixes.ts'
import { cpuSeconds } from '../bench/timing.ts'
import { Chain } from '../src/chain/chain.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { anneal, randomBox } from './box.ts'

/**
 * How fast mixes of moves part ions: `npx tsx studies/contact-decay.ts <scenario> <cells> <seconds> <mix>…`. The share C of
 * the cation–anion contacts that are there again after some sweeps falls the slower the longer it is; its rate
 * ln(C₁/C₂)/(t₂ − t₁), in processor time, is what a mix is worth once flickering is over. Mixes take turns of so many
 * seconds, three each, in one box that was cooled first: a box goes on settling for longer than any of these turns, so
 * that mixes that do not take turns cannot be compared.
 * Takes three turns of `seconds` for each mix, and the cooling.
 */
const [name, cells, seconds] = [process.argv[2]!, process.argv[3]!, Number(process.argv[4])]
const mixes = process.argv.slice(5)

const TURNS = 3
/** K, down to the scenario's. */
const ANNEALING = [480, 440, 400, 370, 340, 320]
const SWEEPS_EACH = 1500
const SWEEPS_PER_LOOK = 50
/** Looks between two of which C is taken. */
const LAGS = [5, 20, 40, 80]

const settings = [{ path: 'lattice.cells', value: cells }]
const box = await randomBox(name, settings, ['contact decay', name])
const { scenario, model, configuration, choices } = box
anneal(box, ANNEALING, SWEEPS_EACH)
const hamiltonian = new Hamiltonian(model, scenario.temperature)

for (let turn = 0; turn < TURNS; turn++) {
  for (const mix of mixes) {
    const chain = new Chain(configuration, hamiltonian, choices, MIXES[mix])
    const looks: ReadonlySet<number>[] = []
    let spent = 0
    while (spent < seconds) {
      spent += cpuSeconds(() => {
        for (let k = 0; k < SWEEPS_PER_LOOK; k++) chain.sweep()
      })
      looks.push(contacts())
    }
    const kept = LAGS.map((lag) => overlap(looks, lag))
    const rates = LAGS.slice(1).map((lag, k) => {
      const time = ((lag - LAGS[k]!) * spent) / looks.length
      return Math.log(kept[k]! / kept[k + 1]!) / time
    })
    const millisecondsPerSweep = (1000 * spent) / (looks.length * SWEEPS_PER_LOOK)
    const sweeps = LAGS.map((lag) => lag * SWEEPS_PER_LOOK)
    process.stdout.write(
      `${JSON.stringify({ mix, millisecondsPerSweep, sweeps, kept, ratesPerSecond: rates })}\n`,
    )
  }
}

/** Cation–anion contacts, each as 8 × site of the cation + direction. */
function contacts(): ReadonlySet<number> {
  const { lattice, state } = configuration
  const charge = (site: number) => model.charges[configuration.speciesAt(site)]!
  const found = new Set<number>()
  for (let site = 0; site < state.length; site++) {
    if (charge(site) <= 0) continue
    for (let d = 0; d < 8; d++) if (charge(lattice.neighbour(site, d)) < 0) found.add(8 * site + d)
  }
  return found
}

function overlap(looks: readonly ReadonlySet<number>[], lag: number): number {
  let [kept, all] = [0, 0]
  for (let k = 0; k + lag < looks.length; k++) {
    for (const contact of looks[k]!) if (looks[k + lag]!.has(contact)) kept++
    all += looks[k]!.size
  }
  return kept / all
}
