import { networkName } from '../../forcefield/species-kinds.ts'
import { BccLattice } from '../../lattice/bcc.ts'
import { type CrystalName, sitesOfCrystal } from '../../model/crystals.ts'
import { compileModel } from '../../model/lattice-model.ts'
import { RandomChoices } from '../../numeric/choices.ts'
import { randomStream } from '../../numeric/random-stream.ts'
import { shuffledSites } from '../../run/initial-state.ts'
import type { Run } from '../../run/replica-task.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { difference, scaled } from '../../statistics/uncertain.ts'
import { GAS_CONSTANT } from '../../units/constants.ts'
import { orderingRun } from '../crystal-coupling.ts'
import { filledCrystal, filledSolution, type PhaseRuns, phaseOf, phaseRuns } from '../fusion.ts'
import { type Plan, type RunResult, resultsOf, type Subject, sitesOf } from '../method.ts'
import { pureUnit } from '../solution-unit.ts'
import { countOf, type Evaluation, perWater } from './evaluation.ts'
import { type CalibratedParameter, freeEnergyFactor } from './parameters.ts'
import { type CalibrationSetting, SMALL, waterBox } from './water-runs.ts'

/** Just above melting, where the liquid gains least by its disorder. */
const TEMPERATURE = 280
const FILLING = 0.54
/** About zero pressure, and the cells of a box that the crystal fits into. */
const RIVALS = {
  rows: { filling: 0.505, cells: SMALL },
  columns: { filling: 0.61, cells: 6 },
} as const satisfies Partial<Record<CrystalName, object>>
type Rival = keyof typeof RIVALS

/**
 * How far crystals other than ice are from being stable: the chemical potential of water in the liquid less that in the
 * crystal, both at zero pressure, kJ/mol. Above 0 the liquid is metastable at best.
 */
export function* crystalPlan(
  setting: CalibrationSetting,
  parameters: readonly CalibratedParameter[],
): Plan<Evaluation[]> {
  const water = pureUnit(setting.forceField)
  const boxes = sitesOf({ cells: SMALL })
  const { scenario } = rivalBox(setting, SMALL)
  const liquid = phaseRuns(scenario, filledSolution(water, boxes, FILLING))
  const names = Object.keys(RIVALS) as Rival[]
  const asked = names.map((name) => rivalBoxes(setting, name))
  const ordered = yield* resultsOf(asked.map(({ runs }) => runs))
  const rivals = asked.map(({ subject, filled }, k) =>
    phaseRuns(
      subject.scenario,
      filled,
      ordered[k]!.map((result) => result.records[0]!.finalState),
    ),
  )
  const ofLiquid = yield* resultsOf(liquid.runs)
  const ofRivals = yield* resultsOf(rivals.map(({ runs }) => runs))
  return names.map((name, k): Evaluation => {
    const phases = [
      { asked: liquid, found: ofLiquid, scenario },
      { asked: rivals[k]!, found: ofRivals[k]!, scenario: asked[k]!.subject.scenario },
    ].map((phase) => ({ ...phase, state: stateOf(phase.scenario, phase.asked, phase.found) }))
    const [from, to] = phases.map(({ state }) => state?.potential ?? null)
    const rt = (GAS_CONSTANT * TEMPERATURE) / 1000
    return {
      quantity: `crystal.${name}`,
      achieved: from && to ? scaled(difference(from, to), rt) : null,
      sensitivities: parameters.map((parameter) => {
        const [before, after] = phases.map(({ found }) =>
          perWater(found[1]!.whole, countOf(parameter)),
        )
        return scaled(difference(before!, after!), freeEnergyFactor(parameter, TEMPERATURE))
      }),
    }
  })
}

function rivalBox(setting: CalibrationSetting, cells: number): Subject {
  const place = { temperature: TEMPERATURE, filling: FILLING, cells }
  return waterBox(setting, place, setting.effort.crystals)
}

/** Boxes of a crystal, and the runs in which their bonds find their order. */
function rivalBoxes(setting: CalibrationSetting, name: Rival) {
  const { filling, cells } = RIVALS[name]
  const subject = rivalBox(setting, cells)
  const water = pureUnit(setting.forceField)
  const filled = filledCrystal(name, water, sitesOf({ cells }), filling)
  const runs = filled.units.map(
    (waters): Run =>
      orderingRun(name, subject.scenario, waters, crystalAtRandom(name, subject.scenario, waters)),
  )
  return { subject, filled, runs }
}

/**
 * [site] → state: so many waters in any orientation on the sites of a crystal, those that find no room there on any others.
 */
export function crystalAtRandom(
  crystal: CrystalName,
  { forceField, cells, seed }: Pick<Scenario, 'forceField' | 'cells' | 'seed'>,
  waters: number,
): Uint8Array {
  const lattice = new BccLattice(cells)
  const { first, orientations } = compileModel(forceField, [networkName(forceField)]).states
  const choices = new RandomChoices(randomStream(seed, 'initial-state', crystal))
  const isFilled = sitesOfCrystal(crystal, lattice)
  const order = shuffledSites(lattice.sites, choices)
  const preferred = [
    ...order.filter((site) => isFilled[site]),
    ...order.filter((site) => !isFilled[site]),
  ]
  const state = new Uint8Array(lattice.sites)
  for (const site of preferred.slice(0, waters)) {
    state[site] = first[1]! + choices.below(orientations[1]!)
  }
  return state
}

type Found = readonly { readonly whole: RunResult; readonly path: readonly RunResult[] }[]

/** The phase at zero pressure, from the results of its runs. */
function stateOf(scenario: Scenario, asked: PhaseRuns, found: Found) {
  const known = new Map<Run, RunResult>()
  for (const [k, { whole, path }] of asked.runs.entries()) {
    known.set(whole, found[k]!.whole)
    for (const [node, run] of path.entries()) known.set(run, found[k]!.path[node]!)
  }
  return phaseOf(scenario, asked, (run) => known.get(run)!).state
}
