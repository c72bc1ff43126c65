import type { Particle, Snapshot } from '../results/final-configuration.ts'

const WATER = 'H2O'
/** What programs take for a particle that is no element. */
const NO_ELEMENT = 'X'

/**
 * Extended XYZ, one frame a replica: Å, periodic, water as its oxygen, ions as their first element,
 * charges as `initial_charges`, the species' own name as `label`.
 */
export function formatExtendedXyz(snapshots: readonly Snapshot[], title: string): string {
  return snapshots.map((snapshot) => formatFrame(snapshot, title)).join('')
}

function formatFrame({ replica, edge, particles }: Snapshot, title: string): string {
  const length = edge.toFixed(6)
  const header = [
    `Lattice="${length} 0.0 0.0 0.0 ${length} 0.0 0.0 0.0 ${length}"`,
    'Properties=species:S:1:pos:R:3:initial_charges:R:1:label:S:1',
    'pbc="T T T"',
    `replica=${replica + 1}`,
    `title="${title.replaceAll(/["\\\r\n]/g, ' ')}"`,
  ]
  const lines = [String(particles.length), header.join(' '), ...particles.map(formatParticle)]
  return `${lines.join('\n')}\n`
}

function formatParticle(particle: Particle): string {
  const { species, charge, position } = particle
  const label = species.replaceAll(/\s/g, '_')
  return [symbolOf(particle), ...position.map((x) => x.toFixed(6)), charge, label].join(' ')
}

function symbolOf({ species, charge }: Particle): string {
  if (species === WATER) return 'O'
  return (charge !== 0 && /^[A-Z][a-z]?/.exec(species)?.[0]) || NO_ELEMENT
}
