import { BccLattice } from '../lattice/bcc.ts'
import { compileModel } from '../model/lattice-model.ts'
import { VACANT } from '../model/states.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** A particle of a configuration as other programs see it. */
export interface Particle {
  /** The species' name in the force field. */
  readonly species: string
  /** Elementary charges. */
  readonly charge: number
  /** Å */
  readonly position: readonly [number, number, number]
}

export interface Snapshot {
  readonly replica: number
  /** Edge of the periodic cube in Å. */
  readonly edge: number
  readonly particles: readonly Particle[]
}

/** The last configuration of each replica, without its vacancies and the turns of its molecules. */
export function finalConfigurations(
  records: readonly ReplicaRecord[],
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
): Snapshot[] {
  const model = compileModel(scenario.forceField, Object.keys(counts))
  const lattice = new BccLattice(scenario.cells)
  // The nearest distance is half the diagonal of the cell, √3 half-cells.
  const halfCell = scenario.forceField.spacing.value / Math.sqrt(3)
  return records.map(({ replica, finalState }) => {
    const particles: Particle[] = []
    for (const [site, state] of finalState.entries()) {
      if (state === VACANT) continue
      const { name, charge } = model.species[model.states.species[state]! - 1]!
      const [x, y, z] = lattice.position(site)
      const position = [x * halfCell, y * halfCell, z * halfCell] as const
      particles.push({ species: name, charge, position })
    }
    return { replica, edge: 2 * scenario.cells * halfCell, particles }
  })
}
