import { BccLattice } from '../lattice/bcc.ts'
import { Configuration } from '../model/configuration.ts'
import { Hamiltonian } from '../model/hamiltonian.ts'
import { compileModel } from '../model/lattice-model.ts'
import { presentIn } from '../scenario/contents.ts'
import {
  type MeasuredName,
  measuredIn,
  OBSERVABLE_GROUPS,
  type ObservableGroup,
} from '../scenario/observable-groups.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { BjerrumPairObserver } from './bjerrum-pairs.ts'
import { IonClusterObserver } from './clusters.ts'
import { CoordinationObserver } from './coordination.ts'
import { DensityFluctuationObserver } from './density-fluctuation.ts'
import { EnergyObserver, ReducedEnergyObserver } from './energy.ts'
import { ForceFieldCountObserver } from './force-field-counts.ts'
import { FreeWaterObserver } from './free-water.ts'
import { HydrogenBondObserver } from './hydrogen-bonds.ts'
import { IceLayerObserver } from './ice-layers.ts'
import { IceOctantObserver } from './ice-octants.ts'
import { IceOrderObserver } from './ice-order.ts'
import { LayerObserver } from './layers.ts'
import type { Column, Observer } from './observer.ts'
import { PairStateObserver } from './pair-entropy.ts'
import { PairingObserver } from './pairing.ts'
import { RadialDistributionObserver } from './radial-distribution.ts'
import { ShellCompositionObserver } from './shell-composition.ts'
import { SiteEnergySpreadObserver } from './site-energy-spread.ts'
import { TetrahedralOrderObserver } from './tetrahedral-order.ts'
import { WaterNetworkObserver } from './water-network.ts'

type Counts = Readonly<Record<string, number>>

type Create = new (configuration: Configuration, hamiltonian: Hamiltonian) => Observer

/** The observer of each observable; `MEASURED` has their needs and their order. */
const OBSERVERS: Readonly<Record<MeasuredName, Create>> = {
  energy: EnergyObserver,
  densityFluctuation: DensityFluctuationObserver,
  hydrogenBonds: HydrogenBondObserver,
  tetrahedral: TetrahedralOrderObserver,
  coordination: CoordinationObserver,
  shells: ShellCompositionObserver,
  pairing: PairingObserver,
  'clusters:ions': IonClusterObserver,
  'clusters:water': WaterNetworkObserver,
  siteEnergySpread: SiteEnergySpreadObserver,
  freeWater: FreeWaterObserver,
  iceOrder: IceOrderObserver,
  'iceOrder:mostOrderedOctant': IceOctantObserver,
  radialDistribution: RadialDistributionObserver,
  pairEntropy: PairStateObserver,
  reducedEnergy: ReducedEnergyObserver,
  layers: LayerObserver,
  iceLayers: IceLayerObserver,
  bjerrumPairs: BjerrumPairObserver,
  forceFieldCounts: ForceFieldCountObserver,
}

/** What must be measured in the scenario's own replicas for what costs extra runs. */
const FREE_ENERGY = ['energy', 'reducedEnergy'] as const
const BENEATH: Partial<Record<string, readonly ObservableGroup[]>> = {
  entropy: FREE_ENERGY,
  mixingEntropy: FREE_ENERGY,
  mixingEnthalpy: FREE_ENERGY,
  mixingGibbs: FREE_ENERGY,
  waterActivity: ['energy'],
  osmoticCoefficient: ['energy'],
  pressure: ['energy'],
}

/**
 * The observers of the groups named, each once, in a fixed order; those that have nothing to measure
 * in this configuration are left out (`notMeasured` says which, and why).
 * @throws RangeError for a name that is no group
 */
export function createObservers(
  names: readonly string[],
  configuration: Configuration,
  hamiltonian: Hamiltonian,
): Observer[] {
  const { model, population } = configuration
  const counts = Object.fromEntries(model.species.map(({ name }, k) => [name, population[k + 1]!]))
  return observersOf(names, counts, configuration, hamiltonian)
}

function observersOf(
  names: readonly string[],
  counts: Counts,
  configuration: Configuration,
  hamiltonian: Hamiltonian,
): Observer[] {
  for (const name of names) {
    if (!(OBSERVABLE_GROUPS as readonly string[]).includes(name)) {
      throw new RangeError(
        `no observable is called ${name}; there are ${OBSERVABLE_GROUPS.join(', ')}`,
      )
    }
  }
  const asked = names.flatMap((name) => [name, ...(BENEATH[name] ?? [])])
  return measuredIn(asked, presentIn(configuration.model.forceField, counts)).map((name) => {
    return new OBSERVERS[name](configuration, hamiltonian)
  })
}

/** The columns do not depend on the size of the lattice, so that a small one will do, which is left empty. */
const CELLS = 4

/** All columns of the time series of a run, those included that only serve to make others. */
export function measuredColumns(
  { forceField, temperature, observables }: Omit<Scenario, 'until'>,
  counts: Counts,
): readonly Column[] {
  const model = compileModel(forceField, Object.keys(counts))
  const configuration = new Configuration(new BccLattice(CELLS), model)
  const hamiltonian = new Hamiltonian(model, temperature)
  const observers = observersOf(observables, counts, configuration, hamiltonian)
  return observers.flatMap((observer) => observer.columns)
}
