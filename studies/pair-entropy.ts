import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Estimate, ResultRecord } from '../src/evaluate/record.ts'
import { formatMeasured } from '../src/report/measured.ts'

/**
 * The pair estimate of the configurational entropy beside the exact one, of every shipped scenario in a small box:
 * `npx tsx studies/pair-entropy.ts [cells] [sweeps] [scenario …]`, after `npm run build`. Left out are sweeps, whose points
 * are of the same kinds, and ice, which the path of the exact one does not lead to. `!` marks what a run this short has
 * not settled.
 * The last column of its table says how long each scenario took.
 */
const [cells, sweeps, ...named] = process.argv.slice(2)
const folder = join(import.meta.dirname, '..')
const main = join(folder, 'dist', 'src', 'cli', 'main.js')
const scenarios = readdirSync(join(folder, 'scenarios'))
  .filter((file) => file.endsWith('.yaml') && file !== 'ice.yaml')
  .filter((file) => !/^sweep:/m.test(readFileSync(join(folder, 'scenarios', file), 'utf8')))
  .map((file) => file.replace('.yaml', ''))

const tell = (line: string) => process.stdout.write(`${line}\n`)
const written = ({ value, standardError, equilibrated }: Estimate) =>
  `${formatMeasured(value, standardError)}${equilibrated === false ? ' !' : ''}`

/** In R per mole of particles. */
function compare(name: string): void {
  const place = mkdtempSync(join(tmpdir(), 'entrolyte-'))
  const length = Number(sweeps ?? 1000)
  const half = Number(cells ?? 6) ** 3
  const settings = {
    // The lattice gas alone is given in particles: half filled, as it ships.
    ...(name === 'ising-bcc' ? { 'composition.counts.A': String(half) } : {}),
    'lattice.cells': cells ?? '6',
    'sampling.equilibration': String(Math.round(length / 4)),
    'sampling.production': String(length),
    observables: '[energy, reducedEnergy, pairEntropy, entropy]',
  }
  const set = Object.entries(settings).flatMap(([path, value]) => ['--set', `${path}=${value}`])
  const out = ['--out', join(place, 'result'), '--progress', 'none', '--no-report', '--json']
  let printed = ''
  try {
    const command = [main, 'run', name, ...set, ...out]
    const start = performance.now()
    printed = execFileSync(process.execPath, command, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const took = (performance.now() - start) / 1000
    const { observables } = JSON.parse(printed) as ResultRecord
    const { pairEntropy: pair, entropyConfigurational: exact } = observables
    const difference = formatMeasured(
      pair!.value! - exact!.value!,
      Math.hypot(pair!.standardError ?? 0, exact!.standardError ?? 0),
    )
    tell(`| ${[name, written(exact!), written(pair!), difference, took.toFixed(0)].join(' | ')} |`)
  } finally {
    rmSync(place, { recursive: true })
  }
}

tell('| scenario | exact | pair | pair less exact | s |')
tell('| --- | --- | --- | --- | --- |')
for (const name of named.length > 0 ? named : scenarios) compare(name)
