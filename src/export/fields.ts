import ndarray, { type NdArray } from 'ndarray'
import type { ConfigurationRecord } from '../evaluate/configuration-record.ts'
import type { DistributionRecord } from '../evaluate/distributions.ts'

type Field = NdArray<Float64Array>

const ANGSTROM3_PER_NM3 = 1000

/**
 * Arrays by name, units included, from the last configurations:
 *
 * - `density_<species>_per_nm3` [x, y, z]: particles of each cubic cell over its volume, mean of the replicas;
 * - `profile_<species>_per_nm3` [replica, z]: the same for layers a half-cell thick;
 * - `profile_z_nm` [z]: where these layers are.
 */
export function densityFields(record: ConfigurationRecord): Map<string, Field> {
  const { cells, halfCellAngstrom, states, replicas } = record
  const cell = (2 * halfCellAngstrom) ** 3 / ANGSTROM3_PER_NM3
  const layers = 2 * cells
  // A layer of the box is cells² cells wide and half a cell thick.
  const layer = (cell * cells * cells) / 2
  const fields = new Map<string, Field>()
  const z = ndarray(Float64Array.from({ length: layers }, (_, k) => (k * halfCellAngstrom) / 10))
  fields.set('profile_z_nm', z)
  for (const name of new Set(states.map(({ species }) => species))) {
    const density = ndarray(new Float64Array(cells ** 3), [cells, cells, cells])
    const profile = ndarray(new Float64Array(replicas.length * layers), [replicas.length, layers])
    for (const [row, { positions, states: held }] of replicas.entries()) {
      for (const [particle, state] of held.entries()) {
        if (states[state]!.species !== name) continue
        const [x, y, height] = positions.slice(3 * particle, 3 * particle + 3) as [
          number,
          number,
          number,
        ]
        const at = [x, y, height].map((half) => Math.floor(half / 2)) as [number, number, number]
        density.set(...at, density.get(...at) + 1 / (cell * replicas.length))
        profile.set(row, height, profile.get(row, height) + 1 / layer)
      }
    }
    fields.set(`density_${name}_per_nm3`, density)
    fields.set(`profile_${name}_per_nm3`, profile)
  }
  return fields
}

const RADIAL = 'radialDistribution:'

/** `g_<a>-<b>` [shell] and `g_<a>-<b>_error` for each pair, and `g_distance_angstrom` [shell]. */
export function radialFields(
  distributions: Readonly<Record<string, DistributionRecord>>,
): Map<string, Field> {
  const fields = new Map<string, Field>()
  for (const [name, { bins, share, standardError }] of Object.entries(distributions)) {
    if (!name.startsWith(RADIAL) || share === null) continue
    const shells = bins.flatMap((bin, k) => (typeof bin === 'number' ? [k] : []))
    const pick = (values: readonly (string | number)[]) =>
      ndarray(Float64Array.from(shells, (k) => Number(values[k])))
    const pair = name.slice(RADIAL.length)
    fields.set('g_distance_angstrom', pick(bins))
    fields.set(`g_${pair}`, pick(share))
    if (standardError !== null) fields.set(`g_${pair}_error`, pick(standardError))
  }
  return fields
}
