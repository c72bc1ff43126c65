import { speciesIndex } from '../src/model/lattice-model.ts'
import { randomBox } from './box.ts'

/**
 * Do ions gather on one of the two simple cubic sublattices of the bcc lattice?
 * `npx tsx studies/sublattices.ts <scenario> <cells> <kelvin> <sweeps> [random|sorted] [seed]`: by species
 * m = (on corners − at centres)/(both), averaged over each twentieth of the run, and at the end the structure factor
 * ⟨m²⟩N of its last two thirds; by chance alone that is the share of sites that the species leaves free. Sorted starts have all cations on
 * corners, all anions at centres and the rest at random.
 * Six minutes for 8 cells of Li₂ZnCl₄·9H₂O and 800 000 sweeps.
 */
const [name, cells, kelvin, sweeps, start = 'random', seed = '1'] = process.argv.slice(2)
const TWENTIETHS = 20
const LOOKS = 20

const settings = [{ path: 'lattice.cells', value: cells! }]
const box = await randomBox(name!, settings, [`sublattices ${seed}`, name!])
const { counts, model, configuration, choices } = box
const { lattice } = configuration
const species = Object.keys(counts)
if (start === 'sorted') sortIons()

const chain = box.chainAt(Number(kelvin))
const between = Math.max(1, Math.round(Number(sweeps) / TWENTIETHS / LOOKS))
const squares = species.map(() => 0)
let squared = 0
for (let part = 1; part <= TWENTIETHS; part++) {
  const mean = species.map(() => 0)
  for (let look = 0; look < LOOKS; look++) {
    for (let k = 0; k < between; k++) chain.sweep()
    const order = orderOf()
    for (const [k, m] of order.entries()) mean[k]! += m / LOOKS
    if (part <= TWENTIETHS / 3) continue
    squared++
    for (const [k, m] of order.entries()) squares[k]! += m * m * counts[species[k]!]!
  }
  print(`${part * LOOKS * between} sweeps`, mean)
}
print(
  '⟨m²⟩N',
  squares.map((sum) => sum / squared),
)

/** m of each species. */
function orderOf(): number[] {
  const difference = new Float64Array(model.species.length + 1)
  for (let site = 0; site < lattice.sites; site++) {
    difference[configuration.speciesAt(site)]! += isCorner(site) ? 1 : -1
  }
  return species.map((one) => difference[speciesIndex(model, one)]! / counts[one]!)
}

function isCorner(site: number): boolean {
  return site < lattice.sites / 2
}

/** Lets ions on the wrong sublattice change places with whatever else is on the right one. */
function sortIons(): void {
  const state = Uint8Array.from(configuration.state)
  const chargeAt = (site: number) => model.charges[model.states.species[state[site]!]!]!
  const belongs = (site: number) => chargeAt(site) * (isCorner(site) ? 1 : -1) >= 0
  const all = [...state.keys()]
  for (const site of all) {
    if (belongs(site)) continue
    const others = all.filter((other) => isCorner(other) !== isCorner(site))
    const free = others.filter((other) => chargeAt(other) === 0 || !belongs(other))
    const other = free[choices.below(free.length)]!
    const occupant = state[site]!
    state[site] = state[other]!
    state[other] = occupant
  }
  configuration.fill(state)
}

function print(what: string, values: readonly number[]): void {
  const columns = species.map((one, k) => `${one} ${values[k]!.toFixed(2)}`)
  process.stdout.write(`${what.padEnd(16)} ${columns.join('  ')}\n`)
}
