import { writeFileSync } from 'node:fs'
import type { Chain } from '../../src/chain/chain.ts'
import type { Configuration } from '../../src/model/configuration.ts'
import { facingTerms } from '../../src/model/facing.ts'
import type { Hamiltonian } from '../../src/model/hamiltonian.ts'
import { findMobileSolvent } from '../../src/moves/mix.ts'
import type { MoveName } from '../../src/moves/move.ts'
import { OrientationFactors } from '../../src/moves/orientation-factors.ts'
import type { OrientationGroup } from '../../src/moves/orientation-groups.ts'
import { tabulateSpeciesEnergies } from '../../src/moves/species-energies.ts'
import { SphereExchange } from '../../src/moves/sphere-exchange.ts'
import type { RandomWords } from '../../src/numeric/random-words.ts'

/** Numbers by which the twin knows the moves. */
const MOVES: readonly MoveName[] = [
  'reorientation',
  'exchange-near',
  'exchange-far',
  'swap-near',
  'swap-far',
  'regrowth-near',
  'regrowth-far',
]

/**
 * Writes all that the native twin starts from: tables, configuration, schedule and random stream, each
 * as a line `name count` and that many little-endian doubles. Solutes are taken in the order of sites,
 * as a new chain lists them.
 */
export function exportTwin(
  path: string,
  configuration: Configuration,
  hamiltonian: Hamiltonian,
  chain: Chain,
  stream: RandomWords,
): void {
  const { lattice, model, electrostatics } = configuration
  const { states, contacts, shells } = model
  const energies = tabulateSpeciesEnergies(hamiltonian)
  const factors = Array.from(states.orientations, (_, k) => new OrientationFactors(hamiltonian, k))
  const snapshot = stream.snapshot()
  const isSphere = chain.schedule.some(({ move }) => move instanceof SphereExchange)
  const columns: Record<string, ArrayLike<number>> = {
    cells: [lattice.cells],
    classes: [contacts.classes],
    shellSlots: [shells.slots],
    carrier: [findMobileSolvent(configuration)],
    isSphere: [Number(isSphere)],
    coulomb: [hamiltonian.coulomb],
    hasSecondContacts: [Number(contacts.hasSecond)],
    kind: lattice.kind,
    nearestSteps: lattice.nearestSteps,
    secondSteps: lattice.secondSteps,
    state: configuration.state,
    facing: configuration.facing,
    slotAt: configuration.slotAt,
    contacts: configuration.contacts,
    slots: configuration.slots,
    population: configuration.population,
    speciesOf: states.species,
    first: states.first,
    orientations: states.orientations,
    terms: facingTerms(contacts),
    shown: contacts.shown,
    nearestKind: contacts.nearest,
    secondKind: contacts.second,
    contactEnergy: hamiltonian.contact,
    shellWeight: shells.weight.flatMap((weight) => [...weight]),
    shellBase: shells.base,
    shellEmpty: shells.empty,
    slotEnergy: hamiltonian.slot,
    load: energies.load.flatMap((load) => [...load]),
    second: energies.second,
    hasSecond: energies.hasSecond,
    strides: factors.map(({ stride }) => stride),
    pairStrides: factors.map(({ pairStride }) => pairStride),
    ...Object.fromEntries(
      factors.flatMap(({ table, pairs, groups }, species) => [
        [`factors${species}`, table],
        [`pairs${species}`, pairs],
        [`bundles${species}`, groups.flatMap(groupColumn)],
      ]),
    ),
    charges: model.charges,
    potential: electrostatics?.potential ?? [],
    twiceEnergy: [configuration.twiceCoulomb],
    same: electrostatics?.table.same ?? [],
    cross: electrostatics?.table.cross ?? [],
    schedule: chain.schedule.flatMap(({ move, attempts }) => [
      MOVES.indexOf(move.name as MoveName),
      attempts,
    ]),
    stream: [...snapshot.key, ...snapshot.stream, snapshot.position],
  }
  const parts = Object.entries(columns).flatMap(([name, values]) => [
    Buffer.from(`${name} ${values.length}\n`),
    Buffer.from(Float64Array.from(values).buffer),
  ])
  writeFileSync(path, Buffer.concat(parts))
}

/** How many orientations, to which tetrahedron they show different faces, and which they are. */
function groupColumn({ orientations, differing }: OrientationGroup): number[] {
  return [orientations.length, differing, ...orientations]
}
