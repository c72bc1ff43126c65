import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { Particle, ParticleFrame } from '../evaluate/final-configuration.ts'
import { isElement } from '../formula/elements.ts'
import type { Origin } from './origin.ts'

/** What programs take for a particle that is no element. */
const NO_ELEMENT = 'X'

/** The configurations of a record with places in Å. */
export function framesOf(record: ConfigurationRecord): ParticleFrame[] {
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

/**
 * Extended XYZ, one frame a replica: Å, periodic, molecules and ions as one of their elements (`symbolOf`),
 * charges as `initial_charges`, the species' own name as `label`, the origin as keys of the frame.
 */
export function formatExtendedXyz(
  frames: readonly ParticleFrame[],
  title: string,
  origin: Origin = {},
): string {
  return frames.map((frame) => extendedXyzFrame(frame, title, origin)).join('')
}

function extendedXyzFrame(
  { replica, sweep, edge, particles }: ParticleFrame,
  title: string,
  origin: Origin,
): string {
  const length = edge.toFixed(6)
  const header = [
    `Lattice="${length} 0.0 0.0 0.0 ${length} 0.0 0.0 0.0 ${length}"`,
    'Properties=species:S:1:pos:R:3:initial_charges:R:1:label:S:1',
    'pbc="T T T"',
    `replica=${replica + 1}`,
    ...(sweep === undefined ? [] : [`sweep=${sweep}`]),
    ...Object.entries({ ...origin, title }).map(([key, text]) => {
      if (typeof text === 'number') return `${key}=${text}`
      // Quoted, so that a digest of digits alone stays a text.
      return `${key}="${text.replaceAll(/["\\\r\n]/g, ' ')}"`
    }),
  ]
  const lines = [String(particles.length), header.join(' '), ...particles.map(formatParticle)]
  return `${lines.join('\n')}\n`
}

function formatParticle(particle: Particle): string {
  const { species, charge, position } = particle
  const label = species.replaceAll(/\s/g, '_')
  return [symbolOf(particle), ...position.map((x) => x.toFixed(6)), charge, label].join(' ')
}

/** The element that stands for a particle: of an ion its first, of a molecule its first but hydrogen, O of water. */
export function symbolOf({ species, charge }: Particle): string {
  if (charge !== 0) return /^[A-Z][a-z]?/.exec(species)?.[0] ?? NO_ELEMENT
  if (!/^(?:[A-Z][a-z]?\d*){2,}$/.test(species)) return NO_ELEMENT
  const symbols = species.match(/[A-Z][a-z]?/g)!
  if (!symbols.every(isElement)) return NO_ELEMENT
  return symbols.find((symbol) => symbol !== 'H') ?? NO_ELEMENT
}

/**
 * A LAMMPS dump in `real` units (Å, elementary charges), one frame a replica, its number as time step;
 * in a trajectory the time step is the sweep.
 * Types are numbered from 1 in the order of `species`.
 */
export function formatLammpsDump(
  frames: readonly ParticleFrame[],
  species: readonly string[],
): string {
  return frames.map((frame) => lammpsFrame(frame, species)).join('')
}

function lammpsFrame(
  { replica, sweep, edge, particles }: ParticleFrame,
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
