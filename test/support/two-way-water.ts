import type { ForceField } from '../../src/forcefield/force-field.ts'
import { TOY_FORCE_FIELD } from './toy-force-field.ts'

/** Water of two orientations, so that enough of them for a tetrahedron can still be listed. */
export const TWO_WAY_WATER: ForceField = {
  ...TOY_FORCE_FIELD,
  species: TOY_FORCE_FIELD.species.map((species) =>
    species.name === 'H2O'
      ? {
          ...species,
          patterns: [Array.from({ length: 8 }, (_, d) => (d < 4 ? 'donor' : 'acceptor'))],
        }
      : species,
  ),
}
