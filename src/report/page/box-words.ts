import type { ConfigurationRecord } from '../../evaluate/configuration-record.ts'
import type { SpeciesLook } from '../box-data.ts'

/** A particle in words: what it is, what it touches, and its hydrogen bonds. */
export function describeParticle(
  species: readonly SpeciesLook[],
  { cells, directions, states, replicas }: ConfigurationRecord,
  particle: number,
): string {
  const [sites] = replicas
  const { positions, hydrogenBonds } = sites!
  const size = 2 * cells
  const place = (of: number) => positions.slice(3 * of, 3 * of + 3)
  const key = (at: readonly number[]) => at.map((x) => (x + size) % size).join()
  const particleAt = new Map(sites!.states.map((_, other) => [key(place(other)), other]))
  const nameOf = (of: number) => states[sites!.states[of]!]!.species

  const around = new Map<string, number>()
  for (const step of directions) {
    const other = particleAt.get(key(place(particle).map((x, axis) => x + step[axis]!)))
    if (other !== undefined) around.set(nameOf(other), (around.get(nameOf(other)) ?? 0) + 1)
  }
  const printed = (name: string) => species.find((known) => known.name === name)?.printed ?? name
  const shell = [...around].map(([name, count]) => `${count} ${printed(name)}`).join(', ')
  const bonds = { given: 0, taken: 0 }
  for (let bond = 0; bond < hydrogenBonds.length; bond += 3) {
    if (hydrogenBonds[bond] === particle) bonds.given++
    if (hydrogenBonds[bond + 1] === particle) bonds.taken++
  }
  const { given, taken } = bonds
  const hydrogen =
    given + taken === 0 ? '' : `; hydrogen bonds: ${given} donated, ${taken} accepted`
  return `${printed(nameOf(particle))} touches ${shell || 'nothing'}${hydrogen}`
}
