import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './timing.ts'

/**
 * Compares a sweep of two equal points on two worker threads with two processes that run one point each,
 * side by side: `npx tsx bench/workers.ts [sweeps] [rounds]`, after `npm run build`. Both are made in turns,
 * the order reversed each time. Prints the speed of the workers over that of the processes, by the clock
 * and by processor time, and writes `bench/results/workers.json`.
 */
const sweeps = Number(process.argv[2] ?? 8000)
const rounds = Number(process.argv[3] ?? 7)
const folder = import.meta.dirname
const main = join(folder, '..', 'dist', 'command', 'src', 'cli', 'main.js')
const memory = join(folder, '..', 'test', 'support', 'peak-memory.mjs')
const root = mkdtempSync(join(tmpdir(), 'entrolyte-workers-'))

interface Taken {
  /** Seconds by the clock. */
  readonly wall: number
  /** Of processor time, all threads and processes. */
  readonly processor: number
}

const set = [
  ...['--set', 'lattice.cells=8', '--set', 'sampling.equilibration=0'],
  ...['--set', `sampling.production=${sweeps}`, '--set', 'sampling.replicas=1'],
]
const seeds = ['one', 'two']
let number = 0

/** Processor seconds of a command. */
function command(args: readonly string[], threads: number): Promise<number> {
  const used = join(root, `used-${number}.json`)
  const out = ['--out', join(root, `out-${number++}`), '--progress', 'none']
  const argv = ['--import', memory, main, ...args, ...out, '--threads', String(threads)]
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, ENTROLYTE_TEST_USED: used }
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'], env })
    child.on('error', reject).on('close', (status) => {
      if (status !== 0) return reject(new Error(`ended with ${status}`))
      resolve((JSON.parse(readFileSync(used, 'utf8')) as { seconds: number }).seconds)
    })
  })
}

async function timed(work: () => Promise<readonly number[]>): Promise<Taken> {
  const start = performance.now()
  const processor = (await work()).reduce((sum, one) => sum + one, 0)
  return { wall: (performance.now() - start) / 1000, processor }
}

const inWorkers = () =>
  timed(async () => {
    const sweep = ['--set', `sweep={ seed: [${seeds.join(', ')}] }`]
    return [await command(['run', 'pure-water', ...set, ...sweep], 2)]
  })
const inProcesses = () =>
  timed(() =>
    Promise.all(seeds.map((seed) => command(['run', 'pure-water', ...set, '--seed', seed], 1))),
  )

const taken: { workers: Taken; processes: Taken }[] = []
try {
  for (let round = 0; round < rounds; round++) {
    const isReversed = round % 2 === 1
    const first = isReversed ? await inProcesses() : await inWorkers()
    const second = isReversed ? await inWorkers() : await inProcesses()
    const [workers, processes] = isReversed ? [second, first] : [first, second]
    taken.push({ workers, processes })
    const cells = [workers.wall, processes.wall, workers.processor, processes.processor]
    process.stdout.write(`${cells.map((value) => value.toFixed(2).padStart(9)).join('')}\n`)
  }
} finally {
  rmSync(root, { recursive: true })
}

const ratios = (of: keyof Taken) =>
  taken.map(({ workers, processes }) => processes[of] / workers[of])
const spread = (values: readonly number[]) =>
  `median ${median(values).toFixed(3)}, from ${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)}`
process.stdout.write(
  `speed of two workers over that of two processes, ${rounds} rounds of ${sweeps} sweeps\n` +
    `  by the clock         ${spread(ratios('wall'))}\n` +
    `  by processor time    ${spread(ratios('processor'))}\n`,
)
mkdirSync(join(folder, 'results'), { recursive: true })
writeFileSync(join(folder, 'results', 'workers.json'), `${JSON.stringify(taken, null, 2)}\n`)
