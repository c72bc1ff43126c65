import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './timing.ts'

/**
 * From the start of the command to the end of the first sweep of the default scenario, in turns with a Node.js that
 * does nothing: `npm run build && npx tsx bench/start.ts [turns] [main.js …]`. Other programs, such as the `main.js` of
 * an earlier build, take turns with that of this one. Prints medians by the clock, and of the processor time
 * of all threads until then where there is `/proc`, in seconds and as multiples of those of the idle Node.js.
 */
const [turns = '7', ...others] = process.argv.slice(2)
const own = join(import.meta.dirname, '..', 'dist', 'command', 'src', 'cli', 'main.js')
const programs = [own, ...others]

interface Taken {
  readonly wall: number
  readonly cpu: number
}

/** Clock ticks of `/proc` in a second. */
const TICKS = 100

const idle: Taken[] = []
const commands = programs.map((): Taken[] => [])
for (let turn = 0; turn < Number(turns); turn++) {
  idle.push(await take(['-e', 'process.stderr.write("idle"); setInterval(() => {}, 1000)']))
  for (const [k, program] of programs.entries()) {
    const directory = mkdtempSync(join(tmpdir(), 'entrolyte-start-'))
    const result = join(directory, 'result')
    const arguments_ = ['run', 'li2zncl4-9h2o', '--out', result, '--progress', 'json']
    commands[k]!.push(await take([program, ...arguments_]))
    rmSync(directory, { recursive: true })
  }
}
const nothing = medians(idle)
for (const [k, program] of programs.entries()) {
  const { wall, cpu } = medians(commands[k]!)
  print({
    program,
    seconds: wall,
    ofProcessor: cpu,
    idleSeconds: nothing.wall,
    timesIdle: wall / nothing.wall,
    ofProcessorTimesIdle: cpu / nothing.cpu,
    fastest: Math.min(...commands[k]!.map((taken) => taken.wall)),
  })
}

/** What a program takes until it says something on stderr, which ends it. */
async function take(argv: readonly string[]): Promise<Taken> {
  const start = performance.now()
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const taken = await new Promise<Taken>((resolve) =>
    child.stderr.once('data', () =>
      resolve({ wall: (performance.now() - start) / 1000, cpu: processorSeconds(child.pid!) }),
    ),
  )
  child.kill('SIGKILL')
  await gone
  return taken
}

/** User and system time of all threads; NaN where there is no `/proc`. */
function processorSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) / TICKS
  } catch {
    return Number.NaN
  }
}

function medians(all: readonly Taken[]): Taken {
  return { wall: median(all.map(({ wall }) => wall)), cpu: median(all.map(({ cpu }) => cpu)) }
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
