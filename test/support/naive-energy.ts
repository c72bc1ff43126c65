import type {
  ContactData,
  ForceField,
  IonScaling,
  SpeciesData,
} from '../../src/forcefield/force-field.ts'
import { NEAREST_DIRECTIONS, SECOND_DIRECTIONS } from '../../src/lattice/directions.ts'

/** A particle as a chemist would list it: where it is and what it shows in each direction. */
export interface Particle {
  readonly species: SpeciesData
  /** half-cell units */
  readonly position: readonly [number, number, number]
  /** what it shows in the order of `NEAREST_DIRECTIONS` */
  readonly faces: readonly string[]
}

/** A neighbour, and on which of the two tetrahedra around a particle it is: 1 or −1. */
interface Beside {
  readonly other: Particle
  readonly side: number
}

const R = 8.31446261815324
/** Å, of the force fields that tests have. */
const SPACING = 2.76

/**
 * βH without Coulomb and cohesion, straight from the force field's sentences: every particle looks at
 * every other in three dimensions. Shares no code with the compiled tables; floating point throughout.
 */
export function naiveReducedEnergy(
  forceField: ForceField,
  particles: readonly Particle[],
  cells: number,
  temperature: number,
): number {
  const rt = (R * temperature) / 1000
  const at = new Map(particles.map((particle) => [particle.position.join(), particle]))
  const size = 2 * cells
  const neighbour = ({ position }: Particle, step: readonly number[]) =>
    at.get(position.map((x, axis) => (((x + step[axis]!) % size) + size) % size).join())
  const around = (particle: Particle) =>
    NEAREST_DIRECTIONS.flatMap((step): Beside[] => {
      const other = neighbour(particle, step)
      return other === undefined ? [] : [{ other, side: step[0] * step[1] * step[2] }]
    })
  let energy = 0
  for (const particle of particles) {
    for (const [d, step] of NEAREST_DIRECTIONS.entries()) {
      const other = neighbour(particle, step)
      if (other === undefined) continue
      const back = NEAREST_DIRECTIONS.findIndex((b) => b.every((x, axis) => x === -step[axis]!))
      const contact = forceField.contacts.findLast(
        (c) => c.range === 'nearest' && meets(c, particle, d, other, back),
      )
      energy += 0.5 * contactEnergy(contact, particle.species, other.species, rt)
    }
    for (const step of SECOND_DIRECTIONS) {
      const other = neighbour(particle, step)
      if (other === undefined) continue
      const contact = forceField.contacts.findLast(
        (c) => c.range === 'second' && meets(c, particle, -1, other, -1),
      )
      energy += 0.5 * contactEnergy(contact, particle.species, other.species, rt)
    }
    energy += shellEnergy(forceField, particle, around(particle)) / rt
  }
  return energy
}

function shellEnergy(forceField: ForceField, centre: Particle, around: readonly Beside[]): number {
  let energy = 0
  for (const rule of forceField.shells) {
    if (!isMeant(rule.of, centre, -1)) continue
    const sum = around.reduce((found, { other, side }) => {
      const weight = rule.weights.findLast(({ of }) => isMeant(of, other, -1))?.weight ?? 0
      return found + (rule.count === 'difference' ? side * weight : weight)
    }, 0)
    const n = Math.abs(sum)
    const capacity =
      rule.capacity === 'hydration number' ? centre.species.hydration!.number : rule.capacity
    const branch = n > capacity ? rule.above : rule.below
    if (branch === null) continue
    const coefficient = branch.coefficient * scaledBy(rule.scaling, centre.species)
    energy += coefficient * Math.abs(n - capacity) ** branch.power
  }
  return energy
}

function meets(contact: ContactData, a: Particle, da: number, b: Particle, db: number): boolean {
  const [p, q] = contact.between
  return (isMeant(p, a, da) && isMeant(q, b, db)) || (isMeant(p, b, db) && isMeant(q, a, da))
}

function isMeant(selector: string, { species, faces }: Particle, direction: number): boolean {
  const [whom, face] = selector.split('.')
  if (face !== undefined && faces[direction] !== face) return false
  if (whom === 'any') return true
  if (whom === 'ion') return species.charge !== 0
  if (whom === 'cation') return species.charge > 0
  if (whom === 'anion') return species.charge < 0
  return whom === species.name
}

function contactEnergy(
  contact: ContactData | undefined,
  a: SpeciesData,
  b: SpeciesData,
  rt: number,
): number {
  if (contact === undefined) return 0
  if (contact.overlap) {
    const distance = contact.range === 'nearest' ? SPACING : (2 / 3) * Math.sqrt(3) * SPACING
    const overlap = Math.max(0, (a.radius!.value + b.radius!.value) / distance - 1)
    return overlap ** 2 * (contact.enthalpy / rt - contact.entropy / R)
  }
  const ion = a.charge !== 0 ? a : b
  let enthalpy = contact.enthalpy
  enthalpy *= scaledBy(contact.scaling, ion)
  return enthalpy / rt - contact.entropy / R
}

function scaledBy(scaling: IonScaling | null, ion: SpeciesData): number {
  if (scaling === null) return 1
  let factor = Math.abs(ion.charge) ** scaling.charge
  if (scaling.referenceRadius) factor *= scaling.referenceRadius / ion.radius!.value
  if (scaling.referenceDistance) factor *= scaling.referenceDistance / ion.hydration!.distance
  return factor
}
