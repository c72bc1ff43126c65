import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildTwin } from './native/twin.ts'
import type { KernelTiming } from './timing.ts'

/**
 * Times the hot loop on shipped scenarios, each in a process of its own: two engines in one process slow
 * each other. Prints a table and writes `bench/results/latest.json`. `--short` stays under 45 s. Where
 * there is a C++ compiler the native twin runs beside.
 */
const isShort = process.argv.includes('--short')
const seconds = isShort ? 3 : 10
const names = ['pure-water', 'li2zncl4-9h2o', 'ising-bcc']
const sizes = isShort ? [12] : [12, 24, 48]
const folder = import.meta.dirname
mkdirSync(join(folder, 'results'), { recursive: true })
const twin = buildTwin(join(folder, 'results'))

const timings: KernelTiming[] = []
process.stdout.write(
  `${row('scenario', 'cells', 'ns/attempt', 'accepted/s', 'reference loops', 'spread', 'native')}\n`,
)
for (const name of names) {
  for (const cells of sizes) {
    const argv = [join(folder, 'kernel.ts'), name, String(cells), String(seconds)]
    if (twin !== null) argv.push(twin)
    const line = execFileSync(process.execPath, ['--import', 'tsx', ...argv], { encoding: 'utf8' })
    const timing: KernelTiming = JSON.parse(line)
    timings.push(timing)
    process.stdout.write(
      `${row(
        timing.name,
        String(timing.cells),
        timing.nanosecondsPerAttempt.toFixed(0),
        timing.acceptedPerSecond.toExponential(2),
        timing.ratioToReferenceLoop.toFixed(1),
        `${(100 * timing.spread).toFixed(0)} %`,
        timing.ratioToNative?.toFixed(2) ?? '–',
      )}\n`,
    )
  }
}

writeFileSync(join(folder, 'results', 'latest.json'), `${JSON.stringify(timings, null, 2)}\n`)

function row(...cells: string[]): string {
  return cells
    .map((cell, k) => (k === 0 ? cell.padEnd(16) : cell.padStart(k === 4 ? 17 : 12)))
    .join('')
}
