import type { Salt } from '../forcefield/salt.ts'

/** ρ of water at 25 °C, g/cm³ (Kell 1975: 0.99705). */
export const WATER_DENSITY = 0.99705

/**
 * Measured densities at 25 °C of solutions in one solvent, by salt; rows rise in molality. The solvent by itself has a
 * row of molality 0.
 */
export type DensityTable = ReadonlyMap<string, readonly DensityRow[]>

interface DensityRow {
  /** mol per kg of water */
  readonly molality: number
  /** g/cm³ */
  readonly density: number
}

/**
 * The rows of a density table (CSV with columns salt, molality, density_g_cm3, primary) that are
 * marked primary. Throws if a column is missing or a number is none.
 */
export function parseDensityTable(csv: string): DensityTable {
  const [header, ...rows] = csv.split(/\r?\n/).filter((line) => line.trim() !== '')
  const names = cellsOf(header ?? '')
  const column = (cells: readonly string[], name: string) => {
    const text = cells[names.indexOf(name)]
    if (text === undefined) throw new Error(`density table: no column ${name} in "${cells.join()}"`)
    return text
  }
  const number = (cells: readonly string[], name: string) => {
    const value = Number(column(cells, name))
    if (!(value > 0) && !(name === 'molality' && column(cells, name) === '0'))
      throw new Error(`density table: ${name} of "${cells.join()}"`)
    return value
  }
  const table = new Map<string, DensityRow[]>()
  for (const cells of rows.map(cellsOf)) {
    if (column(cells, 'primary') !== 'yes') continue
    const salt = column(cells, 'salt')
    const row = { molality: number(cells, 'molality'), density: number(cells, 'density_g_cm3') }
    table.set(salt, [...(table.get(salt) ?? []), row])
  }
  for (const list of table.values()) list.sort((a, b) => a.molality - b.molality)
  return table
}

/** Cells of a CSV line; quotes hold commas together and are doubled to stand for themselves. */
function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}

/**
 * Apparent molar volume V_φ of a salt in water at 25 °C, cm³/mol: the volume by which a mole of it
 * lengthens the water, (1000 + m M)/ρ = 1000/ρ_w + m V_φ. Between rows V_φ is linear in √m, in which
 * it is straight where dilute (Masson's rule, the Debye–Hückel limit), and it varies far less than
 * the density; outside the rows it keeps its end values. Null if the table lacks the salt.
 */
export function apparentVolume(table: DensityTable, salt: Salt, molality: number): number | null {
  const rows = table.get(salt.formula)
  if (rows === undefined || rows.length === 0) return null
  const mass = molarMassOf(salt)
  const above = rows.findIndex((row) => row.molality >= molality)
  if (above <= 0) return volumeOf(above === 0 ? rows[0]! : rows.at(-1)!, mass)
  const [lower, upper] = [rows[above - 1]!, rows[above]!]
  const from = Math.sqrt(lower.molality)
  const share = (Math.sqrt(molality) - from) / (Math.sqrt(upper.molality) - from)
  return (1 - share) * volumeOf(lower, mass) + share * volumeOf(upper, mass)
}

/** Whether a molality lies between pure water and the highest tabulated one. */
export function isTabulated(table: DensityTable, formula: string, molality: number): boolean {
  const rows = table.get(formula)
  return rows !== undefined && molality <= (rows.at(-1)?.molality ?? -1)
}

/** g/mol of formula units; 0 for ions of unknown mass. */
export function molarMassOf({ cation, anion, cations, anions }: Salt): number {
  return cations * (cation.molarMass?.value ?? 0) + anions * (anion.molarMass?.value ?? 0)
}

function volumeOf({ molality, density }: DensityRow, molarMass: number): number {
  return ((1000 + molality * molarMass) / density - 1000 / WATER_DENSITY) / molality
}
