import { parseForceField } from '../../src/forcefield/parse-force-field.ts'
import { BccLattice } from '../../src/lattice/bcc.ts'
import { Configuration } from '../../src/model/configuration.ts'
import { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { compileModel } from '../../src/model/lattice-model.ts'
import { SiteWeight } from '../../src/moves/site-weight.ts'
import { RandomChoices } from '../../src/numeric/choices.ts'
import { gaussRule } from '../../src/numeric/gauss-rule.ts'
import { log } from '../../src/numeric/log.ts'
import { randomStream } from '../../src/numeric/random-stream.ts'
import { estimateSeries } from '../../src/statistics/estimate.ts'
import { type Uncertain, uncertain } from '../../src/statistics/uncertain.ts'
import { brokenBondsWithHexagons, logPartitionWithHexagons } from './ice-rings.ts'

/** Straight hydrogen bonds of one kT (298.15 K) and nothing else: the ice rules as an energy. */
const ICE_RULES = `
  network: H2O
  species:
    H2O: { faces: [donor, donor, acceptor, acceptor, inert, inert, inert, inert] }
  contacts: [ { between: [H2O.donor, H2O.acceptor], enthalpy: -1 kT } ]`
const TEMPERATURE = 298.15

/** √0.36 */
const LARGEST_Y = 0.6

/** Of all sweeps at a node, the share before anything is measured. */
const EQUILIBRATION = 0.1

export interface IceSize {
  /** Of the bcc lattice; cells³ waters stand on one diamond lattice. */
  readonly cells: number
  /** Nodes of the Gauss rule. */
  readonly nodes: number
  /** Sweeps over all nodes together; a sweep turns each water once on average. */
  readonly sweeps: number
  readonly seed: string
}

/**
 * ln W of ice Ic, W^N the number of ways to put protons into a perfect crystal of N waters. With n broken
 * bonds, each of weight x, ln Z(x) goes from N ln 12 at x = 1, all orientations of the model, to N ln W at
 * x = 0, and d ln Z/d ln x = ⟨n⟩. A chain has to find only what differs from the sum over rings of up to six
 * bonds, n₆: ln W = ln Z₆(0)/N − ∫₀ (⟨n⟩/N − n₆)/x dx, and that only up to x = 0.36, beyond which the next
 * rings, of eight bonds and λ < 0.15, are worth less than 1e-6.
 *
 * Broken bonds are charged defects, whose Debye–Hückel cloud makes ⟨n⟩/x a function of √x: in y = √x it is
 * smooth, and the weight 2y of Gauss's rule keeps the nodes away from y = 0, where a finite box would
 * have no defects left to move.
 */
export function iceEntropy({ cells, nodes, sweeps, seed }: IceSize): Uncertain {
  const rule = gaussRule(nodes, 1).map(({ at, weight }) => {
    return { y: LARGEST_Y * at, weight: 2 * LARGEST_Y * LARGEST_Y * weight }
  })
  // Defects come and go the slower the fewer they are: the error of ⟨n⟩/x goes as 1/x.
  const shares = rule.map(({ y, weight }) => weight / (y * y))
  const all = shares.reduce((sum, share) => sum + share, 0)
  let integral = 0
  let square = 0
  let isSettled = true
  for (const [index, { y, weight }] of rule.entries()) {
    const x = y * y
    const length = Math.ceil((sweeps * shares[index]!) / all)
    const bonds = brokenBonds(cells, x, length, `${seed} ${index}`)
    const error = bonds.standardError / x
    const f = (bonds.value - brokenBondsWithHexagons(x)) / x
    isSettled &&= bonds.settled
    integral += weight * f
    square += weight * weight * error * error
  }
  const value = logPartitionWithHexagons(0) - integral
  return { value, standardError: Math.sqrt(square), settled: isSettled }
}

/** Mean number of broken bonds of a water where each weighs x. */
export function brokenBonds(cells: number, x: number, sweeps: number, seed: string): Uncertain {
  const model = compileModel(parseForceField(ICE_RULES, 'ice rules'), ['H2O'])
  const lattice = new BccLattice(cells)
  const configuration = new Configuration(lattice, model)
  const choices = new RandomChoices(randomStream(seed, 'chain', String(cells)))
  const { first } = model.states
  configuration.fill(
    Uint8Array.from({ length: lattice.sites }, (_, site) =>
      lattice.fccSublattice(site) % 2 === 0 ? first[1]! + choices.below(12) : 0,
    ),
  )
  const waters = Int32Array.from(sitesOf(configuration))
  const hamiltonian = new Hamiltonian(model, TEMPERATURE, { coupling: -log(x) })
  const weight = new SiteWeight(configuration, hamiltonian)
  const sweep = () => {
    for (let k = 0; k < waters.length; k++) {
      const site = waters[choices.below(waters.length)]!
      const after = first[1]! + weight.look(site).draw(1, choices)
      if (after !== configuration.state[site]) configuration.replace(site, after)
    }
  }
  const kind = model.contacts.kinds.length - 1
  for (let k = 0; k < EQUILIBRATION * sweeps; k++) sweep()
  const series = Float64Array.from({ length: Math.ceil((1 - EQUILIBRATION) * sweeps) }, () => {
    sweep()
    return 2 - configuration.contacts[kind]! / waters.length
  })
  return uncertain(estimateSeries([series]))!
}

/** Where the waters are. */
function* sitesOf({ state }: Configuration): Generator<number> {
  for (const [site, occupant] of state.entries()) if (occupant !== 0) yield site
}
