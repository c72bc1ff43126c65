import { compileModel } from '../model/lattice-model.ts'
import { WATER } from '../observe/water-faces.ts'
import { runReplica } from '../run/replica.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { estimateSeries } from '../statistics/estimate.ts'
import { logCountOfStates } from './count-of-states.ts'
import { integrateCoupling, type Measured } from './coupling-path.ts'
import { couplingRuns } from './coupling-runs.ts'
import { type ExtraRun, extraRun, sitesOf } from './extra-run.ts'
import { reducedChemicalPotential } from './insertion.ts'
import { findParticles, type Phase, phaseOf } from './phase.ts'

/**
 * Free energy, chemical potential and pressure of water by itself in the box and at the temperature of a
 * scenario, from runs as long as its own: those of the coupling integral, and one with insertion. Two
 * phases coexist where their chemical potentials and pressures are equal.
 * @throws RangeError where no insertion had any weight
 */
export function measurePhase(scenario: Scenario, waters: number): Phase {
  const sites = sitesOf(scenario)
  const counts = { [WATER]: waters }
  const integral = integrateCoupling(
    couplingRuns(scenario, counts, '').map((run) => meanOf(run, 'reducedEnergy')),
  )
  const logStates = logCountOfStates(compileModel(scenario.forceField, [WATER]), [
    sites - waters,
    waters,
  ])
  const betaF = { ...integral, value: integral.value - logStates }
  const observables = ['energy', 'insertion']
  const insertion = meanOf(
    extraRun(scenario, { name: 'whole', counts, observables }),
    `insertion:${WATER}`,
  )
  const betaMu = reducedChemicalPotential(insertion.value)
  if (betaMu === null) throw new RangeError(`no room for one water more than ${waters}`)
  const standardError = insertion.standardError / insertion.value
  // Fluctuations of the ideal lattice gas: what they are short of the true ones counts ln/sites.
  const slope = sites / (waters * (sites - waters))
  return phaseOf(sites, waters, betaF, { value: betaMu, standardError }, slope)
}

/**
 * The number of waters in the box of a scenario at which its pressure comes nearest to a given one.
 * @param pressure p times the volume of a site, in kT
 * @param range numbers of waters whose pressures enclose it
 */
export function watersAtPressure(
  scenario: Scenario,
  pressure: number,
  range: readonly [number, number],
): number {
  return findParticles((waters) => measurePhase(scenario, waters).pressure.value, pressure, range)
}

function meanOf({ name: _, ...task }: ExtraRun, column: string): Measured {
  const { columns, series } = runReplica({ ...task, replica: 0 })
  const at = columns.findIndex(({ name }) => name === column)
  const own = series.filter((_, index) => index % columns.length === at)
  const { value, standardError } = estimateSeries([own])
  return { value: value!, standardError: standardError! }
}
