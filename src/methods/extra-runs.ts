import { WATER } from '../observe/water-faces.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { couplingRuns } from './coupling-runs.ts'
import { type ExtraRun, extraRun, sitesOf } from './extra-run.ts'
import { mixingReferences } from './mixing-references.ts'
import { osmoticRuns } from './osmotic-runs.ts'
import { wallRuns } from './wall-runs.ts'
import { waterFilling } from './water-filling.ts'

/**
 * All runs that the observables of a scenario need beside its own, in a fixed order. They follow from the
 * scenario and its particles alone: nothing that is found in one of them decides about another.
 */
export function extraRunsOf(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
): ExtraRun[] {
  const asks = (pattern: RegExp) => scenario.observables.some((name) => pattern.test(name))
  const runs: ExtraRun[] = []
  if (asks(/^entropy$|^mixing/)) runs.push(...couplingRuns(scenario, counts, ''))
  if (asks(/^mixing/)) runs.push(...referenceRuns(scenario, counts))
  if (asks(/^(waterActivity|osmoticCoefficient)$/) && counts[WATER] !== undefined) {
    const held = osmoticRuns(scenario, counts)
    runs.push(...(held.length > 0 ? held : [pureWater(scenario)]))
  }
  if (asks(/^pressure$/)) runs.push(...wallRuns(scenario, counts))
  return runs
}

/** Each part of the reference at all couplings, and whole. */
function referenceRuns(scenario: Scenario, counts: ExtraRun['counts']): ExtraRun[] {
  const references = mixingReferences(scenario, counts)
  if ('code' in references) return []
  const observables = ['energy', 'reducedEnergy']
  return references.parts.flatMap(({ label, counts }) => [
    extraRun(scenario, { name: `${label}:whole`, counts, observables }),
    ...couplingRuns(scenario, counts, `${label}:`),
  ])
}

/** Water by itself, at the density that it has at 25 °C. */
function pureWater(scenario: Scenario): ExtraRun {
  return extraRun(scenario, {
    name: 'water:whole',
    counts: { [WATER]: Math.round(waterFilling(scenario.forceField) * sitesOf(scenario)) },
    observables: ['energy', 'insertion'],
  })
}
