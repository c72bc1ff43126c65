import { MIXES } from '../bench/mixes.ts'
import { cpuSeconds } from '../bench/timing.ts'
import { Chain } from '../src/chain/chain.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { TetrahedralOrderObserver } from '../src/observe/tetrahedral-order.ts'
import { integratedTime } from '../src/statistics/correlation.ts'
import { anneal, randomBox } from './box.ts'
import { IonContacts, PATTERNS } from './ion-contacts.ts'

/**
 * Independent samples per second of processor time of slow observables under one mix of moves, in this
 * process, which runs nothing else: `npx tsx studies/sampling.ts <scenario> <kelvin> <mix> <seconds> [<seed>]`.
 * A time τ counts as resolved where the run is 50 τ long; a shorter one only bounds it from below.
 * Takes `seconds`, a quarter more to settle, and the cooling.
 */
const [name, mix] = [process.argv[2]!, process.argv[4]!]
const [kelvin, seconds] = [Number(process.argv[3]), Number(process.argv[5])]
const seed = process.argv[6] ?? ''

/** Lengths of τ that a run needs for it to be believed. */
const RESOLVED = 50
const SWEEPS_PER_SAMPLE = 4
/** Down from a hot liquid, relative to the temperature wanted, 400 sweeps each; then as many as come to a tenth of the time. */
const ANNEALING = [1.6, 1.45, 1.3, 1.2, 1.1]

const settings = [{ path: 'temperature', value: `${kelvin} K` }]
const box = await randomBox(name, settings, [`sampling${seed}`, name])
const { model, configuration, choices } = box
const annealing = ANNEALING.map((factor) => kelvin * factor)
anneal(box, annealing, 400)
const hamiltonian = new Hamiltonian(model, kelvin)
const start = box.chainAt(kelvin)
let spent = 0
while (spent < seconds / 4) spent += cpuSeconds(() => start.sweep())

const chain = new Chain(configuration, hamiltonian, choices, MIXES[mix])
const contacts = new IonContacts(configuration)
const order = new TetrahedralOrderObserver(configuration, hamiltonian)
const row = new Float64Array(order.columns.length)
const columns = [
  { name: 'cation–anion contacts', series: [] as number[][] },
  { name: 'which ions touch', series: [] as number[][] },
  { name: 'tetrahedral order', series: [] as number[][] },
]
let sweeps = 0
for (spent = 0; spent < seconds; sweeps += SWEEPS_PER_SAMPLE) {
  spent += cpuSeconds(() => {
    for (let k = 0; k < SWEEPS_PER_SAMPLE; k++) chain.sweep()
  })
  const pattern = contacts.measure()
  order.measure(row, 0, 0)
  const values = [[contacts.count], [...pattern], [row[0]!]]
  for (const [column, now] of values.entries()) columns[column]!.series.push(now)
}

const results = columns.map(({ name: observable, series }) => {
  const width = observable === 'which ions touch' ? PATTERNS : 1
  const times = Array.from({ length: width }, (_, k) =>
    integratedTime(Float64Array.from(series, (sample) => sample[k]!)),
  )
  const tau = times.reduce((sum, time) => sum + (time?.tauInt ?? Number.NaN), 0) / width
  const mean = series.reduce((sum, sample) => sum + sample[0]!, 0) / series.length
  return {
    observable,
    mean: width === 1 ? mean : null,
    tauSweeps: tau * SWEEPS_PER_SAMPLE,
    lengthInTau: series.length / tau,
    isResolved: series.length >= RESOLVED * tau,
    samplesPerSecond: series.length / (2 * tau) / spent,
  }
})
const acceptance = Object.fromEntries(
  Object.entries(chain.counts).map(([move, { attempts, accepted }]) => [move, accepted / attempts]),
)
process.stdout.write(
  `${JSON.stringify({ name, kelvin, mix, seed, sweeps, millisecondsPerSweep: (1000 * spent) / sweeps, results, acceptance })}\n`,
)
