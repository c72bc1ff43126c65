import type { Configuration } from '../model/configuration.ts'
import type { Hamiltonian } from '../model/hamiltonian.ts'
import { speciesIndex } from '../model/lattice-model.ts'
import { OBSERVABLE_GROUPS, type ObservableGroup } from '../scenario/observable-groups.ts'
import { IonClusterObserver } from './clusters.ts'
import { CoordinationObserver } from './coordination.ts'
import { DensityFluctuationObserver } from './density-fluctuation.ts'
import { EnergyObserver } from './energy.ts'
import { FreeWaterObserver } from './free-water.ts'
import { HydrogenBondObserver } from './hydrogen-bonds.ts'
import { IceBlockObserver } from './ice-blocks.ts'
import { IceLayerObserver } from './ice-layers.ts'
import { IceOrderObserver } from './ice-order.ts'
import { InsertionObserver } from './insertion.ts'
import { LayerObserver } from './layers.ts'
import type { Observer } from './observer.ts'
import { PairStateObserver } from './pair-entropy.ts'
import { PairingObserver } from './pairing.ts'
import { RadialDistributionObserver } from './radial-distribution.ts'
import { ReducedEnergyObserver } from './reduced-energy.ts'
import { ShellCompositionObserver } from './shell-composition.ts'
import { SiteEnergySpreadObserver } from './site-energy-spread.ts'
import { TetrahedralOrderObserver } from './tetrahedral-order.ts'
import { WATER } from './water-faces.ts'
import { WaterNetworkObserver } from './water-network.ts'

type Create = new (configuration: Configuration, hamiltonian: Hamiltonian) => Observer

interface Entry {
  /** Several observers may belong to one group. */
  readonly name: ObservableGroup
  readonly create: Create
  /** Left out where the system has none of these. */
  readonly needs: readonly ('water' | 'ions')[]
  readonly byDefault: boolean
}

/** In the order of the columns of a series, whatever order they are asked for in. */
const ENTRIES: readonly Entry[] = [
  { name: 'energy', create: EnergyObserver, needs: [], byDefault: true },
  { name: 'densityFluctuation', create: DensityFluctuationObserver, needs: [], byDefault: true },
  { name: 'hydrogenBonds', create: HydrogenBondObserver, needs: ['water'], byDefault: true },
  { name: 'tetrahedral', create: TetrahedralOrderObserver, needs: ['water'], byDefault: true },
  { name: 'coordination', create: CoordinationObserver, needs: ['ions'], byDefault: true },
  { name: 'shells', create: ShellCompositionObserver, needs: ['ions'], byDefault: true },
  { name: 'pairing', create: PairingObserver, needs: ['ions'], byDefault: true },
  { name: 'clusters', create: IonClusterObserver, needs: ['ions'], byDefault: true },
  { name: 'clusters', create: WaterNetworkObserver, needs: ['water'], byDefault: true },
  { name: 'siteEnergySpread', create: SiteEnergySpreadObserver, needs: ['ions'], byDefault: true },
  { name: 'freeWater', create: FreeWaterObserver, needs: ['water', 'ions'], byDefault: true },
  { name: 'iceOrder', create: IceOrderObserver, needs: ['water'], byDefault: true },
  { name: 'iceOrder', create: IceBlockObserver, needs: ['water'], byDefault: true },
  { name: 'radialDistribution', create: RadialDistributionObserver, needs: [], byDefault: true },
  { name: 'pairEntropy', create: PairStateObserver, needs: [], byDefault: true },
  { name: 'insertion', create: InsertionObserver, needs: ['water'], byDefault: false },
  { name: 'reducedEnergy', create: ReducedEnergyObserver, needs: [], byDefault: false },
  { name: 'layers', create: LayerObserver, needs: [], byDefault: false },
  { name: 'iceLayers', create: IceLayerObserver, needs: ['water'], byDefault: false },
]

/** What must be measured in the scenario's own replicas for what costs extra runs. */
const FREE_ENERGY = ['energy', 'reducedEnergy'] as const
const BENEATH: Partial<Record<string, readonly ObservableGroup[]>> = {
  entropy: FREE_ENERGY,
  mixingEntropy: FREE_ENERGY,
  mixingEnthalpy: FREE_ENERGY,
  mixingGibbs: FREE_ENERGY,
  waterActivity: ['energy', 'insertion'],
  osmoticCoefficient: ['energy', 'insertion'],
  pressure: ['energy'],
}

/**
 * The observers of the groups named, each once, in a fixed order; those that have nothing to look at
 * in this system are left out.
 * @throws RangeError for a name that is no group
 */
export function createObservers(
  names: readonly string[],
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
  const { model } = configuration
  const has = {
    water: speciesIndex(model, WATER) > 0,
    ions: model.charges.some((charge) => charge !== 0),
  }
  const asked = names.flatMap((name) => [name, ...(BENEATH[name] ?? [])])
  const wanted = ({ name, byDefault }: Entry) =>
    asked.includes(name) || (byDefault && asked.includes('default'))
  return ENTRIES.filter((entry) => wanted(entry) && entry.needs.every((what) => has[what])).map(
    ({ create: Create }) => new Create(configuration, hamiltonian),
  )
}
