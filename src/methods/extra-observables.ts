import type { Estimate, Observables } from '../evaluate/record.ts'
import type { Warning } from '../evaluate/warning.ts'
import { exp } from '../numeric/exp.ts'
import { log } from '../numeric/log.ts'
import { WATER } from '../observe/water-faces.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Measured } from './coupling-path.ts'
import { type ExtraResult, extraMeans, meanOf } from './extra-results.ts'
import { type BoxEnergies, boxEnergies } from './free-energies.ts'
import { type Evaluated, mixing } from './mixing.ts'
import { osmoticResult } from './osmotic.ts'
import { osmoticNames } from './osmotic-runs.ts'
import { pressureAtWall } from './wall-pressure.ts'
import { wallNames } from './wall-runs.ts'

interface Given {
  readonly scenario: Scenario
  readonly counts: Readonly<Record<string, number>>
  /** The scenario's own replicas, without transients. */
  readonly records: readonly ReplicaRecord[]
  readonly extras: readonly ExtraResult[]
}

/** The observables that cost runs of their own: those that the scenario asks for. */
export function extraObservables(given: Given): Evaluated {
  const { scenario, counts, records, extras } = given
  const asks = (name: string) => scenario.observables.includes(name)
  const asksMixing = scenario.observables.some((name) => name.startsWith('mixing'))
  const observables: Record<string, Estimate> = {}
  const warnings: Warning[] = []
  const add = (found: Evaluated) => {
    Object.assign(observables, found.observables)
    warnings.push(...found.warnings)
  }
  if (asks('entropy') || asksMixing) {
    const box = boxEnergies(scenario, counts, '', records, extras)
    if (asks('entropy')) Object.assign(observables, entropies(box, counts))
    if (asksMixing) add(mixing(scenario, counts, box, extras))
  }
  if (asks('waterActivity') || asks('osmoticCoefficient')) {
    for (const [name, found] of Object.entries(activity(given))) {
      if (asks(name.split(':')[0]!)) observables[name] = found
    }
  }
  if (asks('pressure')) Object.assign(observables, pressure(given))
  for (const [name, { value }] of Object.entries(observables)) {
    if (value !== null || warnings.some(({ observable }) => observable === name)) continue
    const message = `${name} has no value: a run that it needs has no mean`
    warnings.push({ code: 'undefined-value', observable: name, message })
  }
  return { observables, warnings }
}

/** Per mole of particles: the thermodynamic one, and −Σ p ln p over all states of the box. */
function entropies(box: BoxEnergies | null, counts: Given['counts']): Observables {
  const particles = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (particles === 0) return {}
  const equilibrated = box?.equilibrated ?? null
  return {
    entropy: estimate(molar(box?.entropy, 1 / particles), 'R', equilibrated),
    entropyConfigurational: estimate(molar(box?.configurational, 1 / particles), 'R', equilibrated),
  }
}

/** Of a solution of salts by the osmotic pressure, of any other by insertion. */
function activity(given: Given): Observables {
  const { scenario, counts, extras } = given
  const waters = counts[WATER] ?? 0
  if (waters === 0) return {}
  const ions = scenario.forceField.species.reduce(
    (sum, { name, charge }) => sum + (charge === 0 ? 0 : (counts[name] ?? 0)),
    0,
  )
  const isHeld = extras.some(({ name }) => osmoticNames().includes(name))
  return isHeld ? osmotic(given, ions / waters) : inserted(given, ions / waters)
}

/** φ, and ln a_w = −φ·ions/waters, against water at the density that it has at 25 °C. */
function osmotic({ scenario, extras }: Given, ratio: number): Observables {
  const found = osmoticResult(scenario, extras, ratio)
  const activity = found && exp(-ratio * found.coefficient.value)
  const itself =
    activity === null
      ? undefined
      : { value: activity, standardError: activity * ratio * found!.coefficient.standardError }
  const equilibrated = found?.coefficient.equilibrated ?? null
  return {
    waterActivity: estimate(itself, '', equilibrated),
    osmoticCoefficient: estimate(found?.coefficient, '', equilibrated),
    'osmoticCoefficient:filling': estimate(found?.filling, '', equilibrated),
  }
}

/**
 * ln a_w = βμ(solution) − βμ(water by itself), both by insertion and each at its own density, and from it
 * φ = −ln a_w · waters/ions.
 */
function inserted({ records, extras }: Given, ratio: number): Observables {
  const column = `insertion:${WATER}`
  const [own, pure] = [meanOf(records, column), extraMeans(extras)('water:whole', column)]
  const isDefined = own !== null && pure !== null && own.value > 0 && pure.value > 0
  const [a, b] = isDefined
    ? [own.standardError / own.value, pure.standardError / pure.value]
    : [0, 0]
  const logarithm = isDefined
    ? { value: log(pure.value / own.value), standardError: Math.sqrt(a * a + b * b) }
    : undefined
  const value = logarithm && exp(logarithm.value)
  const itself =
    value === undefined ? undefined : { value, standardError: value * logarithm!.standardError }
  const equilibrated = isDefined ? own.equilibrated && pure.equilibrated : null
  return {
    waterActivity: estimate(itself, '', equilibrated),
    ...(ratio === 0
      ? {}
      : { osmoticCoefficient: estimate(molar(logarithm, -1 / ratio), '', equilibrated) }),
  }
}

/** By the wall method, in MPa, and the filling that the solution has in the middle between the walls. */
function pressure({ scenario, counts, extras }: Given): Observables {
  const mean = extraMeans(extras)
  const found = pressureAtWall(scenario, counts, mean)
  const inLayer = wallNames().map((name) => mean(name, 'layer:2'))
  const equilibrated = found && inLayer.every((one) => one?.equilibrated)
  return {
    pressure: estimate(found?.pressure, 'MPa', equilibrated),
    'pressure:filling': estimate(found?.filling, '', equilibrated),
  }
}

function molar(measured: Measured | undefined, factor: number): Measured | undefined {
  if (measured === undefined) return undefined
  const { value, standardError } = measured
  return { value: factor * value, standardError: Math.abs(factor) * standardError }
}

function estimate(
  measured: Measured | undefined,
  unit: string,
  equilibrated: boolean | null,
): Estimate {
  const { value, standardError } = measured ?? { value: null, standardError: null }
  return { value, standardError, unit, tauInt: null, effectiveSamples: null, equilibrated }
}
