import { BccLattice } from '../src/lattice/bcc.ts'
import { NEAREST_DIRECTIONS } from '../src/lattice/directions.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { randomStream } from '../src/numeric/random-stream.ts'

/**
 * From which density on do particles order that do nothing but keep each other from neighbouring sites?
 * `npx tsx studies/hard-cores.ts <cells> <sweeps> <particles per site>…`: of each density |m|, m = (on corners − at centres)/N,
 * and the structure factor ⟨m²⟩N, over the last four fifths of a run of relocations to any free site. Below the
 * transition the second does not grow with the box, above it the first does not fall.
 * Seconds for 10 cells and 8000 sweeps.
 */
const [cells, sweeps, ...densities] = process.argv.slice(2).map(Number)
const lattice = new BccLattice(cells!)
const choices = new RandomChoices(randomStream('hard cores', 'chain', String(cells)))

for (const density of densities) {
  const { order, structureFactor } = measure(Math.round(density * lattice.sites))
  const tell = `|m| ${order.toFixed(3)}  ⟨m²⟩N ${structureFactor.toFixed(1)}`
  process.stdout.write(`${density} per site  ${tell}\n`)
}

function measure(number: number) {
  const taken = new Uint8Array(lattice.sites)
  const particles: number[] = []
  // Room for one more is found by relocations, as long as there is any.
  while (particles.length < number) {
    const site = choices.below(lattice.sites)
    if (isFree(site, taken)) {
      taken[site] = 1
      particles.push(site)
    }
    relocate(particles, taken)
  }
  const sums = { looks: 0, order: 0, square: 0 }
  for (let sweep = 1; sweep <= sweeps!; sweep++) {
    relocate(particles, taken)
    if (sweep <= sweeps! / 5) continue
    const onCorners = particles.filter((site) => site < lattice.sites / 2).length
    const m = (2 * onCorners - number) / number
    sums.looks++
    sums.order += Math.abs(m)
    sums.square += m * m
  }
  return { order: sums.order / sums.looks, structureFactor: (number * sums.square) / sums.looks }
}

/** A sweep. */
function relocate(particles: number[], taken: Uint8Array): void {
  for (let k = 0; k < particles.length; k++) {
    const which = choices.below(particles.length)
    const from = particles[which]!
    const to = choices.below(lattice.sites)
    taken[from] = 0
    if (isFree(to, taken)) particles[which] = to
    taken[particles[which]!] = 1
  }
}

function isFree(site: number, taken: Uint8Array): boolean {
  return (
    taken[site] === 0 && NEAREST_DIRECTIONS.every((_, d) => taken[lattice.neighbour(site, d)] === 0)
  )
}
