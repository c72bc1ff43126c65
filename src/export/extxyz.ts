import type { Particle, Snapshot } from '../evaluate/final-configuration.ts'
import { isElement } from '../formula/elements.ts'
import type { Origin } from './origin.ts'

/** What programs take for a particle that is no element. */
const NO_ELEMENT = 'X'

/**
 * Extended XYZ, one frame a replica: Å, periodic, molecules and ions as one of their elements (`symbolOf`),
 * charges as `initial_charges`, the species' own name as `label`, the origin as keys of the frame.
 */
export function formatExtendedXyz(
  snapshots: readonly Snapshot[],
  title: string,
  origin: Origin = {},
): string {
  return snapshots.map((snapshot) => formatFrame(snapshot, title, origin)).join('')
}

function formatFrame(
  { replica, sweep, edge, particles }: Snapshot,
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
