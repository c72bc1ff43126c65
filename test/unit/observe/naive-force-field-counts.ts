import type { Configuration } from '../../../src/model/configuration.ts'
import { facing, isNearest, type Molecule, moleculesOf, neighboursOf } from './molecules.ts'

/**
 * What the contacts and shell rules of the small force field are multiplied by, written down by hand; those that a
 * configuration has nothing of are left out.
 */
export function naiveForceFieldCounts(configuration: Configuration): Record<string, number> {
  const box = moleculesOf(configuration)
  const counts: Record<string, number> = {}
  const add = (name: string | null, value: number) => {
    if (name !== null && value !== 0) counts[name] = (counts[name] ?? 0) + value
  }
  for (const molecule of box.molecules) {
    // Each pair is seen from both ends.
    for (const near of neighboursOf(molecule, box, 2)) {
      const { molecule: other } = near
      if (isNearest(near)) add(contact(molecule, other, facing(molecule, near)), 1 / 2)
      else if (molecule.species === 'H2O' && other.species === 'H2O') add('contact:second', 1 / 2)
    }
    const nearest = neighboursOf(molecule, box, Math.sqrt(3))
    const around = nearest.map((near) => near.molecule)
    const [all, { species }] = [around.length, molecule]
    if (species === 'H2O') {
      const cations = around.filter(({ charge }) => charge > 0).length
      add('shell:sharing:above', Math.max(cations - 1, 0))
      add('shell:crowding:above', Math.max(all - 4, 0) ** 2)
      continue
    }
    const chlorides = around.filter((other) => other.species === 'Cl-').length
    const [n, capacity] = species === 'Cl-' ? [all, 7] : [all + 0.5 * chlorides, 6]
    const rule = species === 'Cl-' ? 'anion shell' : 'zinc shell'
    add(`shell:${rule}:${n > capacity ? 'above' : 'below'}`, (n - capacity) ** 2)
    // One tetrahedron less the other.
    const uneven = nearest.reduce((sum, { displacement: [x, y, z] }) => sum + x * y * z, 0)
    add('shell:octahedra:above', uneven ** 2)
  }
  return counts
}

const WITH_ZINC: Readonly<Record<string, string>> = {
  acceptor: 'contact:cation–water',
  'acceptor-bent': 'contact:cation–water, bent',
  inert: 'contact:cation–water, side-on',
  donor: 'contact:donor–cation, Zn2+',
}
const WITH_CHLORIDE: Readonly<Record<string, string>> = {
  donor: 'contact:anion–water, Cl-',
  acceptor: 'contact:acceptor–anion, Cl-',
  'acceptor-bent': 'contact:bent acceptor–anion, Cl-',
}

function contact(a: Molecule, b: Molecule, pair: readonly [string, string]): string | null {
  const kinds = [a.species, b.species].toSorted().join()
  const shown = a.species === 'H2O' ? pair[0] : pair[1]
  if (kinds === 'H2O,H2O') {
    if (!pair.includes('donor')) return 'contact:unbonded'
    if (pair.includes('acceptor')) return 'contact:straight'
    return pair.includes('acceptor-bent') ? 'contact:bent' : 'contact:unbonded'
  }
  if (kinds === 'H2O,Zn2+') return WITH_ZINC[shown] ?? null
  if (kinds === 'Cl-,H2O') return WITH_CHLORIDE[shown] ?? null
  return kinds === 'Cl-,Zn2+' ? 'contact:zinc–chloride' : null
}
