import { frozen } from '../evaluate/frozen.ts'
import type { Estimate } from '../evaluate/record.ts'
import { difference, divided, exact, scaled, sum, type Uncertain } from '../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../units/constants.ts'
import { estimateOf } from './estimate-of.ts'
import { type BoxEnergies, boxEnergies, boxRuns } from './free-energy.ts'
import {
  type Found,
  type Method,
  methodRun,
  particlesIn,
  resultsOf,
  type Subject,
} from './method.ts'
import { mixingReferences } from './mixing-references.ts'

/** Observables without a value if a mixture has no reference; the ideal entropy is then left out. */
const MEASURED = { mixingEntropy: 'R', mixingEnthalpy: 'kJ/mol', mixingGibbs: 'kJ/mol' } as const

/**
 * Entropy, enthalpy and free energy of mixing per mole of particles, at the sum of the parts' volumes:
 * X(mixture) − Σ share_k X(part k in a box of the same size). Without a pressure–volume term the Gibbs energy
 * is that of Helmholtz. The ideal entropy comes from the same numbers of particles, so that a mixture without
 * energies has exactly that.
 */
export const mixing: Method = {
  observables: Object.keys(MEASURED),

  obstacle({ scenario, counts }: Subject) {
    const references = mixingReferences(scenario, counts)
    return 'code' in references ? references.message : null
  },

  *plan({ scenario, counts }: Subject) {
    const references = mixingReferences(scenario, counts)
    if ('code' in references) return withoutValue(references.code, references.message)
    const { parts, freeIons, reference } = references
    const observables = ['energy', 'reducedEnergy']
    const results = yield* resultsOf({
      mixture: boxRuns(scenario, counts, { scenario, counts }),
      parts: parts.map((part) =>
        boxRuns(scenario, part.counts, methodRun(scenario, part.counts, { observables })),
      ),
    })
    const isCrystal = results.parts.some(({ whole }) => {
      return frozen(whole.settled, scenario, whole.run.counts).length > 0
    })
    if (isCrystal) {
      return withoutValue(
        'reference-orders',
        'a part that the mixture is compared with has crystallised',
      )
    }
    const mixture = boxEnergies(results.mixture)
    const boxes: Boxes = results.parts.map(boxEnergies)
    if (mixture === null || !areAll(boxes)) {
      return withoutValue('undefined-value', 'a run that it needs has no mean')
    }
    const shares = parts.map(({ share }) => share)
    const settled = [mixture, ...boxes].every((box) => box.settled)
    /** Of a quantity of boxes, less what free ions have of it. */
    const change = (of: (box: BoxEnergies) => Uncertain, less: number, unit: number): Uncertain => {
      const parted = boxes.map((box, k) => scaled(of(box), -shares[k]!))
      const whole = sum([difference(of(mixture), exact(less)), ...parted])
      return { ...divided(scaled(whole, unit), particlesIn(counts)), settled }
    }
    const rt = (GAS_CONSTANT * scenario.temperature) / 1000
    const values: Record<string, Estimate> = {
      mixingEntropy: estimateOf(
        change(({ entropy }) => entropy, freeIons, 1),
        'R',
      ),
      mixingEntropyIdeal: estimateOf(
        change(({ logStates }) => exact(logStates), freeIons, 1),
        'R',
      ),
      mixingEnthalpy: estimateOf(
        change(({ enthalpy }) => enthalpy, 0, 1),
        'kJ/mol',
      ),
      mixingGibbs: estimateOf(
        change(({ betaF }) => betaF, -freeIons, rt),
        'kJ/mol',
      ),
    }
    const list = parts.map(({ label, share }) => `${label} on ${(100 * share).toFixed(1)} %`)
    const message =
      `mixing is compared with ${reference}: ${list.join(', ')} ` +
      'of the sites, at constant total volume'
    return { observables: values, warnings: [{ code: 'mixing-reference', message }] }
  },
}

function withoutValue(code: string, reason: string): Found {
  const names = Object.entries(MEASURED)
  return {
    observables: Object.fromEntries(names.map(([name, unit]) => [name, estimateOf(null, unit)])),
    warnings: names.map(([observable]) => {
      return { code, observable, message: `${observable} has no value: ${reason}` }
    }),
  }
}

type Boxes = readonly (BoxEnergies | null)[]

function areAll(boxes: Boxes): boxes is readonly BoxEnergies[] {
  return boxes.every((box) => box !== null)
}
