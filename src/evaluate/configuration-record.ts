import * as z from 'zod'
import { jsonDocument } from '../document/document.ts'
import { BccLattice } from '../lattice/bcc.ts'
import { NEAREST_DIRECTIONS } from '../lattice/directions.ts'
import { compileModel, type LatticeModel } from '../model/lattice-model.ts'
import { VACANT } from '../model/states.ts'
import { bondFaces, FACE, FACES } from '../observe/bond-faces.ts'
import type { ReplicaRecord } from '../run/replica-record.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** Looked through by a loop: there are three for each site. */
const wholeNumbers = z.custom<readonly number[]>(
  (value) => Array.isArray(value) && value.every(Number.isInteger),
  { error: 'a list of whole numbers is expected here' },
)

const state = z
  .object({
    species: z.string(),
    /** Elementary charges. */
    charge: z.number(),
    /** What is shown in each of the `directions`. */
    faces: z.array(z.string()).readonly(),
  })
  .readonly()

/** The last configuration of one replica; vacancies are left out. */
const sites = z
  .object({
    replica: z.int().min(0),
    /** [3 × particle + axis] → position in half-cells */
    positions: wholeNumbers,
    /** [particle] → index into `states` */
    states: wholeNumbers,
    /**
     * [3 × bond] → the water that donates, the particle that accepts (water, anion or solvent), and the
     * direction from the first to the second; a bond may cross the faces of the box.
     */
    hydrogenBonds: wholeNumbers,
  })
  .readonly()

const configurationSchema = z
  .object({
    format: z.literal('entrolyte-configuration'),
    version: z.literal(1),
    /** Along each edge of the periodic cube; a cell is two half-cells. */
    cells: z.int().min(1),
    halfCellAngstrom: z.number().positive(),
    /** The nearest-neighbour directions, in half-cells. */
    directions: z.array(z.array(z.number()).readonly()).readonly(),
    states: z.array(state).readonly(),
    replicas: z.array(sites).readonly(),
  })
  .readonly()

/** What a site may hold: a species in one of its orientations. */
export type StateRecord = z.infer<typeof state>
/** `configuration.json`: what the replicas ended with, so that it can be drawn without the model. */
export type ConfigurationRecord = z.infer<typeof configurationSchema>

export const configurationDocument = jsonDocument<ConfigurationRecord>(
  configurationSchema,
  'the configuration of a result',
  {
    // A box has tens of thousands of numbers: no line for each.
    write: (record) => `${JSON.stringify(record)}\n`,
    check: ({ cells, directions, states, replicas }) => {
      const isBelow = (bound: number) => (value: number) => value >= 0 && value < bound
      const isWhole = replicas.every(({ positions, states: held, hydrogenBonds }) => {
        const [isParticle, isDirection] = [isBelow(held.length), isBelow(directions.length)]
        return (
          positions.length === 3 * held.length &&
          hydrogenBonds.length % 3 === 0 &&
          positions.every(isBelow(2 * cells)) &&
          held.every(isBelow(states.length)) &&
          hydrogenBonds.every((value, k) => (k % 3 === 2 ? isDirection : isParticle)(value))
        )
      })
      return isWhole ? null : 'it names particles, states or places that it has not'
    },
  },
)

/** [face of a neighbour] → whether an O–H arm towards it makes a hydrogen bond */
const ACCEPTS = new Uint8Array(FACES)
for (const face of [FACE.straight, FACE.bent, FACE.anionic, FACE.solvent]) ACCEPTS[face] = 1

/** The last configuration of each replica with the turns of its molecules and their hydrogen bonds. */
export function recordConfigurations(
  records: readonly ReplicaRecord[],
  { forceField, cells }: Scenario,
  counts: Readonly<Record<string, number>>,
): ConfigurationRecord {
  const model = compileModel(forceField, Object.keys(counts))
  const lattice = new BccLattice(cells)
  return {
    format: 'entrolyte-configuration',
    version: 1,
    cells,
    // The nearest distance is half the diagonal of the cell, √3 half-cells.
    halfCellAngstrom: forceField.spacing.value / Math.sqrt(3),
    directions: NEAREST_DIRECTIONS,
    states: statesOf(model),
    replicas: records.map(({ replica, finalState }) => {
      return { replica, ...sitesOf(finalState, lattice, model) }
    }),
  }
}

/** All states but the vacancy, so that state k of the model is number k − 1. */
function statesOf({ species, states }: LatticeModel): StateRecord[] {
  return Array.from(states.species.subarray(VACANT + 1), (owner, index) => {
    const { name, charge } = species[owner - 1]!
    const shown = states.faceShown.subarray(8 * (index + 1), 8 * (index + 2))
    return { species: name, charge, faces: Array.from(shown, (face) => states.faces[face]!.name) }
  })
}

function sitesOf(state: Uint8Array, lattice: BccLattice, model: LatticeModel) {
  const particleAt = new Int32Array(state.length).fill(-1)
  let particles = 0
  for (const [site, held] of state.entries()) if (held !== VACANT) particleAt[site] = particles++
  const faces = bondFaces(model)
  const positions: number[] = []
  const states: number[] = []
  const hydrogenBonds: number[] = []
  for (const [site, held] of state.entries()) {
    if (held === VACANT) continue
    positions.push(...lattice.position(site))
    states.push(held - 1)
    for (let d = 0; d < 8; d++) {
      if (faces[8 * held + d] !== FACE.donor) continue
      const other = lattice.neighbour(site, d)
      // The direction back has the opposite number.
      if (ACCEPTS[faces[8 * state[other]! + (d ^ 4)]!] === 0) continue
      hydrogenBonds.push(particleAt[site]!, particleAt[other]!, d)
    }
  }
  return { positions, states, hydrogenBonds }
}
