import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DistributionsRecord } from '../src/evaluate/distributions.ts'
import type { ResultRecord } from '../src/evaluate/record.ts'

/**
 * What differs in the structure of two results, such as of Ewald's sum and of damped shifted forces:
 * `npx tsx studies/pair-structure.ts <result directory> <other>`. Prints both means of every coordination and share of
 * pairs with z = difference/error, and of radial distributions the largest |z| and the mean z² over distances,
 * which is 1 where nothing differs but chance.
 * Seconds; the two runs come before.
 */
const [one, other] = process.argv.slice(2, 4).map((directory) => ({
  observables: read<ResultRecord>(directory, 'result.json').observables,
  distributions: read<DistributionsRecord>(directory, 'distributions.json').distributions,
}))
if (one === undefined || other === undefined) throw new Error('two result directories are wanted')

const STRUCTURE = /^(coordination|pairing|clusterSize:ions:mean|energyPerSite)/

for (const [name, a] of Object.entries(one.observables)) {
  const b = other.observables[name]
  if (!STRUCTURE.test(name) || b === undefined || a.value === null || b.value === null) continue
  const z = (b.value - a.value) / Math.hypot(a.standardError ?? 0, b.standardError ?? 0)
  print(`${name.padEnd(26)} ${a.value.toFixed(4)} ${b.value.toFixed(4)}  z ${z.toFixed(1)}`)
}
for (const [name, a] of Object.entries(one.distributions)) {
  const b = other.distributions[name]
  if (!name.startsWith('radialDistribution') || b === undefined) continue
  const bins = a.bins.map((bin, k) => {
    const [before, after] = [a.share?.[k] ?? Number.NaN, b.share?.[k] ?? Number.NaN]
    const error = Math.hypot(a.standardError?.[k] ?? 0, b.standardError?.[k] ?? 0)
    return { bin, before, after, z: (after - before) / error }
  })
  const told = bins.filter(({ z }) => Number.isFinite(z))
  const most = told.reduce((found, next) => (Math.abs(next.z) > Math.abs(found.z) ? next : found))
  const square = told.reduce((sum, { z }) => sum + z * z, 0) / told.length
  const change = `${most.before.toFixed(3)} ${most.after.toFixed(3)}`
  const place = `at ${most.bin} ${a.unit}: ${change}  z ${most.z.toFixed(1)}`
  print(`${name.padEnd(34)} ${place}, mean z² ${square.toFixed(1)} of ${told.length}`)
}

function read<Content>(directory: string, name: string): Content {
  return JSON.parse(readFileSync(join(directory, name), 'utf8')) as Content
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
