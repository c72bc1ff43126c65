import type { Configuration } from '../../../src/model/configuration.ts'
import { type Molecule, moleculesOf } from './molecules.ts'
import { epsilon } from './naive-energy.ts'

/** Å in a half of a cell's edge of the small force field. */
const HALF = 2.76 / Math.sqrt(3)

/** Shares of cations, where there are anions, with an image of an anion where their attraction is worth 2 kT or more. */
export function naiveBjerrumPairs(
  configuration: Configuration,
  temperature: number,
): Record<string, number> {
  const { size, molecules } = moleculesOf(configuration)
  const cations = molecules.filter(({ charge }) => charge > 0)
  const anions = molecules.filter(({ charge }) => charge < 0)
  if (anions.length === 0) return {}
  const images = [-1, 0, 1].map((n) => n * size)
  const isPair = (a: Molecule, b: Molecule) =>
    images.some((x) =>
      images.some((y) =>
        images.some((z) => {
          const [dx, dy, dz] = [x, y, z].map((by, j) => b.position[j]! - a.position[j]! + by)
          const distance = HALF * Math.hypot(dx!, dy!, dz!)
          // e²/(4π ε₀ k) = 167100.9 Å K
          const attraction = (-a.charge * b.charge * 167100.9) / distance
          return attraction / (epsilon(temperature) * temperature) >= 2
        }),
      ),
    )
  const result: Record<string, number> = {}
  for (const name of new Set(cations.map(({ species }) => species))) {
    const own = cations.filter(({ species }) => species === name)
    const paired = own.filter((cation) => anions.some((anion) => isPair(cation, anion)))
    result[`bjerrumPairs:${name}`] = paired.length / own.length
  }
  return result
}
