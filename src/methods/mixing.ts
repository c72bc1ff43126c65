import { frozen } from '../evaluate/frozen.ts'
import type { Estimate, Observables } from '../evaluate/record.ts'
import type { Warning } from '../evaluate/warning.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import type { Measured } from './coupling-path.ts'
import type { ExtraResult } from './extra-results.ts'
import { type BoxEnergies, boxEnergies } from './free-energies.ts'
import { mixingReferences } from './mixing-references.ts'

export interface Evaluated {
  readonly observables: Observables
  readonly warnings: readonly Warning[]
}

const NAMES = ['mixingEntropy', 'mixingEntropyIdeal', 'mixingEnthalpy', 'mixingGibbs'] as const
const UNITS = { mixingEnthalpy: 'kJ/mol', mixingGibbs: 'kJ/mol' } as Record<string, string>

/**
 * Entropy, enthalpy and free energy of mixing per mole of particles, at the sum of the parts' volumes:
 * X(mixture) − Σ share_k X(part k in a box of the same size). Without a pressure–volume term the Gibbs energy
 * is that of Helmholtz. The ideal entropy beside it comes from the same numbers of particles, so that a
 * mixture without energies has exactly that.
 */
export function mixing(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
  mixture: BoxEnergies | null,
  extras: readonly ExtraResult[],
): Evaluated {
  const references = mixingReferences(scenario, counts)
  if ('code' in references) return refused(references.code, references.message)
  const { parts, freeIons, reference } = references
  const boxes = parts.map(({ label, counts }) => {
    const whole = extras.filter(({ name }) => name === `${label}:whole`)
    const records = whole.map(({ record }) => record)
    const crystals = frozen(records, scenario, counts)
    return { energies: boxEnergies(scenario, counts, `${label}:`, records, extras), crystals }
  })
  if (boxes.some(({ crystals }) => crystals.length > 0)) {
    return refused('reference-orders', 'what the mixture is compared with has crystallised')
  }
  if (mixture === null || boxes.some(({ energies }) => energies === null)) {
    return refused('undefined-value', 'a run that it needs has no mean')
  }
  const particles = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const shares = parts.map(({ share }) => share)
  const all = boxes.map(({ energies }) => energies!)
  const change = (of: (box: BoxEnergies) => Measured, less: number, unit: number): Measured => {
    const [own, others] = [of(mixture), all.map(of)]
    const value = others.reduce((sum, one, k) => sum - shares[k]! * one.value, own.value - less)
    const square = others.reduce(
      (sum, { standardError }, k) => sum + shares[k]! * shares[k]! * standardError * standardError,
      own.standardError * own.standardError,
    )
    return {
      value: (value * unit) / particles,
      standardError: (Math.sqrt(square) * unit) / particles,
    }
  }
  const rt = (GAS_CONSTANT * scenario.temperature) / 1000
  const equilibrated = [mixture, ...all].every((box) => box.equilibrated)
  const exact = (of: (box: BoxEnergies) => number) => (box: BoxEnergies) => {
    return { value: of(box), standardError: 0 }
  }
  const values = {
    mixingEntropy: change(({ entropy }) => entropy, freeIons, 1),
    mixingEntropyIdeal: change(
      exact(({ logStates }) => logStates),
      freeIons,
      1,
    ),
    mixingEnthalpy: change(({ enthalpy }) => enthalpy, 0, 1),
    mixingGibbs: change(({ betaF }) => betaF, -freeIons, rt),
  }
  const entries = NAMES.map((name) => [name, estimate(name, values[name], equilibrated)])
  const message =
    `mixing is compared with ${reference}: ${parts.map(({ label, share }) => `${label} on ${(100 * share).toFixed(1)} %`).join(', ')} ` +
    'of the sites, at constant total volume'
  return {
    observables: Object.fromEntries(entries),
    warnings: [{ code: 'mixing-reference', message }],
  }
}

function refused(code: string, reason: string): Evaluated {
  const names = NAMES.filter((name) => name !== 'mixingEntropyIdeal')
  return {
    observables: Object.fromEntries(names.map((name) => [name, estimate(name, null, null)])),
    warnings: names.map((observable) => {
      return { code, observable, message: `${observable} has no value: ${reason}` }
    }),
  }
}

function estimate(name: string, measured: Measured | null, equilibrated: boolean | null): Estimate {
  const { value, standardError } = measured ?? { value: null, standardError: null }
  const unit = UNITS[name] ?? 'R'
  return { value, standardError, unit, tauInt: null, effectiveSamples: null, equilibrated }
}
