import { readFileSync } from 'node:fs'
import { parseForceField } from '../src/forcefield/parse-force-field.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { strongestPeak } from '../src/observe/bragg-peak.ts'
import { GAS_CONSTANT } from '../src/units/constants.ts'
import { besideLiquid, boxOfWater, type Pattern, perfectCrystal } from './beside-liquid.ts'

/**
 * A hunt for crystals of water other than ice. Many small boxes are annealed, from weak bonds to whole ones and then from
 * warm to cold; those that end ordered are kept, and the best of each kind is put beside liquid in a larger box at several
 * temperatures: it melts, or it grows. The three crystals that are known are put there in boxes of two sizes, several times.
 * `npx tsx studies/crystals.ts [force-field.yaml] [sweeps of an anneal] [sweeps beside liquid] [seeds]`
 */
const [
  file = 'scenarios/forcefields/aqueous.yaml',
  annealing = '20000',
  growing = '20000',
  seedsEach = '3',
] = process.argv.slice(2)
const forceField = parseForceField(readFileSync(file, 'utf8'), file)

const SIZES = [2, 4, 6]
const FILLINGS = [0.5, 0.54, 0.6, 2 / 3]
/** K: each anneal ends at one of them, having come from the warmest. */
const ENDS = [420, 350, 298.15, 250]
const COUPLINGS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
/** K, beside liquid */
const BESIDE = [275, 298.15, 330, 373]
const LARGE = 12
/** Cells of the boxes for crystals that are known. */
const SIZES_KNOWN = { ice: [8, 12], rows: [8, 12], columns: [12, 18] } as const
const FILLING = 0.539
/** Kinds of crystals that are put beside liquid, besides those known. */
const MOST_KINDS = 6

interface Kept extends Pattern {
  readonly kelvin: number
  readonly filling: number
  /** Strongest Bragg peak, as a share of a perfect crystal's. */
  readonly share: number
  readonly wave: string
  /** Straight and bent bonds, pairs at the second distance a water. */
  readonly contacts: readonly number[]
  /** βH·RT a water, kJ/mol: enthalpies less the entropies of contacts. */
  readonly energy: number
}

/** Ordered, if its peak is beyond a liquid's in so small a box, or nearly all of its bonds are made. */
function isOrdered({ share, contacts, cells, filling }: Kept): boolean {
  const waters = 2 * cells ** 3 * filling
  const bonds = 2 * (contacts[0]! + contacts[1]!)
  return share > Math.max(0.12, 12 / waters) || bonds > 3.65
}

function hunt(): Kept[] {
  const kept: Kept[] = []
  const sweeps = Number(annealing)
  for (const cells of SIZES) {
    for (const filling of FILLINGS) {
      for (let seed = 0; seed < Number(seedsEach); seed++) {
        const waters = Math.round(2 * cells ** 3 * filling)
        const box = boxOfWater(forceField, cells, waters, `hunt ${cells} ${filling} ${seed}`)
        for (const coupling of COUPLINGS) box.run(ENDS[0]!, sweeps / 20, coupling)
        for (const kelvin of ENDS) {
          box.run(kelvin, sweeps / ENDS.length)
          const { configuration } = box
          const { share, wave } = strongestPeak(
            configuration.lattice,
            (site) => configuration.state[site] !== 0,
          )
          const hamiltonian = new Hamiltonian(configuration.model, kelvin)
          const energy =
            (hamiltonian.reducedEnergy(configuration) * GAS_CONSTANT * kelvin) / (1000 * waters)
          const contacts = Array.from(configuration.contacts.slice(1, 4), (n) => n / waters)
          const state = configuration.state.slice()
          kept.push({
            cells,
            filling,
            kelvin,
            share,
            wave: wave.join(','),
            contacts,
            energy,
            state,
          })
        }
      }
    }
  }
  return kept
}

/** The best of each kind: kinds differ in their wave, apart from its order and signs, or in their contacts. */
function kindsOf(ordered: readonly Kept[]): Kept[] {
  const kinds = new Map<string, Kept>()
  for (const one of ordered.toSorted((a, b) => a.energy - b.energy)) {
    const wave = one.wave
      .split(',')
      .map((k) => Math.min(Number(k), 2 * one.cells - Number(k)) / one.cells)
      .sort((a, b) => a - b)
    const kind = `${wave.map((k) => k.toFixed(2))} ${one.contacts.map((n) => (2 * n).toFixed(0))}`
    if (!kinds.has(kind)) kinds.set(kind, one)
  }
  return [...kinds.values()].slice(0, MOST_KINDS)
}

function judge(name: string, crystal: Pattern, cells: number, seeds: number): void {
  const verdicts = BESIDE.map((kelvin) => {
    const found = Array.from({ length: seeds }, (_, k) => {
      const seed = seeds > 1 ? `${name} ${k}` : name
      const place = { kelvin, cells, filling: FILLING, sweeps: Number(growing), seed }
      const { seeded, other } = besideLiquid(forceField, crystal, place)
      return seeded < 0.3
        ? 'melted'
        : other > 0.3
          ? 'GREW'
          : `stays (${other.toFixed(2)} beside it)`
    })
    return `${kelvin} K ${[...new Set(found)].join(', ')}`
  })
  process.stdout.write(`${name}, in ${cells} cells: ${verdicts.join('; ')}\n`)
}

const all = hunt()
const ordered = all.filter(isOrdered)
process.stdout.write(`${ordered.length} of ${all.length} ends of anneals are ordered\n`)
for (const name of ['ice', 'rows', 'columns'] as const) {
  const crystal = perfectCrystal(forceField, name, 280)
  for (const cells of SIZES_KNOWN[name]) judge(name, crystal, cells, Number(seedsEach))
}
for (const one of kindsOf(ordered)) {
  const { cells, filling, kelvin, share, wave, contacts, energy } = one
  const [straight, bent, second] = contacts.map((n) => n.toFixed(2))
  const text =
    `${cells} cells, filling ${filling.toFixed(2)}, ${kelvin} K, peak ${share.toFixed(2)} at ${wave}, ` +
    `${straight} straight, ${bent} bent, ${second} second, ${energy.toFixed(2)} kJ/mol`
  judge(text, one, LARGE, 1)
}
