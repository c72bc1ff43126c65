import { Chain } from '../chain/chain.ts'
import { BccLattice } from '../lattice/bcc.ts'
import { Configuration } from '../model/configuration.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import { RandomChoices } from '../numeric/choices.ts'
import { exp } from '../numeric/exp.ts'
import { log } from '../numeric/log.ts'
import { randomStream } from '../numeric/random-stream.ts'
import { fillInitially } from '../run/initial-state.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { GAS_CONSTANT } from '../units/constants.ts'

/** Temperatures at which a short run looks how the energy grows. */
const LOOKS = 13

/** Sweeps at each; of the first part nothing is kept. */
const EQUILIBRATION = 300
const PRODUCTION = 500

/**
 * √[Δβ·ΔE] between neighbours. Of normal distributions of the energy the share of exchanges accepted is
 * erfc(½√[Δβ·ΔE]) (Kofke, J. Chem. Phys. 117, 6911 (2002)), and this is 1/3.
 */
const STEP = 1.368

/** The mean energy at one temperature. */
export interface Look {
  /** K */
  readonly temperature: number
  /** kJ/mol of the whole box */
  readonly enthalpy: number
}

/**
 * Temperatures from the first to the last of the fixed ones, which all are among them, between which about a
 * third of all exchanges is accepted: equal steps of the length ∫√(C/k) d ln T. C comes from the energies of
 * a box with the same particles that is cooled from the last to the first, since runs by themselves would take
 * longer to arrive.
 * @param enlarged how many times larger the box of the ladder is than that of the scenario given
 */
export function spacedLadder(
  { forceField, cells, seed }: Pick<Scenario, 'forceField' | 'cells' | 'seed'>,
  counts: Readonly<Record<string, number>>,
  fixed: readonly number[],
  enlarged: number,
): number[] {
  const [from, to] = [fixed[0]!, fixed.at(-1)!]
  const model = compileModel(forceField, Object.keys(counts))
  const configuration = new Configuration(new BccLattice(cells), model)
  const choices = new RandomChoices(randomStream(seed, 'ladder'))
  fillInitially(configuration, counts, 'random', choices)
  const cooled = Array.from({ length: LOOKS }, (_, k): Look => {
    const temperature = to - ((to - from) * k) / (LOOKS - 1)
    const hamiltonian = new Hamiltonian(model, temperature)
    const chain = new Chain(configuration, hamiltonian, choices)
    let enthalpy = 0
    for (let sweep = -EQUILIBRATION; sweep < PRODUCTION; sweep++) {
      chain.sweep()
      if (sweep >= 0) enthalpy += (enlarged * hamiltonian.enthalpy(configuration)) / PRODUCTION
    }
    return { temperature, enthalpy }
  })
  return rungsBetween(cooled.reverse(), fixed)
}

/** The same from energies that are known; C is taken to be constant from one look to the next. */
export function rungsBetween(looks: readonly Look[], fixed: readonly number[]): number[] {
  const logarithms = looks.map(({ temperature }) => log(temperature))
  const lengths = [0]
  for (const [k, capacity] of capacities(looks).entries()) {
    const root = Math.sqrt(capacity / GAS_CONSTANT)
    lengths.push(lengths[k]! + root * (logarithms[k + 1]! - logarithms[k]!))
  }
  const rungs = [fixed[0]!]
  for (const [k, top] of fixed.slice(1).entries()) {
    const from = interpolated(log(fixed[k]!), logarithms, lengths)
    const to = interpolated(log(top), logarithms, lengths)
    const steps = Math.max(1, Math.round((to - from) / STEP))
    for (let step = 1; step < steps; step++) {
      const at = from + ((to - from) * step) / steps
      rungs.push(Number(exp(interpolated(at, lengths, logarithms)).toFixed(2)))
    }
    rungs.push(top)
  }
  return rungs
}

/** J/mol/K between neighbouring looks, smoothed, since short runs are noisy; a kT for each at least. */
function capacities(looks: readonly Look[]): number[] {
  const raw = looks.slice(1).map(({ temperature, enthalpy }, k) => {
    return (1000 * (enthalpy - looks[k]!.enthalpy)) / (temperature - looks[k]!.temperature)
  })
  return raw.map((own, k) => {
    const smooth = ((raw[k - 1] ?? own) + 2 * own + (raw[k + 1] ?? own)) / 4
    return Math.max(smooth, GAS_CONSTANT)
  })
}

/** The ordinate at an abscissa within ascending ones. */
function interpolated(at: number, x: readonly number[], y: readonly number[]): number {
  const next = x.findIndex((value) => value >= at)
  if (next <= 0) return y[0]!
  const share = (at - x[next - 1]!) / (x[next]! - x[next - 1]!)
  return y[next - 1]! + share * (y[next]! - y[next - 1]!)
}
