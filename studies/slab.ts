import { Chain } from '../src/chain/chain.ts'
import { prepare } from '../src/cli/prepare.ts'
import { networkName } from '../src/forcefield/species-kinds.ts'
import { BccLattice } from '../src/lattice/bcc.ts'
import { solutionUnit, unitsOf } from '../src/methods/solution-unit.ts'
import { Configuration } from '../src/model/configuration.ts'
import { Hamiltonian } from '../src/model/hamiltonian.ts'
import { compileModel, networkIndex } from '../src/model/lattice-model.ts'
import { potentialIn } from '../src/model/potential.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { randomStream } from '../src/numeric/random-stream.ts'
import { SHELL_ENDS, ShellSites } from '../src/observe/neighbour-shells.ts'
import { fillInitially } from '../src/run/initial-state.ts'

/**
 * Does ice keep the ions of a solution out? `npx tsx studies/slab.ts <scenario> <kelvin> [sweeps] [path=value …]`: half a box
 * of pure ice beside the solution, and what a hundred sites hold, by how much the waters of the third to fifth
 * shell around them are those of ice: |those on one diamond lattice less those on the other| over both, 1 in ice.
 * Layers would not do: brine makes its way between crystals.
 * Half a minute at the default length.
 */
const CELLS = 12
const FILLINGS = { solution: 0.56, ice: 0.51 }
const SWEEPS_PER_SAMPLE = 50
const BINS = 10

const [name, kelvin, ...rest] = process.argv.slice(2) as [string, string, ...string[]]
const isSetting = (text: string) => text.includes('=')
const sweeps = Number(rest.find((text) => !isSetting(text)) ?? 6000)
const settings = [
  `lattice.cells=${CELLS}`,
  `temperature=${kelvin} K`,
  'sampling.branch=equilibrium',
  ...rest.filter(isSetting),
].map((text) => {
  const [path, value] = text.split(/=(.*)/s) as [string, string]
  return { path, value }
})
const { scenario, system } = await prepare(name, settings)
const unit = solutionUnit(scenario, system.counts, 1)
if (unit === null) throw new RangeError(`${name} is no solution of salts in water`)

const lattice = new BccLattice(scenario.cells)
const half = lattice.sites / 2
const solution = unitsOf(unit, Math.round((FILLINGS.solution * half) / unit.particles))
const network = networkName(scenario.forceField)
const counts = { ...solution, [network]: solution[network]! + Math.round(FILLINGS.ice * half) }
const model = compileModel(scenario.forceField, Object.keys(counts))
const water = networkIndex(model)
const choices = new RandomChoices(randomStream(scenario.seed, 'chain', 'slab', name))
const potential = potentialIn(scenario.cells, scenario.forceField)
const configuration = new Configuration(lattice, model, potential)
fillInitially(configuration, counts, 'slab', choices)
const chain = new Chain(configuration, new Hamiltonian(model, scenario.temperature), choices)
const around = new ShellSites(lattice)

/** Of the waters around a site, but for its fourteen first neighbours. */
function iceOrder(site: number): number {
  let [waters, difference] = [0, 0]
  around.moveTo(site)
  for (let k = SHELL_ENDS[1]; k < SHELL_ENDS[4]; k++) {
    const other = around.at(k)
    if (configuration.speciesAt(other) !== water) continue
    waters++
    difference += lattice.fccSublattice(other) % 2 === 0 ? 1 : -1
  }
  return waters === 0 ? 0 : Math.abs(difference) / waters
}

const sites = new Float64Array(BINS)
const held = model.species.map(() => new Float64Array(BINS))
for (let sweep = 1; sweep <= sweeps; sweep++) {
  chain.sweep()
  if (sweep < sweeps / 2 || sweep % SWEEPS_PER_SAMPLE !== 0) continue
  for (let site = 0; site < lattice.sites; site++) {
    const bin = Math.min(BINS - 1, Math.floor(BINS * iceOrder(site)))
    const species = configuration.speciesAt(site)
    sites[bin]!++
    if (species > 0) held[species - 1]![bin]!++
  }
}

const all = sites.reduce((sum, count) => sum + count, 0)
const names = model.species.map((species) => species.name)
process.stdout.write(`${name} ${kelvin} K\norder  share of sites  ${names.join('  ')}\n`)
for (const [bin, count] of sites.entries()) {
  const shares = held.map((counts) => (100 * (counts[bin]! / count)).toFixed(2))
  process.stdout.write(
    `${(bin / BINS).toFixed(1)}    ${(count / all).toFixed(3)}           ${shares.join('  ')}\n`,
  )
}
