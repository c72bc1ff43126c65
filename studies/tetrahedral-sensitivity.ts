import { Libration } from '../src/observe/libration.ts'
import { NearestFour } from '../src/observe/nearest-four.ts'
import { formatMeasured } from '../src/report/measured.ts'
import { estimateSeries } from '../src/statistics/estimate.ts'
import { GAS_CONSTANT } from '../src/units/constants.ts'
import { advance, anneal, randomBox } from './box.ts'

/**
 * How much S_Q − S_0 of 2 mol/kg of four zinc salts, less that of pure water, depends on what is assumed in
 * evaluating it, all from the same configurations: `npx tsx studies/tetrahedral-sensitivity.ts <kelvin> <cells> <sweeps>`.
 * As long as five runs of so many sweeps.
 */
const [kelvin, cells, sweeps] = process.argv.slice(2).map(Number) as [number, number, number]

const SALTS = [null, 'Zn(ClO4)2', 'ZnBr2', 'ZnCl2', 'ZnSO4']
const SWEEPS_PER_SAMPLE = 10
const ANNEALING = [1.6, 1.45, 1.3, 1.2, 1.1]

interface Variant {
  readonly name: string
  /** Of the force field's k_θ. */
  readonly stiffness: number
  /** Whether waters with fewer than four nearest neighbours are left out. */
  readonly nearestOnly: boolean
}

const VARIANTS: readonly Variant[] = [
  { name: 'as shipped', stiffness: 1, nearestOnly: false },
  { name: 'k_θ halved', stiffness: 0.5, nearestOnly: false },
  { name: 'k_θ doubled', stiffness: 2, nearestOnly: false },
  { name: 'only waters with four nearest waters', stiffness: 1, nearestOnly: true },
]

/** [variant] → S_Q − S_0 of every sample, and at last the share of waters with four nearest ones */
async function sampled(salt: string | null): Promise<Float64Array[]> {
  const settings = [
    { path: 'temperature', value: `${kelvin} K` },
    { path: 'lattice.cells', value: String(cells) },
    ...(salt === null ? [] : [{ path: 'composition.salts', value: `{ "${salt}": 2 mol/kg }` }]),
  ]
  const box = await randomBox('pure-water', settings, ['sensitivity', String(salt)])
  const { scenario, configuration } = box
  const annealing = ANNEALING.map((factor) => kelvin * factor)
  anneal(box, annealing, sweeps / 40)
  const chain = box.chainAt(kelvin)
  advance(chain, sweeps / 4)

  const four = new NearestFour(configuration)
  const variance = (GAS_CONSTANT * kelvin) / 1000 / scenario.forceField.libration!.value
  const logarithms = VARIANTS.map(({ stiffness }) => {
    const libration = new Libration(variance / stiffness)
    const known = new Map<number, number>()
    return (kind: number) => {
      const value =
        known.get(kind) ?? libration.average(four.directions.representatives[kind]!).logarithm
      known.set(kind, value)
      return value
    }
  })
  const isNearest = (kind: number) =>
    four.directions.representatives[kind]!.every((d) => d.every((c) => Math.abs(c) === 1))
  const samples = Math.floor(sweeps / SWEEPS_PER_SAMPLE)
  const series = [...VARIANTS, null].map(() => new Float64Array(samples))
  for (let sample = 0; sample < samples; sample++) {
    advance(chain, SWEEPS_PER_SAMPLE)
    four.count()
    for (const [k, { nearestOnly }] of VARIANTS.entries()) {
      const kinds = nearestOnly ? four.met.filter(isNearest) : four.met
      const counted = kinds.reduce((sum, kind) => sum + four.weights[kind]!, 0)
      const sum = kinds.reduce((total, kind) => {
        return total + four.weights[kind]! * logarithms[k]!(kind)
      }, 0)
      series[k]![sample] = (1.5 * sum) / counted
    }
    series.at(-1)![sample] = 1 - four.fewerThanFour / box.counts.H2O!
  }
  return series
}

const tell = (line: string) => process.stdout.write(`${line}\n`)
const all = await Promise.all(SALTS.map(sampled))
const found = all.map((each) => each.map((series) => estimateSeries([series])))
tell(`${kelvin} K, ${cells}³ cells, ${sweeps} sweeps`)
tell(['', ...SALTS.map((salt) => salt ?? 'water: S_Q − S_0')].join(' | '))
for (const [k, { name }] of VARIANTS.entries()) {
  const water = found[0]![k]!
  const cell = (salt: (typeof found)[number]) => {
    const { value, standardError } = salt[k]!
    const error = Math.sqrt((standardError ?? 0) ** 2 + (water.standardError ?? 0) ** 2)
    return formatMeasured(value! - water.value!, error)
  }
  const own = formatMeasured(water.value, water.standardError)
  tell([name, own, ...found.slice(1).map(cell)].join(' | '))
}
const shares = found.map((of) => of.at(-1)!).map((of) => formatMeasured(of.value, of.standardError))
tell(['share with four nearest waters', ...shares].join(' | '))
