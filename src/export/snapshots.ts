import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { Particle, Snapshot } from '../evaluate/final-configuration.ts'

/** The configurations of a record with places in Å. */
export function snapshotsOf(record: ConfigurationRecord): Snapshot[] {
  const { cells, halfCellAngstrom, states, replicas } = record
  return replicas.map(({ replica, positions, states: held }) => {
    const particles = held.map((state, k): Particle => {
      const { species, charge } = states[state]!
      const [x, y, z] = [0, 1, 2].map((axis) => positions[3 * k + axis]! * halfCellAngstrom)
      return { species, charge, position: [x!, y!, z!] }
    })
    return { replica, edge: 2 * cells * halfCellAngstrom, particles }
  })
}
