import type { Snapshot } from '../evaluate/final-configuration.ts'
import { symbolOf } from './extxyz.ts'

/**
 * A LAMMPS dump in `real` units (Å, elementary charges), one frame a replica, its number as time step;
 * in a trajectory the time step is the sweep.
 * Types are numbered from 1 in the order of `species`.
 */
export function formatLammpsDump(
  snapshots: readonly Snapshot[],
  species: readonly string[],
): string {
  return snapshots.map((snapshot) => formatFrame(snapshot, species)).join('')
}

function formatFrame(
  { replica, sweep, edge, particles }: Snapshot,
  species: readonly string[],
): string {
  const bounds = `0.000000 ${edge.toFixed(6)}`
  const lines = [
    'ITEM: UNITS',
    'real',
    'ITEM: TIMESTEP',
    String(sweep ?? replica + 1),
    'ITEM: NUMBER OF ATOMS',
    String(particles.length),
    'ITEM: BOX BOUNDS pp pp pp',
    ...[bounds, bounds, bounds],
    'ITEM: ATOMS id type element q x y z',
    ...particles.map((particle, index) => {
      const { species: name, charge, position } = particle
      const type = species.indexOf(name) + 1
      const place = position.map((x) => x.toFixed(6)).join(' ')
      return `${index + 1} ${type} ${symbolOf(particle)} ${charge} ${place}`
    }),
  ]
  return `${lines.join('\n')}\n`
}
