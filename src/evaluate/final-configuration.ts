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

/** A configuration with the places of its particles. */
export interface ParticleFrame {
  readonly replica: number
  /** Of production; absent for the last configuration. */
  readonly sweep?: number
  /** Edge of the periodic cube in Å. */
  readonly edge: number
  readonly particles: readonly Particle[]
}

/** The last configuration of each replica, without its vacancies and the turns of its molecules. */
export function finalConfigurations(
  records: readonly ReplicaRecord[],
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
): ParticleFrame[] {
  const particlesOf = particleReader(scenario, counts)
  const edge = edgeOf(scenario)
  return records.map(({ replica, finalState }) => {
    return { replica, edge, particles: particlesOf(finalState) }
  })
}

/** Å; the nearest distance is half the diagonal of the cell, √3 half-cells. */
export function edgeOf({ forceField, cells }: Scenario): number {
  return (2 * cells * forceField.spacing.value) / Math.sqrt(3)
}

/** What finds the particles in a state of all sites. */
export function particleReader(
  scenario: Scenario,
  counts: Readonly<Record<string, number>>,
): (state: Uint8Array) => Particle[] {
  const model = compileModel(scenario.forceField, Object.keys(counts))
  const lattice = new BccLattice(scenario.cells)
  const halfCell = edgeOf(scenario) / (2 * scenario.cells)
  return (all) => {
    const particles: Particle[] = []
    for (const [site, state] of all.entries()) {
      if (state === VACANT) continue
      const { name, charge } = model.species[model.states.species[state]! - 1]!
      const [x, y, z] = lattice.position(site)
      const position = [x * halfCell, y * halfCell, z * halfCell] as const
      particles.push({ species: name, charge, position })
    }
    return particles
  }
}
