import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.ts'
import { buildTwin } from './native/twin.ts'
import type { KernelTiming } from './timing.ts'

/**
 * Times the hot loop on shipped scenarios, and two scenarios as a whole, each in a process of its own: two
 * engines in one process slow each other. Prints a table and writes `bench/results/latest.json`. `--short`
 * stays under 45 s. Where there is a C++ compiler the native twin runs beside.
 */
const isShort = process.argv.includes('--short')
const seconds = isShort ? 2 : 10
const names = ['pure-water', 'li2zncl4-9h2o', 'bench/mixture-16.yaml', 'ising-bcc']
const whole = ['pure-water', 'li2zncl4-9h2o']
const sizes = isShort ? [12] : [16, 32, 64]
const folder = import.meta.dirname
mkdirSync(join(folder, 'results'), { recursive: true })
const twin = buildTwin(join(folder, 'results'))
const programs = {
  kernel: await bundle(folder, 'kernel'),
  scenario: await bundle(folder, 'scenario'),
}

const jobs = [
  ...names.flatMap((name) =>
    sizes.map((cells) => ({ program: programs.kernel, name, cells, twin })),
  ),
  ...whole.map((name) => ({ program: programs.scenario, name, cells: 12, twin: null })),
]
const timings: KernelTiming[] = []
print([
  'scenario',
  'cells',
  'ns/attempt',
  'accepted/s',
  'samples/s',
  'ref. loops',
  'native',
  'spread',
])
for (const { program, name, cells, twin } of jobs) {
  const argv = [program, name, String(cells), String(seconds), ...(twin === null ? [] : [twin])]
  const timing: KernelTiming = JSON.parse(
    execFileSync(process.execPath, argv, { encoding: 'utf8' }),
  )
  timings.push(timing)
  print([
    timing.name,
    String(timing.cells),
    timing.nanosecondsPerAttempt.toFixed(0),
    timing.acceptedPerSecond.toExponential(2),
    `${timing.runInTau < 50 ? '≤ ' : ''}${timing.effectiveSamplesPerSecond.toPrecision(2)}`,
    timing.ratioToReferenceLoop.toFixed(1),
    timing.ratioToNative?.toFixed(2) ?? '–',
    `${(100 * timing.spread).toFixed(0)} %`,
  ])
}
writeFileSync(join(folder, 'results', 'latest.json'), `${JSON.stringify(timings, null, 2)}\n`)

function print([first, ...cells]: readonly string[]): void {
  const row = cells.map((cell) => cell.padStart(12)).join('')
  process.stdout.write(`${first!.padEnd(23)}${row}\n`)
}
