import { Chain } from '../src/chain/chain.ts'
import { prepare } from '../src/cli/prepare.ts'
import { BccLattice } from '../src/lattice/bcc.ts'
import { Configuration } from '../src/model/configuration.ts'
import { ENERGY_UNIT, Hamiltonian } from '../src/model/hamiltonian.ts'
import { compileModel, speciesIndex } from '../src/model/lattice-model.ts'
import { potentialIn } from '../src/model/potential.ts'
import { layerOf } from '../src/model/wall-field.ts'
import { RandomChoices } from '../src/numeric/choices.ts'
import { gaussRule } from '../src/numeric/gauss-rule.ts'
import { randomStream } from '../src/numeric/random-stream.ts'
import { WATER } from '../src/observe/water-faces.ts'
import { formatMeasured } from '../src/report/measured.ts'
import { fillInitially } from '../src/run/initial-state.ts'
import { estimateSeries } from '../src/statistics/estimate.ts'
import { saltUnits } from '../src/thermodynamics/salt-units.ts'

/**
 * The osmotic coefficient of a salt against pure water at zero pressure, from one run:
 * `tsx bench/osmotic.ts <scenario> <formula units> <sweeps> [filling of pure water at zero pressure] [path=value …]`.
 *
 * Ions, and they alone, feel a potential that is flat in the middle of the box, climbs on both sides and is flat again.
 * Water is in equilibrium all over. Shifting a slope by a layer gives the ions' compartment a layer more, so that its
 * osmotic pressure is Π·A = ⟨Σ dU/dz over the ions⟩ (Murad and Powles 1993; Luo and Roux 2010), and
 * φ = βΠ/(ρ of pure water) ÷ (ions per water in the middle).
 */
const [name, units, sweeps, filling] = process.argv.slice(2, 6) as [string, string, string, string?]
const settings = process.argv.slice(6).map((text) => {
  const [path, value] = text.split(/=(.*)/s) as [string, string]
  return { path, value }
})

/** Two layers a cell. */
const CELLS = 16
const LAYERS = 2 * CELLS
/** Layers from the middle of the box at which slopes begin, and how long they are. */
const FLAT = 4
const SLOPE = 10
/** How far into the shift by a layer either slope is: Gauss's rule for the whole of it. */
const SHIFTS = gaussRule(2).map(({ at }) => at)
/** kT of an ion on top. */
const TOP = 6
/** Layers of what is measured: of the solution up to here, of pure water from there on. */
const SOLUTION = 3
const PURE = 14
const SWEEPS_PER_SAMPLE = 5
const WATERS_PER_KG = 55.508
/** cm³/mol: 4/(3√3)·(2.76 Å)³. */
const SITE_VOLUME = 9.746
/** Looks at the filling of pure water, after each of which water is put in or taken out. */
const CORRECTIONS = 2

const { scenario, system } = prepare(name, [{ path: 'lattice.cells', value: '8' }, ...settings])
const { temperature, forceField, seed } = scenario
const model = compileModel(forceField, Object.keys(system.counts))
const lattice = new BccLattice(CELLS)
const ions = new Map<string, number>()
for (const { salt } of saltUnits(scenario, system.counts)!) {
  ions.set(salt.cation.name, salt.cations * Number(units))
  ions.set(salt.anion.name, salt.anions * Number(units))
}
const numberOfIons = [...ions.values()].reduce((sum, count) => sum + count, 0)
const perUnit = numberOfIons / Number(units)
const water = speciesIndex(model, WATER)
const wanted = Number(filling ?? 0.539)

/** Layers from the middle of the box, by layer. */
const distance = Array.from({ length: LAYERS }, (_, z) => Math.min(z, LAYERS - z))
const climb = distance.map((d, z) => {
  const shift = SHIFTS[z < CELLS ? 0 : 1]!
  return Math.min(1, Math.max(0, (d - FLAT - shift) / SLOPE))
})
const force = climb.map((share) => (share > 0 && share < 1 ? TOP / SLOPE : 0))
const layers = Array.from({ length: lattice.sites }, (_, site) => layerOf(lattice, site))
const field = Int32Array.from(layers, (z) => Math.round((TOP * climb[z]!) / ENERGY_UNIT))
const hamiltonian = new Hamiltonian(model, temperature, { field, fieldOn: 'ions' })
const choices = new RandomChoices(randomStream(seed, 'chain', 'osmotic', name, units))
const potential = potentialIn(CELLS, forceField)

/** Ions' force, both slopes together; ions and waters of the solution; waters of pure water. */
interface Look {
  readonly force: number
  readonly ions: number
  readonly waters: number
  readonly pure: number
}

function look({ state, model: { charges, states } }: Configuration): Look {
  const found = { force: 0, ions: 0, waters: 0, pure: 0 }
  for (let site = 0; site < state.length; site++) {
    const species = states.species[state[site]!]!
    const z = layers[site]!
    const isInside = distance[z]! <= SOLUTION
    if (species === water) {
      if (isInside) found.waters++
      if (distance[z]! >= PURE) found.pure++
    } else if (charges[species] !== 0) {
      found.force += force[z]!
      if (isInside) found.ions++
    }
  }
  return found
}

function run(waters: number, length: number, start: Uint8Array | null) {
  const configuration = new Configuration(lattice, model, potential)
  if (start === null) {
    fillInitially(
      configuration,
      { ...Object.fromEntries(ions), [WATER]: waters },
      'random',
      choices,
    )
  } else configuration.fill(start)
  const chain = new Chain(configuration, hamiltonian, choices)
  const looks: Look[] = []
  for (let sweep = 1; sweep <= length; sweep++) {
    chain.sweep()
    if (sweep % SWEEPS_PER_SAMPLE === 0) looks.push(look(configuration))
  }
  return { looks, state: configuration.state }
}

/** The state with so many waters more, or fewer, at random. */
function withWaters(state: Uint8Array, more: number): Uint8Array {
  const changed = state.slice()
  for (let left = Math.abs(more); left > 0; ) {
    const site = choices.below(state.length)
    const species = model.states.species[changed[site]!]!
    if (species !== (more > 0 ? 0 : water)) continue
    changed[site] = more > 0 ? model.states.first[water]! : 0
    left--
  }
  return changed
}

const mean = (looks: readonly Look[], of: keyof Look) =>
  looks.reduce((sum, one) => sum + one[of], 0) / looks.length
const sitesOfPure = layers.filter((z) => distance[z]! >= PURE).length

let waters = Math.round(wanted * lattice.sites) - numberOfIons
let { looks, state } = run(waters, Math.round(Number(sweeps) / 3), null)
for (let k = 0; k < CORRECTIONS; k++) {
  const found = mean(looks, 'pure') / sitesOfPure
  const more = Math.round((wanted - found) * lattice.sites)
  waters += more
  ;({ looks, state } = run(waters, Math.round(Number(sweeps) / 6), withWaters(state, more)))
}
;({ looks } = run(waters, Number(sweeps), state))

const area = 2 * CELLS * CELLS
const density = mean(looks, 'pure') / sitesOfPure
const molality = (WATERS_PER_KG * mean(looks, 'ions')) / mean(looks, 'waters') / perUnit
const pressures = Float64Array.from(looks, (one) => one.force / area)
const pi = estimateSeries([pressures])
const ratio = estimateSeries([Float64Array.from(looks, (one) => one.ions / one.waters)])
const phi = pi.value! / density / ratio.value!
const error = phi * Math.hypot(pi.standardError! / pi.value!, ratio.standardError! / ratio.value!)
/** Of the salt, as if the water among the ions took the room that it takes elsewhere; cm³/mol. */
const apparentVolume = (SITE_VOLUME * (lattice.sites - waters / density)) / Number(units)
process.stdout.write(
  `${name} ${temperature} K: ${molality.toFixed(2)} mol/kg, φ ${formatMeasured(phi, error)}, ` +
    `ln a_w ${formatMeasured(-pi.value! / density, pi.standardError! / density)}, ` +
    `filling of pure water ${density.toFixed(4)}, ` +
    `apparent volume ${apparentVolume.toFixed(1)} cm³/mol, τ ${(SWEEPS_PER_SAMPLE * (pi.tauInt ?? 0)).toFixed(0)} sweeps` +
    `${pi.equilibrated && ratio.equilibrated ? '' : ' !'}\n`,
)
