import * as z from 'zod'
import { converted } from '../document/converted.ts'
import { LIMITS } from '../document/limits.ts'
import { ruleName } from '../document/name-schema.ts'
import { quantity } from '../document/quantity-schema.ts'
import { LENGTH, MOLAR_ENERGY, MOLAR_ENTROPY } from '../units/dimension.ts'
import { origin } from './parameter-schema.ts'

/** `H2O`, `H2O.donor`, `cation`, `anion.anionic`; what it names is checked against the species. */
export const selector = z
  .string()
  .min(1)
  .max(2 * LIMITS.name + 1)
  .meta({
    description: 'a species, a group (cation, anion, ion, any), or a face of one',
    examples: ['H2O', 'H2O.donor', 'cation', 'anion.anionic'],
  })

/** How an energy depends on the ion. */
export const scaling = z.strictObject({
  charge: z
    .number()
    .min(0)
    .max(4)
    .default(0)
    .describe('times the size of the charge of the ion to this power'),
  referenceRadius: quantity(LENGTH, { least: 1e-3, most: 100 })
    .nullable()
    .default(null)
    .describe('Å; times this radius over that of the ion'),
  referenceDistance: quantity(LENGTH, { least: 1e-3, most: 100 })
    .nullable()
    .default(null)
    .describe('Å; times this distance over that of the ion to the oxygen of water'),
})

/** kJ/mol; wide enough for every contact and narrow enough for exact integer tables. */
export const ENERGY_BOUNDS = { least: -1e4, most: 1e4 }
const ENTROPY_BOUNDS = { least: -1e4, most: 1e4 }

/** A contact; its name is made of what meets unless it is given. */
export const contact = converted(
  z.strictObject({
    name: ruleName.optional().describe('as `--set contacts.<name>.enthalpy=…` finds it'),
    between: z
      .tuple([selector, selector], { error: 'a list of two selectors' })
      .meta({ description: 'the two sides that meet', examples: [['H2O.donor', 'H2O.acceptor']] }),
    range: z
      .enum(['nearest', 'second'])
      .default('nearest')
      .describe('at the nearest or second-nearest distance; the second does not see faces'),
    enthalpy: quantity(MOLAR_ENERGY, ENERGY_BOUNDS, '-16.66 kJ/mol').describe(
      'kJ/mol; negative attracts',
    ),
    entropy: quantity(MOLAR_ENTROPY, ENTROPY_BOUNDS, '-30.68 J/mol/K')
      .default(0)
      .describe('J/mol/K; the contact is worth enthalpy − T × entropy; default 0'),
    scaling: scaling
      .nullable()
      .default(null)
      .describe('scales the enthalpy with the ion that takes part'),
    overlap: z
      .boolean()
      .default(false)
      .describe(
        'true: times ((r + r′)/d − 1)² of the radii of two ions at this distance, and none if they do not overlap',
      ),
    ...origin,
  }),
  ({ name, ...rest }) => {
    const pair = rest.between.join('–').slice(0, LIMITS.name - ', second'.length)
    return { name: name ?? (rest.range === 'nearest' ? pair : `${pair}, second`), ...rest }
  },
  (data) => data,
)

interface Patterned {
  readonly patterns: readonly (readonly string[])[]
}

/** Whether the species shows a face of one of these names in any of its patterns. */
export function shows({ patterns }: Patterned, faces: readonly string[]) {
  return patterns.some((pattern) => pattern.some((face) => faces.includes(face)))
}

/** Names of the faces that donate a hydrogen bond, and of those that accept one, straight or bent. */
export const DONORS: readonly string[] = ['donor']
export const ACCEPTORS: readonly string[] = ['acceptor', 'acceptor-bent']

/** Whether a species by itself could form a network of hydrogen bonds. */
export function bondsToItself(species: Patterned): boolean {
  return shows(species, DONORS) && shows(species, ACCEPTORS)
}
