import { networkCount } from '../forcefield/species-kinds.ts'
import { BccLattice } from '../lattice/bcc.ts'
import { FEWEST_WATERS } from '../model/crystals.ts'
import { compileModel, networkIndex } from '../model/lattice-model.ts'
import { strongestPeak, tellsSublattices } from '../observe/bragg-peak.ts'
import { BRAGG_BOUND, isCrystal } from '../observe/crystalline-order.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Warning } from './warning.ts'

/** Larger boxes are not checked: the Fourier sum would take minutes. */
const MOST_CELLS = 64

/** Whether water has crystallised, into whatever crystal, by the end of any replica. */
export function frozen(
  records: readonly ReplicaRecord[],
  { forceField, cells }: Scenario,
  counts: Readonly<Record<string, number>>,
): Warning[] {
  const waters = networkCount(forceField, counts)
  if (waters < FEWEST_WATERS || cells > MOST_CELLS) return []
  const model = compileModel(forceField, Object.keys(counts))
  const water = networkIndex(model)
  const lattice = new BccLattice(cells)
  return records.flatMap(({ replica, start, finalState }) => {
    const isWater = (site: number) => model.states.species[finalState[site]!] === water
    const { wave, share } = strongestPeak(lattice, isWater)
    if (!isCrystal(share, waters, BRAGG_BOUND)) return []
    const is = start === 'crystal' ? 'is the crystal that it was started as' : 'has crystallised'
    const message =
      `water of replica ${replica + 1} ${is}: at the wave vector ${wave.join(', ')} (in units of ` +
      `2π over the box edge) it scatters ${(100 * share).toFixed(0)} % of what a perfect crystal would` +
      (tellsSublattices(wave, cells)
        ? ', with more of it on one of the simple cubic sublattices'
        : '') +
      '; averages do not describe a liquid'
    return [{ code: 'frozen', message }]
  })
}
